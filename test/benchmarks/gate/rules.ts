import {
  type Block,
  type Comparison,
  DEFAULT_PLAN,
  type GatePlan,
  judge,
  type Limits,
} from '../../../src/analysis/check/index.js';
import { mean, quantile, rankTest, sampleOf } from '../../../src/statistics/index.js';

/** What a rule said of one comparison, and what that took. */
export interface Outcome {
  readonly verdict: string;
  readonly perSide: number;
}

export interface Case {
  readonly memorySizeMB: number;
  readonly limits: Limits;
  readonly blocks: readonly Block[];
  /** Ten cold starts of base on an earlier day, and of head today: what those compare who store a baseline. */
  readonly yesterday: readonly number[];
  readonly today: readonly number[];
  /** In milliseconds, from the first day on file. */
  readonly fixedLimit: number;
}

export interface Rule {
  readonly name: string;
  readonly judge: (one: Case) => Outcome;
}

const comparisonOf = ({ memorySizeMB, limits, blocks }: Case): Comparison => ({
  metric: 'Init Duration',
  memorySizeMB,
  limits,
  blocks,
});

/**
 * Several sizes of one function are one gate: what is found of any is what the gate says, from the look on at which it is
 * known. What is measured beyond that is to tell of the other sizes too, and changes nothing for the gate.
 */
export function gateOf(cases: readonly Case[], plan: GatePlan = DEFAULT_PLAN): Outcome {
  const looks = judge(cases.map(comparisonOf), plan);
  const known = looks.find(({ verdict }) => verdict === 'regressed') ?? looks.at(-1);
  return { verdict: known?.verdict ?? 'inconclusive', perSide: known?.perSide ?? 0 };
}

/** What the gate says of the first of several metrics, from the look on at which that is known; Holm over all of them. */
export function memberOf(metrics: readonly (readonly Block[])[], one: Case, plan: GatePlan = DEFAULT_PLAN): Outcome {
  const looks = judge(
    metrics.map((blocks) => comparisonOf({ ...one, blocks })),
    plan,
  );
  const known = looks.find(({ findings }) => findings[0]?.verdict === 'regressed') ?? looks.at(-1);
  return { verdict: known?.findings[0]?.verdict ?? 'inconclusive', perSide: known?.perSide ?? 0 };
}

const meanOf = (values: readonly number[]): number => {
  const sample = sampleOf(values);
  return sample === undefined ? Number.NaN : mean(sample);
};

const medianOf = (values: readonly number[]): number => {
  const sample = sampleOf(values);
  return sample === undefined ? Number.NaN : quantile(sample, 0.5);
};

const verdict = (isRegressed: boolean): string => (isRegressed ? 'regressed' : 'unchanged');

/** benchstat's: the U test, two-sided, over all values as one, and then the medians. */
function differs(blocks: readonly Block[]): boolean {
  const ones = blocks.flatMap((it) => it.head);
  const others = blocks.flatMap((it) => it.base);
  return 2 * rankTest([{ ones, others }]).chance < 0.05 && medianOf(ones) > medianOf(others);
}

const benchstat = (perSide: number): Rule => ({
  name: `benchstat, n = ${perSide}`,
  judge: ({ blocks }) => ({ verdict: verdict(differs(blocks.slice(0, perSide / 5))), perSide }),
});

const untilSignificant: Rule = {
  name: 'until significant',
  judge: ({ blocks }) => {
    const found = blocks.findIndex((_, index) => index > 0 && differs(blocks.slice(0, index + 1)));
    return { verdict: verdict(found >= 0), perSide: 5 * (found < 0 ? blocks.length : found + 1) };
  },
};

export const RULES: readonly Rule[] = [
  { name: 'kelvin check', judge: (one) => gateOf([one]) },
  {
    name: 'fixed limit',
    judge: ({ today, fixedLimit }) => ({ verdict: verdict(meanOf(today) > fixedLimit), perSide: 10 }),
  },
  {
    name: 'mean > 10 %',
    judge: ({ today, yesterday }) => ({ verdict: verdict(meanOf(today) > 1.1 * meanOf(yesterday)), perSide: 10 }),
  },
  benchstat(10),
  benchstat(30),
  untilSignificant,
];

export const fixedLimitOf = (firstDay: readonly number[]): number => 1.1 * meanOf(firstDay);
