import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseFunctionName } from './function-name.js';
import { handlerFault } from './handler-file.js';
import type { ProblemList } from './problem-list.js';
import type { FieldPath } from './problems.js';
import { RUNTIME_LIST, runtimeFamily } from './runtimes.js';
import type { CodeFunction, ExistingFunction } from './scenario.js';
import type { FunctionEntry } from './schema.js';

const NAME = 'the name or ARN of a function, such as my-function or my-function:live';

/** Keys that only one of the two kinds of function has. */
const FOR_NAME = ['name', 'qualifier', 'twin'];

async function folderFault(folder: string): Promise<string | undefined> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return `no such folder: ${folder}; expected the folder that holds the handler`;
  return found.isDirectory() ? undefined : `${folder} is a file; expected the folder that holds the handler`;
}

function resolveExisting(entry: FunctionEntry, path: FieldPath, problems: ProblemList): ExistingFunction | undefined {
  const parsed = parseFunctionName(entry.name ?? '');
  if (parsed === undefined) {
    problems.add([...path, 'name'], `got ${JSON.stringify(entry.name)}; expected ${NAME}`);
    return undefined;
  }
  const qualifier = entry.qualifier ?? parsed.qualifier;
  if (parsed.qualifier !== undefined && parsed.qualifier !== qualifier) {
    problems.add([...path, 'qualifier'], `got ${qualifier}, but \`name\` ends in :${parsed.qualifier}; expected one`);
  }
  return {
    kind: 'existing',
    name: parsed.name,
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(entry.twin === undefined ? {} : twinOf(entry.twin, [...path, 'twin'], problems)),
  };
}

/** The function that is another's twin. */
export function twinOf(text: string, path: FieldPath, problems: ProblemList): Pick<ExistingFunction, 'twin'> {
  const parsed = parseFunctionName(text);
  if (parsed === undefined) problems.add(path, `got ${JSON.stringify(text)}; expected ${NAME}`);
  if (parsed === undefined) return {};
  const { name, qualifier } = parsed;
  return { twin: { name, ...(qualifier === undefined ? {} : { qualifier }) } };
}

async function resolveCode(
  entry: FunctionEntry,
  path: FieldPath,
  base: string,
  problems: ProblemList,
  isToCome: boolean,
): Promise<CodeFunction | undefined> {
  const { code = '.', runtime } = entry;
  const folder = resolve(base, code);
  // What is to be built may not be there yet: `codeFault` asks when it is needed.
  const wrongFolder = isToCome ? undefined : await folderFault(folder);
  if (wrongFolder !== undefined) problems.add([...path, 'code'], wrongFolder);
  const handler = entry.handler ?? (runtime !== undefined && runtimeFamily(runtime) === 'provided' ? 'bootstrap' : '');
  if (handler === '' && !problems.has([...path, 'handler'])) {
    problems.add([...path, 'handler'], 'missing; expected a handler, such as index.handler');
  }
  if (runtime === undefined) {
    if (!problems.has([...path, 'runtime'])) {
      problems.add([...path, 'runtime'], `missing; expected one of ${RUNTIME_LIST}`);
    }
    return undefined;
  }
  const isUnknown = handler === '' || wrongFolder !== undefined || isToCome;
  const wrongHandler = isUnknown ? undefined : await handlerFault(folder, handler, runtime);
  if (wrongHandler !== undefined) problems.add([...path, 'handler'], wrongHandler);
  return {
    kind: 'code',
    folder,
    handler,
    runtime,
    environment: entry.environment ?? {},
    timeoutMs: entry.timeout,
    ephemeralStorageMB: entry.ephemeralStorage,
    ...(entry.memorySize === undefined ? {} : { memorySizeMB: entry.memorySize }),
    ...(entry.role === undefined ? {} : { role: entry.role }),
    ...(entry.build === undefined ? {} : { build: entry.build }),
  };
}

/** What is wrong with a function's code as it lies there now, if anything is. */
export const codeFault = async ({ folder, handler, runtime }: CodeFunction): Promise<string | undefined> =>
  (await folderFault(folder)) ?? (await handlerFault(folder, handler, runtime));

/**
 * `written` are the keys in the file, faulty ones too: a default is no reason to complain of a key.
 * @param isToCome the code need not be there yet, as where the scenario says how it is built
 */
export async function resolveFunction(
  entry: FunctionEntry,
  written: readonly string[],
  path: FieldPath,
  base: string,
  problems: ProblemList,
  isToCome = entry.build !== undefined,
): Promise<CodeFunction | ExistingFunction | undefined> {
  const named = written.includes('name');
  const coded = written.includes('code');
  if (!named && !coded) problems.add(path, 'neither `name` nor `code`; expected one of them');
  if (named && coded) {
    const message = 'both `name` and `code`; expected `name` for a function that exists, or `code` for one to make';
    problems.add([...path, 'name'], message);
  } else {
    const strangers = written.filter((key) => key in entry && FOR_NAME.includes(key) !== named);
    for (const key of named || coded ? strangers : []) {
      problems.add([...path, key], `belongs to a function with \`${named ? 'code' : 'name'}\`; expected it there only`);
    }
  }
  if (coded) return entry.code === undefined ? undefined : resolveCode(entry, path, base, problems, isToCome);
  return entry.name === undefined ? undefined : resolveExisting(entry, path, problems);
}
