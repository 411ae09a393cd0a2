import { open, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseFunctionName } from '../../../scenario/index.js';
import { CommandError } from '../../command-error.js';
import { commitOf, refHint } from './git/repository.js';
import type { Source } from './source.js';

export interface SourceContext {
  /** Of the scenario. */
  readonly folder: string;
  /** Of the repository that holds it, where one does. */
  readonly root?: string;
  /** Why git cannot be asked, where it cannot: of no concern to who compares zips. */
  readonly trouble?: CommandError;
  /** Given with --function: a plain word is a version or an alias of it. */
  readonly functionName?: string;
}

/** What can only be meant as a path. */
const PATH = /^(\.{1,2}$|\.{0,2}\/|~\/)|\/$|\.(zip|jsonl)$/;
const FUNCTION = 'function:';
const QUALIFIER = /^(\$LATEST|[A-Za-z0-9_-]+)$/;

/**
 * What `--base` or `--head` names: a commit before a path of the same name, as branches are what is compared most.
 * @throws CommandError where it is nothing
 */
export async function findSource(flag: string, typed: string, context: SourceContext): Promise<Source> {
  const { root, functionName } = context;
  if (typed.startsWith(FUNCTION)) return functionSource(flag, typed.slice(FUNCTION.length));
  if (functionName !== undefined && QUALIFIER.test(typed)) {
    return { kind: 'function', name: functionName, qualifier: typed };
  }
  if (root !== undefined && !PATH.test(typed)) {
    const found = await commitOf(root, typed);
    if (found !== undefined) return { kind: 'git', ref: typed, root, ...found };
  }
  const atPath = await sourceAt(flag, resolve(typed));
  if (atPath !== undefined) return atPath;
  if (context.trouble !== undefined && !PATH.test(typed)) throw context.trouble;
  throw new CommandError(
    `${flag} ${typed} is no commit, folder, zip, recording or function`,
    await hintFor(typed, root),
  );
}

function functionSource(flag: string, typed: string): Source {
  const parsed = parseFunctionName(typed);
  if (parsed === undefined) {
    throw new CommandError(`${flag} names no function: ${typed}`, 'such as function:my-function:live');
  }
  const { name, qualifier } = parsed;
  return { kind: 'function', name, ...(qualifier === undefined ? {} : { qualifier }) };
}

async function sourceAt(flag: string, path: string): Promise<Source | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.isDirectory()) {
    // The folder of a run holds no code.
    const recording = join(path, 'recording.jsonl');
    const isOfRun = (await stat(recording).catch(() => undefined))?.isFile() === true;
    return isOfRun ? { kind: 'recording', path: recording } : { kind: 'folder', path };
  }
  const start = await beginningOf(path);
  if (start.startsWith('PK')) return { kind: 'zip', path };
  if (start.startsWith('{')) return { kind: 'recording', path };
  throw new CommandError(
    `${flag} ${path} is a file, and neither a zip nor a recording`,
    'name the folder that holds the handler',
  );
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function hintFor(typed: string, root: string | undefined): Promise<string> {
  if (PATH.test(typed)) return 'check the path';
  if (root === undefined) return 'this is no git repository; a function is named as function:NAME';
  return refHint(root, typed);
}
