import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { type Payload, type PayloadInput, readPayloads, type WrittenPayload } from '../scenario/index.js';

/** A file whose name ends so is meant by its whole name. */
const WEIGHTED = /^(.*)=(\d+(?:\.\d+)?)$/s;

/**
 * What `--payload` says, as often as it was given: a file, a folder of them, JSON itself, or - for
 * standard input, each with =WEIGHT behind it or without.
 * @throws ScenarioError with every problem at once
 */
export async function payloadsOf(
  all: readonly string[],
  stdin: NodeJS.ReadableStream = process.stdin,
): Promise<readonly Payload[]> {
  const parts = await Promise.all(all.map(partOf));
  const inputs: (PayloadInput | WrittenPayload)[] = [];
  for (const [index, part] of parts.entries()) inputs.push(await inputOf(part, index, parts, stdin));
  return readPayloads(inputs, process.cwd());
}

interface Part {
  readonly named: string;
  readonly weight: number;
  readonly kind: 'file' | 'folder' | 'json' | 'stdin';
}

async function partOf(typed: string): Promise<Part> {
  const whole = await kindOf(typed);
  if (whole !== undefined) return { named: typed, weight: 1, kind: whole };
  const [, named = typed, weight = '1'] = WEIGHTED.exec(typed) ?? [];
  // What begins as JSON is none of a file's, so that a missing brace is what the user hears of.
  const written = isJson(named) || /^\s*[{["]/.test(named) ? 'json' : 'file';
  const kind = named === '-' ? 'stdin' : ((await kindOf(named)) ?? written);
  return { named, weight: Number(weight), kind };
}

/** Results go by names: files of one name are told apart by their paths, and those of a folder by the folder's. */
async function inputOf(
  { named, weight, kind }: Part,
  index: number,
  parts: readonly Part[],
  stdin: NodeJS.ReadableStream,
): Promise<PayloadInput | WrittenPayload> {
  switch (kind) {
    case 'stdin':
      return { name: 'stdin', text: await textOf(stdin), weight };
    case 'json':
      return { name: `payload-${index + 1}`, text: named, weight };
    case 'folder':
      return { folder: named, weight, ...(parts.length > 1 ? { name: basename(resolve(named)) } : {}) };
    case 'file': {
      const alike = parts.filter((it) => it.kind === 'file' && basename(it.named) === basename(named));
      return { file: named, weight, ...(alike.length > 1 ? { name: named } : {}) };
    }
  }
}

/** Undefined where there is nothing of that name. A pipe (`<(command)`) is read as a file is. */
async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? undefined : found.isDirectory() ? 'folder' : 'file';
}

function isJson(typed: string): boolean {
  try {
    JSON.parse(typed);
    return true;
  } catch {
    return false;
  }
}
