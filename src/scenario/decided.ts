import { type Megabytes, megabytes, type Ratio, ratio } from '../units/index.js';
import type { Asked } from './asked.js';
import { DEFAULT_CONFIDENCE, DEFAULT_REGRET, type SizeRange } from './exploration.js';
import type { Scenario } from './scenario.js';
import { parseShare } from './strategy.js';

/** What is measured at each size where nobody says how often: six visits are what an interval of the median needs. */
export const USUAL_INVOCATIONS = { cold: 6, warm: 30 };
/** Of a grid: doublings, one whole vCPU, and where many accounts end (3,008 MB). */
export const USUAL_SIZES: readonly Megabytes[] = [128, 256, 512, 1024, 1769, 3008].map(megabytes);
/** All that AWS has (Developer Guide, "Configure Lambda function memory", 2026). */
export const WHOLE_RANGE: SizeRange = { low: megabytes(128), high: megabytes(10_240) };

/** Whether Kelvin chooses itself what to measure where nothing says who does. */
const EXPLORES_UNASKED = false;

/** Whether Kelvin chooses itself what to measure. */
export const isExploring = ({ invocations, rangeMB, goal }: Asked): boolean =>
  invocations === undefined && (EXPLORES_UNASKED || rangeMB !== undefined || goal !== undefined);

const usual = (text: string): Ratio => parseShare(text) ?? ratio(1);

/** What is to be measured, with all defaults applied. */
export function decided(asked: Asked): Pick<Scenario, 'asked' | 'memorySizesMB' | 'invocations' | 'exploration'> {
  const { sizesMB, goal } = asked;
  const invocations = asked.invocations ?? USUAL_INVOCATIONS;
  if (!isExploring(asked)) return { asked, memorySizesMB: sizesMB ?? USUAL_SIZES, invocations };
  const rangeMB = asked.rangeMB ?? (sizesMB === undefined ? WHOLE_RANGE : undefined);
  return {
    asked,
    memorySizesMB: rangeMB === undefined ? (sizesMB ?? USUAL_SIZES) : [rangeMB.low, rangeMB.high],
    invocations,
    exploration: {
      ...(rangeMB === undefined ? {} : { rangeMB }),
      regretRatio: usual(DEFAULT_REGRET),
      confidenceRatio: usual(DEFAULT_CONFIDENCE),
      ...goal,
    },
  };
}
