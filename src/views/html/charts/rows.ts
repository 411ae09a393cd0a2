import { type Analysis, type Result, type SizeResult, sizeName } from '../../../analysis/index.js';
import { isDisturbed, type Measurement, startKind } from '../../../recording/index.js';
import { formatMilliseconds } from '../../../units/index.js';
import { type Role, roleOf } from '../../wording/index.js';
import type { Figure } from '../figures.js';
import { colorOf, placeOf } from './memory-axis.js';

/** What every row of chart data says of its size. */
interface Row {
  readonly at: number;
  readonly architecture: string;
  readonly color: string;
  /** Shown on hover; the words are made here, so that they are the table's. */
  readonly tip: string;
}

/** A single invocation. */
export interface Point extends Row {
  readonly value: number;
}

/** A figure of one size, with the ends of its interval where it has one. */
export interface Estimate extends Row {
  readonly size: SizeResult;
  readonly name: string;
  readonly role: Role;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

interface Bounds {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

type Report = Extract<Measurement['outcome'], { kind: 'completed' }>['report'];

const rowOf = (result: Result, size: Pick<SizeResult, 'memorySizeMB' | 'architecture'>) => ({
  at: placeOf(result, size),
  architecture: size.architecture,
  color: colorOf(size.architecture),
});

/** Warm durations, one a completed invocation. */
export const warmDurations = (analysis: Analysis): Point[] =>
  points(analysis, (report) => (startKind(report) === 'warm' ? report.durationMs : undefined));

/** Init durations of cold starts; a SnapStart function restores where others initialise. */
export const initDurations = (analysis: Analysis): Point[] =>
  points(analysis, (report) => report.initDurationMs ?? report.restoreDurationMs);

function points({ result, measurements }: Analysis, quantityOf: (report: Report) => number | undefined): Point[] {
  return measurements
    .filter((it) => !isDisturbed(it))
    .flatMap((measurement) => {
      if (measurement.outcome.kind !== 'completed') return [];
      const value = quantityOf(measurement.outcome.report);
      if (value === undefined) return [];
      return [
        { ...rowOf(result, measurement), value, tip: `${sizeName(result, measurement)}: ${formatMilliseconds(value)}` },
      ];
    });
}

/** A figure of every measured size. Failed ones have none: half of their invocations say nothing of the other half. */
export function estimates(
  result: Result,
  boundsOf: (size: SizeResult) => Bounds | null,
  figureOf: (size: SizeResult) => Figure | null,
): Estimate[] {
  return result.sizes.flatMap((size) => {
    const [bounds, figure] = [boundsOf(size), figureOf(size)];
    if (size.status !== 'measured' || bounds === null || figure === null) return [];
    const { value, low, high } = bounds;
    const name = sizeName(result, size);
    return [
      { ...rowOf(result, size), size, name, role: roleOf(result, size), value, low, high, tip: tipOf(name, figure) },
    ];
  });
}

export const tipOf = (name: string, figure: Figure): string => `${name}: ${figureText(figure)}`;

/** `41.7 ms, 95 % interval 40.9 to 42.5 ms, n 50`. */
export const figureText = ({ value, interval, n }: Figure): string =>
  `${value}, ${interval === undefined ? 'no interval' : `95 % interval ${interval}`}, n ${n}`;
