import type { ExplorationGoal, Strategy } from '../scenario/index.js';
import type { Milliseconds, Ratio, Usd } from '../units/index.js';
import type { Candidate } from './observation.js';

/** What is to be decided, and by what: all that a way of exploring knows before the first measurement. */
export interface Problem {
  /** What may be chosen, and measured: at least one, each once. */
  readonly candidates: readonly Candidate[];
  readonly objective: Strategy;
  /** What one invocation of so long a Billed Duration costs there, its request included: dollars, list price, first tier. */
  readonly priceUsd: (candidate: Candidate, billedMs: Milliseconds) => Usd;
  /** A month's bill at this mean Billed Duration, free tier and tiers included; present for the objective `monthly`. */
  readonly monthUsd?: ((candidate: Candidate, meanBilledMs: Milliseconds) => Usd) | undefined;
  /** Share of invocations that start cold, for cost and for percentiles of all starts. */
  readonly coldShareRatio: Ratio;
  readonly goal: ExplorationGoal;
  /** Weights of any scale: the share of a payload is its weight over their sum. */
  readonly payloads: readonly { readonly name: string; readonly weight: number }[];
  /** For whatever the way of exploring draws at random: the same seed and observations give the same move. */
  readonly seed: number;
}
