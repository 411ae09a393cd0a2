import type { Result } from '../../../analysis/index.js';
import type { Decision } from '../../../curve/index.js';
import { formatAskedRatio, formatMegabytes } from '../../../units/index.js';

/** What a run that explores wanted to know, and what it knows by now. */
export interface Exploration {
  readonly goal: Goal;
  /** Missing until something is known. */
  readonly decision: Decision | undefined;
  /** What kept it from a decision, where that is known. */
  readonly endDetail?: string | undefined;
}
export type Goal = NonNullable<Result['scenario']['exploration']>;

/** Undefined for a run that measured every size so often as it was told. */
export const explorationOf = ({ scenario, exploration: decision, endDetail }: Result): Exploration | undefined =>
  scenario.exploration === undefined ? undefined : { goal: scenario.exploration, decision, endDetail };

/** With which intervals, bands and the regret bound hold: `95 %`. */
export const confidenceText = ({ goal, decision }: Exploration): string =>
  formatAskedRatio(decision?.regret?.confidenceRatio ?? goal.confidenceRatio);

/** What the strategy wants small, as far as a curve by memory size can show it. */
export type Quantity = 'cost' | 'duration';

export const quantityOf = ({ scenario: { strategy } }: Result): Quantity =>
  strategy.kind === 'fastest' || strategy.kind === 'within' ? 'duration' : 'cost';

/** `128 to 10,240 MB in steps of 1 MB`, `4 sizes from 128 to 1,769 MB`; on which architectures where it is a question. */
export function candidatesText({ scenario: { exploration, memorySizesMB, architectures } }: Result): string {
  const where = architectures.length > 1 ? `, ${architectures.join(' and ')}` : '';
  const range = exploration?.rangeMB;
  if (range !== undefined) return `${spanOf(range.low, range.high)} in steps of 1 MB${where}`;
  const sizes = [...memorySizesMB].sort((a, b) => a - b);
  const [low, high] = [sizes[0], sizes.at(-1)];
  if (low === undefined || high === undefined) return `none${where}`;
  if (sizes.length === 1) return `${formatMegabytes(low)}${where}`;
  return `${sizes.length} sizes from ${spanOf(low, high)}${where}`;
}

/** `832 to 1,536 MB`. */
export const spanOf = (low: number, high: number): string =>
  `${formatMegabytes(low).replace(' MB', '')} to ${formatMegabytes(high)}`;
