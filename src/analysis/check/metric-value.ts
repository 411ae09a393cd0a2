import { billOnDemand, type PriceBook, PriceBookError, snapStartPrices } from '../../pricing/index.js';
import type { CheckHeader } from '../../recording/index.js';
import { quantile, sampleOf } from '../../statistics/index.js';
import { type CheckMetric, milliseconds } from '../../units/index.js';
import type { ColdStart, MeasuredReport } from './cold-starts.js';

/** Of each cold start one value: warm invocations of one environment are alike, and would count for more than they are. */
export type PickValue = (start: ColdStart) => number | undefined;

type Measured = Exclude<CheckMetric, 'packageSize'>;

/** What a cost depends on beside the reports. */
export interface CostHeader {
  readonly check: Pick<CheckHeader['check'], 'coldShareRatio'>;
  readonly base: SideOfCost;
  readonly head: SideOfCost;
}

interface SideOfCost {
  readonly function: Pick<CheckHeader['base']['function'], 'ephemeralStorageMB' | 'snapStart'>;
}

export interface ValueTerms {
  readonly header: CostHeader;
  /** Without it there is no cost. */
  readonly book: PriceBook | undefined;
}

/** How a metric's value is taken of a cold start; undefined where that one does not have it. */
export function valuesOf(metric: Measured, { header, book }: ValueTerms): PickValue {
  switch (metric) {
    case 'initDuration':
      return ({ cold }) => initOf(cold);
    case 'coldTotal':
      return ({ cold }) => initOf(cold) + cold.durationMs;
    case 'warmDuration':
      return ({ warm }) => medianOf(warm.map((it) => it.durationMs));
    case 'billedDuration':
      return ({ warm }) => medianOf(warm.flatMap((it) => it.billedDurationMs ?? []));
    case 'maxMemoryUsed':
      return ({ cold, warm }) => largestOf([cold, ...warm].flatMap((it) => it.maxMemoryUsedMB ?? []));
    case 'costPerMillion':
      return costs(header, book);
  }
}

/** Of SnapStart what it takes to restore the snapshot: its INIT ran when the version was published. */
const initOf = (cold: MeasuredReport): number => cold.initDurationMs ?? cold.restoreDurationMs ?? 0;

function medianOf(values: readonly number[]): number | undefined {
  const sample = sampleOf(values);
  return sample === undefined ? undefined : quantile(sample, 0.5);
}

const largestOf = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : Math.max(...values);

const MILLION = 1_000_000;

/** US dollars for a million invocations of which the cold share is like this cold start, and the rest like its warm ones. */
function costs({ check: { coldShareRatio }, base, head }: CostHeader, book: PriceBook | undefined): PickValue {
  if (book === undefined) return () => undefined;
  const known = new Map<string, number | undefined>();
  return ({ side, cold, warm, memorySizeMB, architecture }) => {
    const billed = warm.flatMap((it) => it.billedDurationMs ?? []);
    if (cold.billedDurationMs === undefined || (billed.length === 0 && coldShareRatio < 1)) return undefined;
    const meanWarm = billed.length === 0 ? 0 : billed.reduce((sum, it) => sum + it, 0) / billed.length;
    const mean = coldShareRatio * cold.billedDurationMs + (1 - coldShareRatio) * meanWarm;
    const { ephemeralStorageMB, snapStart } = (side === 'base' ? base : head).function;
    const key = `${mean} ${memorySizeMB} ${architecture} ${ephemeralStorageMB} ${snapStart}`;
    if (!known.has(key)) {
      const usage = { architecture, memorySizeMB, ephemeralStorageMB, requests: MILLION };
      const restores = snapStart === 'charged' ? coldShareRatio * MILLION : 0;
      const restoresUsd = restores * (snapStartPrices(book, memorySizeMB)?.restoreUsd ?? 0);
      const invocationsUsd = usdFor(book, { ...usage, billedMs: milliseconds(mean * MILLION) });
      known.set(key, invocationsUsd === undefined ? undefined : invocationsUsd + restoresUsd);
    }
    return known.get(key);
  };
}

/** Undefined beyond the last tier that the price book knows. */
function usdFor(book: PriceBook, usage: Parameters<typeof billOnDemand>[1]): number | undefined {
  try {
    return billOnDemand(book, usage).totalUsd;
  } catch (error) {
    if (error instanceof PriceBookError) return undefined;
    throw error;
  }
}
