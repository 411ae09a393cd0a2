import type { PriceBook } from '../../pricing/index.js';
import type { CheckHeader, CheckMeasurement } from '../../recording/index.js';
import type { CheckMetric, Megabytes } from '../../units/index.js';
import type { ColdStart } from './cold-starts.js';
import { coldStartsOf } from './cold-starts.js';
import type { Block, Comparison, GatePlan, Sides } from './comparison.js';
import { DEFAULT_PLAN } from './comparison.js';
import { type PickValue, valuesOf } from './metric-value.js';

/** How a check decides, by what was asked of it: all of it is in its header. */
export function gatePlanOf({ check: { confidenceRatio, maxColdStarts } }: CheckHeader): GatePlan {
  return { ...DEFAULT_PLAN, confidence: confidenceRatio, maxPerSide: maxColdStarts };
}

/** One metric at one memory size as it is held against the other side, and how its values were taken. */
export interface CheckComparison extends Comparison {
  readonly metric: Exclude<CheckMetric, 'packageSize'>;
  readonly memorySizeMB: Megabytes;
  readonly pick: PickValue;
}

/**
 * What a check's measurements compare so far, by memory size, then in the order of the limits: for `lookAt` after each block.
 * The size of the package is none of them, as it has no spread. Nothing is compared that was not to be measured: without
 * warm invocations no warm Duration, without prices no cost.
 *
 * @param book undefined where the region has no price
 */
export function comparisonsOf(
  header: CheckHeader,
  measurements: readonly CheckMeasurement[],
  book: PriceBook | undefined,
): readonly CheckComparison[] {
  return comparisonsAmong(header, coldStartsOf(measurements).proved, book);
}

/** The same of cold starts that were told from the others already. */
export function comparisonsAmong(
  header: CheckHeader,
  starts: readonly ColdStart[],
  book: PriceBook | undefined,
): readonly CheckComparison[] {
  const { memorySizesMB, limits } = header.check;
  const bySize = memorySizesMB.map((size) => turnsOf(starts.filter((it) => it.memorySizeMB === size)));
  const numbers = [...new Set(bySize.flatMap((turns) => [...turns.keys()]))].sort((a, b) => a - b);
  return memorySizesMB.flatMap((memorySizeMB, index) =>
    limits.flatMap(({ metric, relativeRatio, absolute }) => {
      if (metric === 'packageSize' || !isMeasured(metric, header, book)) return [];
      const pick = valuesOf(metric, { header, book });
      const blocks = numbers.map((number) => blockOf(bySize[index]?.get(number) ?? [], pick));
      return [{ metric, memorySizeMB, limits: { relativeRatio, absolute }, blocks, pick }];
    }),
  );
}

const MOST_TURNS = 1000;

/**
 * A block that is longer than usual, as the first one is, as several of the usual length: base and head took turns in it, so
 * that what was measured together stays together, and its end confirms what its beginning showed.
 */
function turnsOf(starts: readonly ColdStart[]): ReadonlyMap<number, readonly ColdStart[]> {
  const counts = new Map<string, number>();
  return Map.groupBy(starts, ({ block, side }) => {
    const key = `${block} ${side}`;
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    return block * MOST_TURNS + Math.floor(before / DEFAULT_PLAN.blockPerSide);
  });
}

function isMeasured(metric: CheckMetric, { check }: CheckHeader, book: PriceBook | undefined): boolean {
  const hasWarm = check.warmPerEnvironment > 0;
  if (metric === 'warmDuration' || metric === 'billedDuration') return hasWarm;
  return metric !== 'costPerMillion' || (book !== undefined && (hasWarm || check.coldShareRatio === 1));
}

function blockOf(starts: readonly ColdStart[], pick: PickValue): Block {
  const hosts = new Set(starts.map(({ host }) => host));
  const whole = sidesOf(starts, pick);
  if (hosts.size < 2) return whole;
  return {
    ...whole,
    kinds: [...hosts].map((host) =>
      sidesOf(
        starts.filter((it) => it.host === host),
        pick,
      ),
    ),
  };
}

const sidesOf = (starts: readonly ColdStart[], pick: PickValue): Sides => ({
  base: starts.flatMap((it) => (it.side === 'base' ? (pick(it) ?? []) : [])),
  head: starts.flatMap((it) => (it.side === 'head' ? (pick(it) ?? []) : [])),
});
