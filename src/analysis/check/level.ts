import { normalCdf, normalQuantile, passingChance, pocockSpending, sequentialBounds } from '../../statistics/index.js';
import type { GatePlan } from './comparison.js';

/** The chance at which a test of one look is significant, of alpha for all looks: Pocock's way of spending, for early answers. */
export function levelOfLook(alpha: number, times: readonly number[]): number {
  const bounds = boundsOf(alpha, times);
  return 1 - normalCdf(bounds.at(-1) ?? Number.POSITIVE_INFINITY);
}

/**
 * The alpha with which nothing that has not changed is called regressed more often than the plan allows. In a quiet function
 * the limit itself guards: by chance alone the bound does not pass 5 %. In a noisy one whatever is significant is past 5 %
 * too, and alpha is all there is. So the chance that both are passed at a look is summed over the planned looks.
 *
 * @param protection the limit over the standard error that the shift will have when all has been measured
 * @param among how many comparisons share the plan's chances (Holm)
 */
export function guardedAlpha(plan: GatePlan, protection: number, among: number): number {
  const [most, allowed] = [(1 - plan.confidence) / among, plan.falseAlarmRatio / among];
  if (most <= allowed) return most;
  const step = Math.min(HIGHEST, Math.floor(Math.max(0, protection) / STEP)) * STEP;
  const key = [
    plan.limitConfidence,
    plan.firstLookPerSide,
    plan.blockPerSide,
    plan.maxPerSide,
    most,
    allowed,
    step,
  ].join();
  const known = ALPHAS.get(key);
  if (known !== undefined) return known;
  const times = plannedTimes(plan);
  const candidate = (index: number): number => most - ((most - allowed) * index) / CANDIDATES;
  // The less alpha, the less is passed: the first that is low enough is found by halving.
  let [low, high] = [0, CANDIDATES];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bothPassed(plan, times, step, candidate(middle)) <= allowed) high = middle;
    else low = middle + 1;
  }
  const found = candidate(low);
  ALPHAS.set(key, found);
  return found;
}

const STEP = 0.2;
/** In steps: with six standard errors the limit alone is enough. */
const HIGHEST = 30;
const CANDIDATES = 14;
const ALPHAS = new Map<string, number>();
const BOUNDS = new Map<string, readonly number[]>();

function bothPassed(
  { limitConfidence }: GatePlan,
  times: readonly number[],
  protection: number,
  alpha: number,
): number {
  const past = normalQuantile(limitConfidence);
  const bounds = boundsOf(alpha, times).map((bound, look) =>
    Math.max(bound, past + protection * Math.sqrt(times[look] ?? 1)),
  );
  return passingChance(times, bounds);
}

function boundsOf(alpha: number, times: readonly number[]): readonly number[] {
  const key = `${alpha}:${times.join()}`;
  const known = BOUNDS.get(key) ?? sequentialBounds(alpha, times, pocockSpending);
  BOUNDS.set(key, known);
  return known;
}

export function plannedTimes({ firstLookPerSide: first, blockPerSide: block, maxPerSide: most }: GatePlan): number[] {
  const looks = Math.max(1, Math.floor((most - first) / block) + 1);
  return Array.from({ length: looks }, (_, look) => (first + look * block) / most);
}
