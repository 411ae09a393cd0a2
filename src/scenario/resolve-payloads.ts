import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { batchSizeFault, sampleEvent } from './events/index.js';
import type { Payload } from './payload.js';
import { bodyFault, jsonFault, repeatedNames } from './payload-checks.js';
import { filesIn } from './payload-folder.js';
import type { ProblemList } from './problem-list.js';
import type { FieldPath } from './problems.js';
import { EMPTY_PAYLOAD } from './scenario.js';
import type { PayloadEntry } from './schema.js';

const SOURCES = ['json', 'file', 'folder', 'event'] as const;

/** Names say nothing of what a payload holds: they are written into recordings, contents never are. */
function defaultName(entry: PayloadEntry, index: number): string {
  if (entry.file !== undefined) return basename(entry.file);
  if (entry.event === undefined) return `payload-${index + 1}`;
  return entry.batchSize === undefined ? entry.event : `${entry.event} x ${entry.batchSize}`;
}

async function readBody(entry: PayloadEntry, base: string, path: FieldPath, problems: ProblemList) {
  const file = resolve(base, entry.file ?? '');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? `no such file: ${file}` : `cannot be read: ${error.message}`;
    problems.add([...path, 'file'], `${why}; expected a JSON file`);
  });
  return typeof text === 'string' ? text.trim() : undefined;
}

async function bodyOf(entry: PayloadEntry, base: string, path: FieldPath, problems: ProblemList) {
  if (entry.file !== undefined) return readBody(entry, base, path, problems);
  if (entry.event !== undefined) {
    const fault = batchSizeFault(entry.event, entry.batchSize ?? 1);
    if (fault === undefined) return JSON.stringify(sampleEvent(entry.event, entry.batchSize));
    problems.add([...path, 'batchSize'], fault);
    return undefined;
  }
  const fault = jsonFault(entry.json);
  if (fault === undefined) return JSON.stringify(entry.json);
  problems.add([...path, 'json'], `${fault}; expected what JSON can hold`);
  return undefined;
}

/** The one of `json`, `file` and `event` that an entry must have. */
function sourceOf(entry: PayloadEntry, path: FieldPath, problems: ProblemList): (typeof SOURCES)[number] | undefined {
  const [source, ...more] = SOURCES.filter((key) => key in entry);
  if (source === undefined) {
    const reported = problems.has(path) || SOURCES.some((key) => problems.has([...path, key]));
    if (!reported) problems.add(path, 'nothing to send; expected one of `json`, `file`, `folder` and `event`');
  }
  for (const other of more) problems.add([...path, other], `\`${source}\` is there too; expected only one of them`);
  if (source !== 'event' && entry.batchSize !== undefined) {
    problems.add([...path, 'batchSize'], 'there is no `event` for it; expected `event` beside it');
  }
  return source;
}

/** Every payload of an entry: a folder has one for each of its files. */
async function payloadsOf(
  entry: PayloadEntry,
  index: number,
  path: FieldPath,
  base: string,
  problems: ProblemList,
): Promise<readonly Payload[]> {
  const source = sourceOf(entry, path, problems);
  if (source !== 'folder' || entry.folder === undefined)
    return [await payloadOf(source, entry, index, path, base, problems)];
  const { folder, name, weight } = entry;
  const files = await filesIn(resolve(base, folder), [...path, 'folder'], problems);
  const payloads: Payload[] = [];
  // One after another, as all entries are: what is wrong is told in the order of the file.
  for (const file of files) {
    const body = (await readBody({ ...entry, file: join(folder, file) }, base, path, problems)) ?? '';
    const fault = bodyFault(body);
    if (fault !== undefined) problems.add([...path, 'folder'], `${file} is ${fault}`);
    payloads.push({ name: name === undefined ? file : `${name}/${file}`, weight, body });
  }
  return payloads;
}

async function payloadOf(
  source: (typeof SOURCES)[number] | undefined,
  entry: PayloadEntry,
  index: number,
  path: FieldPath,
  base: string,
  problems: ProblemList,
): Promise<Payload> {
  const body = source === undefined ? undefined : await bodyOf(entry, base, path, problems);
  const fault = body === undefined ? undefined : bodyFault(body);
  if (source !== undefined && fault !== undefined) problems.add([...path, source], fault);
  return { name: entry.name ?? defaultName(entry, index), weight: entry.weight, body: body ?? '' };
}

/** Reads the payloads of a file; of none, the empty one. */
export async function resolvePayloads(
  entries: readonly PayloadEntry[],
  pathOf: (index: number) => FieldPath,
  base: string,
  problems: ProblemList,
): Promise<readonly Payload[]> {
  const found: { readonly payload: Payload; readonly path: FieldPath }[] = [];
  for (const [index, entry] of entries.entries()) {
    const path = [...pathOf(index), 'name'];
    for (const payload of await payloadsOf(entry, index, pathOf(index), base, problems)) found.push({ payload, path });
  }
  const payloads = found.map(({ payload }) => payload);
  for (const index of repeatedNames(payloads)) {
    const { name } = payloads[index] ?? {};
    problems.add(found[index]?.path ?? [], `another payload is named ${name}; expected one of its own`);
  }
  return payloads.length === 0 ? [EMPTY_PAYLOAD] : payloads;
}
