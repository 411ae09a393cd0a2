import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { batchSizeFault, sampleEvent } from './events/index.js';
import type { Payload } from './payload.js';
import { bodyFault, jsonFault, repeatedNames } from './payload-checks.js';
import type { ProblemList } from './problem-list.js';
import type { FieldPath } from './problems.js';
import { EMPTY_PAYLOAD } from './scenario.js';
import type { PayloadEntry } from './schema.js';

const SOURCES = ['json', 'file', 'event'] as const;

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
    if (!reported) problems.add(path, 'nothing to send; expected one of `json`, `file` and `event`');
  }
  for (const other of more) problems.add([...path, other], `\`${source}\` is there too; expected only one of them`);
  if (source !== 'event' && entry.batchSize !== undefined) {
    problems.add([...path, 'batchSize'], 'there is no `event` for it; expected `event` beside it');
  }
  return source;
}

async function resolvePayload(
  entry: PayloadEntry,
  index: number,
  path: FieldPath,
  base: string,
  problems: ProblemList,
): Promise<Payload> {
  const source = sourceOf(entry, path, problems);
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
  const payloads = await Promise.all(
    entries.map((entry, index) => resolvePayload(entry, index, pathOf(index), base, problems)),
  );
  for (const index of repeatedNames(payloads)) {
    problems.add(
      [...pathOf(index), 'name'],
      `another payload is named ${payloads[index]?.name}; expected one of its own`,
    );
  }
  return payloads.length === 0 ? [EMPTY_PAYLOAD] : payloads;
}
