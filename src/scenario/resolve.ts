import { dirname, parse } from 'node:path';
import { parseFunctionName } from './function-name.js';
import type { ProblemList } from './problem-list.js';
import type { FieldPath } from './problems.js';
import { resolveFunction } from './resolve-function.js';
import { resolvePayloads } from './resolve-payloads.js';
import { resolveServices } from './resolve-services.js';
import type { Scenario } from './scenario.js';
import type { ScenarioFile } from './schema.js';
import { validate } from './validate.js';

interface Place {
  /** Absolute path of the file, where there is one. */
  readonly file?: string;
  /** Relative paths start here. */
  readonly folder: string;
  readonly name: string;
}

export const placeOfFile = (file: string): Place => ({ file, folder: dirname(file), name: parse(file).name });

/** What is wrong with the numbers of invocations together, if anything is. */
export function invocationsFault({ invocations, coldShareRatio }: Pick<Scenario, 'invocations' | 'coldShareRatio'>) {
  if (invocations.cold + invocations.warm === 0) return 'none at all; expected at least one';
  if (invocations.cold > 0 || coldShareRatio === 0) return undefined;
  return 'no cold ones, yet a cold share above 0; expected cold ones to price it by';
}

const keysOf = (value: unknown, key: string): readonly string[] => {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value).find(([it]) => it === key) : [];
  return typeof inside?.[1] === 'object' && inside[1] !== null ? Object.keys(inside[1]) : [];
};

async function functionOf(file: ScenarioFile, written: readonly string[], place: Place, problems: ProblemList) {
  if (file.function === undefined && !problems.has(['function'])) {
    problems.add(['function'], 'missing; expected a map with either `name` or `code`');
  }
  if (file.function === undefined) return undefined;
  return resolveFunction(file.function, written, place.folder, problems);
}

function payloadsOf(file: ScenarioFile, place: Place, problems: ProblemList) {
  const { payload, payloads } = file;
  if (payload !== undefined && payloads !== undefined) {
    problems.add(['payload'], '`payloads` is there too; expected only one of them');
  }
  const entries = payloads ?? (payload === undefined ? [] : [payload]);
  const pathOf = (index: number): FieldPath => (payloads === undefined ? ['payload'] : ['payloads', index]);
  return resolvePayloads(entries, pathOf, place.folder, problems);
}

/** From the data of a file to a scenario. @throws ScenarioError with all problems, those in `problems` included. */
export async function resolveScenario(value: unknown, place: Place, problems: ProblemList): Promise<Scenario> {
  const file = validate(value, problems);
  if (file === undefined) return problems.resultOrThrow<Scenario>(undefined);
  const fn = await functionOf(file, keysOf(value, 'function'), place, problems);
  const payloads = await payloadsOf(file, place, problems);
  const services = resolveServices(file, place.folder, problems);
  const fault = invocationsFault({ invocations: file.invocations, coldShareRatio: file.coldShare });
  if (fault !== undefined) problems.add(['invocations'], fault);
  const region = file.region ?? (fn?.kind === 'existing' ? parseFunctionName(fn.name)?.region : undefined);
  return {
    function: problems.resultOrThrow(fn),
    name: file.name ?? place.name,
    ...(file.description === undefined ? {} : { description: file.description }),
    ...(place.file === undefined ? {} : { file: place.file }),
    memorySizesMB: [...new Set(file.memorySizes)].sort((a, b) => a - b),
    architectures: [...new Set(file.architectures)],
    payloads,
    invocations: file.invocations,
    concurrency: file.concurrency,
    ...(region === undefined ? {} : { region }),
    strategy: file.strategy,
    coldShareRatio: file.coldShare,
    services,
  };
}
