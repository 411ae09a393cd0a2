import type { Analysis, Result } from '../../../../analysis/index.js';
import { type CurvePoint, type Decision, isSameCandidate } from '../../../../curve/index.js';
import { isDisturbed, startKind } from '../../../../recording/index.js';
import { formatMilliseconds } from '../../../../units/index.js';
import {
  type Exploration,
  figureOf,
  figureWords,
  isPredicted,
  placeName,
  type Quantity,
  roleOfPlace,
} from '../../../wording/index.js';
import { colorOf } from '../memory-axis.js';
import type { Estimate, Point } from '../rows.js';

export type Known = Exploration & { readonly decision: Decision };

/** A place on the curve, measured or not. */
export interface CurveRow {
  readonly at: number;
  readonly architecture: string;
  readonly color: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly tip: string;
}

export const curveRows = (result: Result, exploration: Known, quantity: Quantity): CurveRow[] =>
  exploration.decision.curve.map((point) => curveRow(result, exploration, quantity, point));

export function curveRow(result: Result, exploration: Known, quantity: Quantity, point: CurvePoint): CurveRow {
  const { mean, low, high } = figureOf(point, quantity);
  return {
    at: point.memorySizeMB,
    architecture: point.architecture,
    color: colorOf(point.architecture),
    value: mean,
    low,
    high,
    tip: `${placeName(result, point)}: ${figureWords(point, quantity, exploration)}`,
  };
}

/** Those that were measured, as the charts of measured sizes draw them: with the figure that is believed, and its interval. */
export const measuredRows = (result: Result, exploration: Known, quantity: Quantity): Estimate[] =>
  exploration.decision.curve
    .filter((it) => !isPredicted(it))
    .flatMap((point) => {
      const size = result.sizes.find((it) => isSameCandidate(it, point));
      if (size === undefined) return [];
      const role = roleOfPlace(exploration.decision, point);
      return [{ ...curveRow(result, exploration, quantity, point), size, name: placeName(result, point), role }];
    });

/** Single warm invocations at their size itself: two curves pass it, and none beside it. */
export const invocationRows = ({ result, measurements }: Analysis): Point[] =>
  measurements.flatMap((measurement) => {
    const { outcome, memorySizeMB, architecture } = measurement;
    if (isDisturbed(measurement) || outcome.kind !== 'completed' || startKind(outcome.report) !== 'warm') return [];
    const value = outcome.report.durationMs;
    const tip = `${placeName(result, measurement)}: ${formatMilliseconds(value)}`;
    return [{ at: memorySizeMB, architecture, color: colorOf(architecture), value, tip }];
  });

/** A chart in words: all that was measured, what failed, and enough of what is predicted to follow the curve. */
export function curveWords(title: string, result: Result, exploration: Known, quantity: Quantity): string {
  const { curve } = exploration.decision;
  const words = (point: CurvePoint): string =>
    `${placeName(result, point)}${roleText(exploration, point)}: ${figureWords(point, quantity, exploration)}`;
  const failed = result.sizes
    .filter(({ status }) => status !== 'measured')
    .map((size) => `${placeName(result, size)}: ${size.status}`);
  const predicted = curve.filter(isPredicted);
  const step = Math.max(1, Math.ceil(predicted.length / MOST_WORDED));
  const shown = curve.filter((it) => !isPredicted(it) || predicted.indexOf(it) % step === 0);
  return `${title}. ${[...failed, ...shown.map(words)].join('; ')}.`;
}
const MOST_WORDED = 8;

function roleText({ decision }: Known, point: CurvePoint): string {
  const role = roleOfPlace(decision, point);
  return role === 'other' ? '' : ` (${role})`;
}
