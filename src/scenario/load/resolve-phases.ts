import { resolve } from 'node:path';
import type { Milliseconds } from '../../units/index.js';
import type { ProblemList } from '../problem-list.js';
import type { FieldPath } from '../problems.js';
import type { Phase } from './load-plan.js';
import { PHASE_KIND_NAMES, PHASE_KINDS, type PhaseKey, type PhaseKeys } from './phase-kinds.js';
import { namedPhases, type Unnamed } from './phase-names.js';
import type { PhaseEntry } from './phase-schema.js';
import { RATE, SPAN } from './rate.js';
import { ratesOfSteps } from './steps.js';
import { readTrace } from './trace-file.js';

const EXPECTED: Readonly<Record<PhaseKey, string>> = {
  rate: RATE,
  from: RATE,
  to: RATE,
  by: RATE,
  for: SPAN,
  each: SPAN,
  requests: 'how many are due at one moment',
  file: 'a file with one timestamp a line',
  column: 'a column of a CSV file',
  speed: 'a number above 0',
  concurrency: 'how many are under way at any time',
};

/** Missing keys, and those that another kind of phase has. */
function checkKeys(entry: PhaseEntry, path: FieldPath, problems: ProblemList): boolean {
  if (entry.kind === undefined) {
    const reported = problems.has([...path, 'kind']) || problems.has(path);
    if (!reported) problems.add([...path, 'kind'], `missing; expected one of ${PHASE_KIND_NAMES.join(', ')}`);
    return false;
  }
  const keys: PhaseKeys = PHASE_KINDS[entry.kind];
  const missing = keys.needs.filter((key) => entry[key] === undefined);
  for (const key of missing) {
    if (!problems.has([...path, key])) problems.add([...path, key], `missing; expected ${EXPECTED[key]}`);
  }
  const own = [...keys.needs, ...(keys.may ?? [])];
  for (const key of Object.keys(EXPECTED) as PhaseKey[]) {
    if (entry[key] === undefined || own.includes(key)) continue;
    problems.add([...path, key], `no key of a ${entry.kind} phase; expected ${own.join(', ')}`);
  }
  return missing.length === 0;
}

function stepsOf(entry: PhaseEntry, path: FieldPath, problems: ProblemList): Unnamed[] {
  const { from = 0, to = 0, by = 0, each = 0 as Milliseconds, name = 'step' } = entry;
  const rates = ratesOfSteps(from, to, by);
  if (rates === undefined) problems.add([...path, 'by'], `got ${by}/s; expected no more than 1,000 steps`);
  return (rates ?? []).map((rate) => ({
    kind: 'constant',
    name: `${name} ${Number(rate.toFixed(3))}/s`,
    requestsPerSecond: rate,
    forMs: each,
  }));
}

async function traceOf(entry: PhaseEntry, path: FieldPath, base: string, problems: ProblemList): Promise<Unnamed[]> {
  const { file = '', column, speed } = entry;
  const trace = await readTrace(resolve(base, file), { column, speed });
  if ('arrivalsMs' in trace) return [{ kind: 'trace', arrivalsMs: trace.arrivalsMs }];
  const isColumn = trace.faults.some((fault) => fault.startsWith('no column'));
  for (const fault of trace.faults) problems.add([...path, isColumn ? 'column' : 'file'], fault);
  return [];
}

function checkRates(entry: PhaseEntry, path: FieldPath, problems: ProblemList): boolean {
  const needed = (['rate', 'by'] as const).filter((key) => entry[key] === 0);
  const ends = (['from', 'to'] as const).filter((key) => entry[key] === 0);
  const wrong = [...needed, ...(entry.kind === 'steps' || ends.length === 2 ? ends : [])];
  const hint = entry.kind === 'steps' || needed.length > 0 ? 'a phase without requests is {kind: pause}' : undefined;
  for (const key of wrong) problems.add([...path, key], 'got 0; expected requests a second, above 0', hint);
  return wrong.length === 0;
}

async function phasesOf(entry: PhaseEntry, path: FieldPath, base: string, problems: ProblemList): Promise<Unnamed[]> {
  if (!checkKeys(entry, path, problems) || !checkRates(entry, path, problems)) return [];
  const { kind, rate = 0, for: forMs = 0 as Milliseconds, from = 0, to = 0, requests = 1, concurrency = 1 } = entry;
  switch (kind) {
    case 'constant':
    case 'poisson':
      return [{ kind, requestsPerSecond: rate, forMs }];
    case 'ramp':
      return [{ kind, fromPerSecond: from, toPerSecond: to, forMs }];
    case 'steps':
      return stepsOf(entry, path, problems);
    case 'burst':
      return [{ kind, requests }];
    case 'pause':
      return [{ kind, forMs }];
    case 'trace':
      return traceOf(entry, path, base, problems);
    case 'closed':
      return [{ kind, concurrency, forMs }];
    default:
      return [];
  }
}

/** What phases may not be together. */
function checkTogether(phases: readonly Phase[], path: FieldPath, problems: ProblemList): void {
  const closed = phases.filter(({ kind }) => kind === 'closed');
  if (closed.length > 0 && closed.length < phases.length) {
    const message =
      'closed phases beside others; expected only closed ones or none: a load waits for answers or does not';
    problems.add(path, message);
  }
  if (phases.length > 0 && phases.every(({ kind }) => kind === 'pause')) {
    problems.add(path, 'nothing but pauses; expected a phase in which requests arrive');
  }
}

/** The phases of a file or a command line: steps become a phase each, and each has a name of its own. */
export async function resolvePhases(
  entries: readonly PhaseEntry[],
  pathOf: (index: number) => FieldPath,
  base: string,
  problems: ProblemList,
): Promise<readonly Phase[]> {
  const all: (Unnamed & { readonly name?: string })[] = [];
  // One after another: what is wrong is told in the order of the file.
  for (const [index, entry] of entries.entries()) {
    const named = entry.name === undefined ? {} : { name: entry.name };
    const phases = await phasesOf(entry, pathOf(index), base, problems);
    all.push(...phases.map((phase) => ({ ...named, ...phase })));
  }
  for (const [index, { name }] of entries.entries()) {
    if (name === undefined || entries.findIndex((it) => it.name === name) === index) continue;
    problems.add([...pathOf(index), 'name'], `another phase is named ${name}; expected one of its own`);
  }
  const phases = namedPhases(all);
  checkTogether(phases, pathOf(0).slice(0, 1), problems);
  return phases;
}
