import { parseFunctionName } from './function-name.js';
import type { MixedFunction } from './load/load-scenario.js';
import type { Payload } from './payload.js';
import type { ProblemList } from './problem-list.js';
import type { FieldPath } from './problems.js';
import { resolveFunction } from './resolve-function.js';
import { resolvePayloads } from './resolve-payloads.js';
import type { FunctionEntry, MixedFunctionEntry, PayloadEntry, ScenarioFile } from './schema.js';

interface Place {
  readonly folder: string;
  readonly name: string;
}

interface WithPayloads {
  readonly payload?: PayloadEntry | undefined;
  readonly payloads?: readonly PayloadEntry[] | undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The keys that the file has at a place, faulty ones too. */
export const keysAt = (value: unknown, path: FieldPath): readonly string[] => {
  const found = path.reduce<unknown>((inside, key) => (isRecord(inside) ? inside[key] : undefined), value);
  return isRecord(found) ? Object.keys(found) : [];
};

/** The payloads of a file or of a function of a mix, by either of the two keys; `undefined` where neither is there. */
export async function payloadsAt(
  { payload, payloads }: WithPayloads,
  path: FieldPath,
  folder: string,
  problems: ProblemList,
): Promise<readonly Payload[] | undefined> {
  if (payload !== undefined && payloads !== undefined) {
    problems.add([...path, 'payload'], '`payloads` is there too; expected only one of them');
  }
  const entries = payloads ?? (payload === undefined ? undefined : [payload]);
  const pathOf = (index: number): FieldPath =>
    payloads === undefined ? [...path, 'payload'] : [...path, 'payloads', index];
  return entries === undefined ? undefined : resolvePayloads(entries, pathOf, folder, problems);
}

function onlyFields(entry: MixedFunctionEntry): FunctionEntry {
  const { weight: _, payload: __, payloads: ___, fixedMemorySize: ____, ...fields } = entry;
  return fields;
}

/** Keys of a function of a mix that are no fields of a function. */
const OF_A_MIX = ['weight', 'payload', 'payloads', 'fixedMemorySize'];

async function mixedFunction(
  name: string,
  entry: MixedFunctionEntry,
  value: unknown,
  otherwise: readonly Payload[],
  { folder }: Place,
  problems: ProblemList,
): Promise<MixedFunction | undefined> {
  const path = ['functions', name];
  const written = keysAt(value, path).filter((key) => !OF_A_MIX.includes(key));
  const fn = await resolveFunction(onlyFields(entry), written, path, folder, problems);
  const payloads = await payloadsAt(entry, path, folder, problems);
  if (fn === undefined) return undefined;
  return {
    name,
    weight: entry.weight,
    function: fn,
    payloads: payloads ?? otherwise,
    ...(entry.fixedMemorySize === undefined ? {} : { fixedMemorySizeMB: entry.fixedMemorySize }),
  };
}

function checkMix(file: ScenarioFile, problems: ProblemList): void {
  const entries = Object.values(file.functions ?? {});
  if (file.function !== undefined) {
    problems.add(['functions'], '`function` is there too; expected only one of them');
  }
  if (entries.length === 0) problems.add(['functions'], 'none; expected at least one');
  if (entries.length > 0 && entries.every(({ fixedMemorySize }) => fixedMemorySize !== undefined)) {
    const message = 'each has a `fixedMemorySize`; expected one without it at least, which goes through `memorySizes`';
    problems.add(['functions'], message);
  }
}

/** All functions of a file: one, those of a mix, or none. `payloads` are those of the file. */
export async function resolveFunctions(
  file: ScenarioFile,
  value: unknown,
  payloads: readonly Payload[],
  place: Place,
  problems: ProblemList,
): Promise<readonly MixedFunction[]> {
  if (file.functions !== undefined) {
    checkMix(file, problems);
    const all: MixedFunction[] = [];
    // One after another: what is wrong is told in the order of the file.
    for (const [name, entry] of Object.entries(file.functions)) {
      const fn = await mixedFunction(name, entry, value, payloads, place, problems);
      if (fn !== undefined) all.push(fn);
    }
    return all;
  }
  if (file.function === undefined) return [];
  const path = ['function'];
  const fn = await resolveFunction(file.function, keysAt(value, path), path, place.folder, problems);
  if (fn === undefined) return [];
  const name = fn.kind === 'code' ? (file.name ?? place.name) : (parseFunctionName(fn.name)?.shortName ?? fn.name);
  return [{ name, weight: 1, function: fn, payloads }];
}
