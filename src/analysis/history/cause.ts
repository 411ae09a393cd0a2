import { excessVariance, type SeriesPoint } from '../../statistics/index.js';
import { asPercent, estimateOf, isApart, type Pooled, pooled } from './estimate.js';
import type { HistoryCause, HistoryCoincidence, HistoryEstimate } from './history-schema.js';
import type { Measured } from './points.js';

/** A point of a series with what it is worth in logarithms. */
export interface Known {
  readonly point: Measured;
  readonly worth: SeriesPoint;
}

/** What was measured on both sides of a change, between its neighbours. */
export interface AroundChange {
  readonly headBefore: readonly Known[];
  readonly headAfter: readonly Known[];
  readonly baseBefore: readonly Known[];
  readonly baseAfter: readonly Known[];
}

export interface Attribution {
  readonly cause: HistoryCause;
  readonly reason: string;
  readonly platformPercent: HistoryEstimate | null;
  readonly codePercent: HistoryEstimate | null;
}

/** What says who moved: code that was measured before and after the change, as head or as base. */
interface Witness {
  readonly code: string;
  readonly platform: Pooled;
  /** How much more head moved than this code; exactly nothing where head was this code before and after. */
  readonly own: Pooled;
}

/**
 * Who moved. Code that was measured before and after has not changed itself: what it moved, the platform moved (its runtime,
 * its hosts, how it was measured). What head moved beyond that, the code did; that is taken within sessions, where both had
 * the same day. Each counts where its 95 % interval leaves out nothing.
 */
export function causeOf(around: AroundChange, coincidences: readonly HistoryCoincidence[]): Attribution {
  const witnesses = witnessesIn(around);
  const platform = pooled(witnesses.map((it) => it.platform));
  const own = pooled(witnesses.map((it) => it.own));
  if (platform === undefined || own === undefined) return unknown(around);
  const degrees = Math.max(1, around.headBefore.length + around.headAfter.length - 2);
  const moved = estimateOf(platform, degrees);
  const changed = estimateOf(own, degrees);
  const cause = isApart(moved) ? (isApart(changed) ? 'both' : 'platform') : isApart(changed) ? 'code' : 'unknown';
  const isSame = own.variance === 0 && own.value === 0;
  return {
    cause,
    reason: cause === 'code' ? codeReason(moved, changed) : reasonOf(cause, isSame, coincidences),
    platformPercent: asPercent(moved),
    codePercent: asPercent(changed),
  };
}

function witnessesIn({ headBefore, headAfter, baseBefore, baseAfter }: AroundChange): readonly Witness[] {
  const [before, after] = [
    [...headBefore, ...baseBefore],
    [...headAfter, ...baseAfter],
  ];
  const excess = excessVariance(
    [...headBefore, ...headAfter].map(({ worth }) => worth),
    headBefore.length,
  );
  const codes = new Set(before.flatMap(({ point }) => point.code ?? []));
  return [...codes].flatMap((code) => {
    const [early, late] = [levelOf(before, code, excess), levelOf(after, code, excess)];
    const [wasApart, isApartNow] = [distance(headBefore, before, code), distance(headAfter, after, code)];
    if (early === undefined || late === undefined || wasApart === undefined || isApartNow === undefined) return [];
    return [{ code, platform: less(late, early), own: less(isApartNow, wasApart) }];
  });
}

/** The level of one code, each session with what sessions differ by beyond their values. */
const levelOf = (known: readonly Known[], code: string, excess: number): Pooled | undefined =>
  pooled(
    known.flatMap(({ point, worth }) =>
      point.code === code ? [{ value: worth.value, variance: Math.max(TINY, worth.variance + excess) }] : [],
    ),
  );

const TINY = 1e-12;

/** How far head lies from one code in the sessions that had both. */
function distance(head: readonly Known[], all: readonly Known[], code: string): Pooled | undefined {
  return pooled(
    head.flatMap((own) => {
      if (own.point.code === code) return [{ value: 0, variance: 0 }];
      const other = all.find(({ point }) => point.code === code && point.session === own.point.session);
      if (other === undefined) return [];
      return [
        {
          value: own.worth.value - other.worth.value,
          variance: Math.max(TINY, own.worth.variance + other.worth.variance),
        },
      ];
    }),
  );
}

const less = (one: Pooled, other: Pooled): Pooled => ({
  value: one.value - other.value,
  variance: one.variance + other.variance,
});

/** That it stayed is said only where it cannot have moved half as far. */
function codeReason(moved: HistoryEstimate, changed: HistoryEstimate): string {
  const half = Math.abs(changed.value) / 2;
  const isShown = Math.abs(moved.low ?? half) < half && Math.abs(moved.high ?? half) < half;
  return isShown
    ? 'code that did not change stayed where it was at the same time'
    : 'yours moved beyond code that did not change, in the same sessions; too little was measured to say that that one stayed';
}

function reasonOf(cause: HistoryCause, isSame: boolean, coincidences: readonly HistoryCoincidence[]): string {
  const beside = besides(coincidences);
  if (cause === 'platform' && isSame) return `the same code was measured before and after${beside}`;
  if (cause === 'platform') return `code that did not change moved as well, and yours no more than it${beside}`;
  if (cause === 'both') return `code that did not change moved as well, and yours by another amount${beside}`;
  if (isSame) return `the same code was measured before and after, too little of it to say that it moved${beside}`;
  return 'too little was measured of code that did not change, to say whether it moved too';
}

/** What else changed may be why the platform seems to have moved. */
function besides(coincidences: readonly HistoryCoincidence[]): string {
  const others = coincidences.filter(({ kind }) => kind !== 'code');
  if (others.length === 0) return '';
  return `; at the same time ${others.map(({ what, before, after }) => `${what} went from ${before} to ${after}`).join(', ')}`;
}

function unknown({ headBefore, headAfter }: AroundChange): Attribution {
  const isTold = [...headBefore, ...headAfter].every(({ point }) => point.code !== null);
  const reason = isTold
    ? 'no code was measured both before and after: a check holds head against a base in the same session'
    : 'the recordings do not say which code they measured';
  return { cause: 'unknown', reason, platformPercent: null, codePercent: null };
}
