import { parseArgs } from 'node:util';
import { POLICIES } from '../../../src/explore/index.js';
import type { ExplorationGoal } from '../../../src/scenario/index.js';
import { ratio } from '../../../src/units/index.js';
import { type BenchObjective, OBJECTIVES } from './objectives.js';
import { BENCH_NOISE, type BenchSet, benchSets } from './sets.js';

/** What the bench was asked for. */
export interface AskedBench {
  readonly sets: readonly BenchSet[];
  readonly objectives: readonly BenchObjective[];
  readonly policies: readonly string[];
  readonly repetitions: number;
  readonly seed: number;
  readonly noise: number;
  readonly goal: ExplorationGoal;
  readonly threads: number;
  /** A part of the names of the curves. */
  readonly curve: string;
  /** One curve in so many. */
  readonly every: number;
  readonly worst: number;
  /** Seconds after which no more runs are begun. */
  readonly seconds: number;
}

const OPTIONS = {
  sets: { type: 'string' },
  objectives: { type: 'string' },
  policies: { type: 'string' },
  repetitions: { type: 'string', default: '10' },
  seed: { type: 'string', default: '1' },
  noise: { type: 'string', default: `${BENCH_NOISE * 100}%` },
  regret: { type: 'string', default: '2%' },
  confidence: { type: 'string', default: '95%' },
  /** Of every set, instead of its own; Infinity for no limit. */
  'max-invocations': { type: 'string' },
  threads: { type: 'string', default: '2' },
  curve: { type: 'string', default: '' },
  every: { type: 'string', default: '1' },
  worst: { type: 'string', default: '0' },
  seconds: { type: 'string', default: 'Infinity' },
} as const;

/** @param sharedData the folder of the recorded durations */
export function askedBench(sharedData: string): AskedBench {
  const { values } = parseArgs({ options: OPTIONS });
  const most = values['max-invocations'];
  const policies = Object.keys(POLICIES).map((name) => ({ name }));
  return {
    sets: among(benchSets(sharedData), values.sets).map((set) =>
      most === undefined ? set : { ...set, mostInvocations: Number(most) },
    ),
    objectives: among(OBJECTIVES, values.objectives),
    policies: among(policies, values.policies).map(({ name }) => name),
    goal: {
      regretRatio: percent(values.regret),
      confidenceRatio: percent(values.confidence),
    },
    ...{ repetitions: Number(values.repetitions), seed: Number(values.seed), noise: percent(values.noise) },
    ...{
      threads: Number(values.threads),
      curve: values.curve,
      every: Number(values.every),
      worst: Number(values.worst),
    },
    seconds: Number(values.seconds),
  };
}

const percent = (text: string) => ratio(Number(text.replace('%', '')) / 100);

/** By whole names, or by their beginnings where no name is the whole. */
function among<T extends { readonly name: string }>(all: readonly T[], typed: string | undefined): readonly T[] {
  if (typed === undefined) return all;
  return typed.split(',').flatMap((wanted) => {
    const whole = all.filter(({ name }) => name === wanted);
    const found = whole.length > 0 ? whole : all.filter(({ name }) => name.startsWith(wanted));
    if (found.length > 0) return found;
    throw new Error(`${wanted} is none of ${all.map(({ name }) => name).join(', ')}`);
  });
}
