import type { Architecture } from '../pricing/index.js';
import { type Megabytes, megabytes, type Ratio, ratio } from '../units/index.js';
import type { Asked } from './asked.js';
import { DEFAULT_CONFIDENCE, DEFAULT_REGRET, type SizeRange } from './exploration.js';
import type { Scenario } from './scenario.js';
import { parseShare } from './strategy.js';

/** What is measured at each size where nobody says how often: six visits are what an interval of the median needs. */
export const USUAL_INVOCATIONS = { cold: 6, warm: 30 };
/** Of a grid: doublings, one whole vCPU, and where many accounts end (3,008 MB). */
export const USUAL_SIZES: readonly Megabytes[] = [128, 256, 512, 1024, 1769, 3008].map(megabytes);
export const USUAL_ARCHITECTURES: readonly Architecture[] = ['x86_64'];
/** All that AWS has (Developer Guide, "Configure Lambda function memory", 2026). */
export const WHOLE_RANGE: SizeRange = { low: megabytes(128), high: megabytes(10_240) };

/** Whether Kelvin chooses itself what to measure: where nobody says how often each size is to be. */
export const isExploring = ({ invocations }: Asked): boolean => invocations === undefined;

/**
 * Where nobody bounds it: most functions are decided by a quarter of these, and one that is not by then scatters so much that
 * somebody should say what more is worth.
 */
export const USUAL_MOST_INVOCATIONS = 200;

const usual = (text: string): Ratio => parseShare(text) ?? ratio(1);

/** What is to be measured, with all defaults applied. */
export function decided(
  asked: Asked,
): Pick<Scenario, 'asked' | 'architectures' | 'memorySizesMB' | 'invocations' | 'exploration'> {
  const { sizesMB, goal } = asked;
  const always = {
    asked,
    architectures: asked.architectures ?? USUAL_ARCHITECTURES,
    invocations: asked.invocations ?? USUAL_INVOCATIONS,
  };
  if (!isExploring(asked)) return { ...always, memorySizesMB: sizesMB ?? USUAL_SIZES };
  const rangeMB = asked.rangeMB ?? (sizesMB === undefined ? WHOLE_RANGE : undefined);
  return {
    ...always,
    memorySizesMB: rangeMB === undefined ? (sizesMB ?? USUAL_SIZES) : [rangeMB.low, rangeMB.high],
    exploration: {
      ...(rangeMB === undefined ? {} : { rangeMB }),
      regretRatio: usual(DEFAULT_REGRET),
      confidenceRatio: usual(DEFAULT_CONFIDENCE),
      ...(isBounded(goal) ? {} : { maxInvocations: USUAL_MOST_INVOCATIONS }),
      ...goal,
    },
  };
}

const isBounded = ({ budgetUsd, maxInvocations, maxTimeMs }: NonNullable<Asked['goal']> = {}): boolean =>
  [budgetUsd, maxInvocations, maxTimeMs].some((it) => it !== undefined);
