import { parentPort, workerData } from 'node:worker_threads';
import { DEFAULT_LIMITS, DEFAULT_PLAN } from '../../../src/analysis/check/index.js';
import { seededRandom } from '../../../src/statistics/index.js';
import type { Configuration } from './days.js';
import { type Case, fixedLimitOf, gateOf, memberOf, type Outcome, RULES } from './rules.js';
import { randomDays, sessionOf } from './sessions.js';

/** Sessions of one function at all its sizes. */
export interface Task {
  readonly sizes: readonly Configuration[];
  readonly factors: readonly number[];
  readonly repetitions: number;
  readonly seed: number;
  /** Beside other metrics of the same cold starts too. */
  readonly isFamily: boolean;
}

export interface Tried extends Outcome {
  readonly rule: string;
  readonly factor: number;
  readonly packageType: string;
  /** The shift that was put in, in milliseconds, at the median of all days. */
  readonly injectedMs: number;
}

const DAYS = DEFAULT_PLAN.maxPerSide / DEFAULT_PLAN.blockPerSide;
export const WHOLE = 'kelvin check, all sizes as one gate';
export const AMONG = 'kelvin check, Init Duration among six';

function caseOf(size: Configuration, factor: number, seed: number): Case {
  const random = seededRandom(seed);
  const blocks = sessionOf(randomDays(size, DAYS, random), factor, random);
  const later = 1 + Math.floor(random() * (size.days.length - 1));
  return {
    memorySizeMB: size.memorySizeMB,
    limits: DEFAULT_LIMITS,
    blocks,
    yesterday: size.days[later - 1] ?? [],
    today: (size.days[later] ?? []).map((value) => value * factor),
    fixedLimit: fixedLimitOf(size.days[0] ?? []),
  };
}

/** Cold total, which moves with it, and four figures that did not change, each as noisy as cold starts of other days. */
function amongSix(size: Configuration, one: Case, seed: number): Outcome {
  const random = seededRandom(seed);
  const total = one.blocks.map(({ base, head }) => {
    const first = (value: number): number => value + 20 + 5 * random();
    return { base: base.map(first), head: head.map(first) };
  });
  const others = Array.from({ length: 4 }, () => sessionOf(randomDays(size, DAYS, random), 1, random));
  return memberOf([one.blocks, total, ...others], one);
}

export function tryAll({ sizes, factors, repetitions, seed, isFamily }: Task): Tried[] {
  return Array.from({ length: repetitions }, (_, repetition) =>
    factors.flatMap((factor) => {
      const cases = sizes.map((size, index) => ({
        size,
        one: caseOf(size, factor, seed + 7919 * repetition + 31 * index),
      }));
      const packageType = sizes[0]?.packageType ?? '';
      const singles = cases.flatMap(({ size, one }) => {
        const of = { factor, packageType, injectedMs: (factor - 1) * middleOf(size) };
        const among = isFamily ? [{ ...amongSix(size, one, seed + repetition), ...of, rule: AMONG }] : [];
        return [...RULES.map((rule) => ({ ...rule.judge(one), ...of, rule: rule.name })), ...among];
      });
      const injectedMs = Math.min(...sizes.map((size) => (factor - 1) * middleOf(size)));
      const whole = { ...gateOf(cases.map(({ one }) => one)), factor, packageType, injectedMs, rule: WHOLE };
      return [...singles, whole];
    }),
  ).flat();
}

function middleOf({ days }: Configuration): number {
  const all = days.flat().sort((a, b) => a - b);
  return all[Math.floor(all.length / 2)] ?? 0;
}

if (parentPort !== null && workerData === 'gate') {
  const port = parentPort;
  port.on('message', (task: Task) => port.postMessage(tryAll(task)));
}
