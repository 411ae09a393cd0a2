import type { Result } from '../../../analysis/index.js';
import { type CurvePoint, type Decision, isSameCandidate } from '../../../curve/index.js';
import { formatMegabytes } from '../../../units/index.js';
import type { Role } from '../role.js';
import { spanOf } from './goal.js';

/** A place on the curve. */
export type Place = Pick<CurvePoint, 'memorySizeMB' | 'architecture'>;

/** `1,024 MB`, or `1,024 MB arm64` where both architectures are candidates, measured or not. */
export const placeName = (
  { scenario: { architectures } }: Pick<Result, 'scenario'>,
  { memorySizeMB, architecture }: Place,
): string =>
  architectures.length > 1 ? `${formatMegabytes(memorySizeMB)} ${architecture}` : formatMegabytes(memorySizeMB);

/** What the decision makes of a place on the curve. */
export function roleOfPlace({ chosen, tied }: Decision, place: Place): Role {
  if (chosen !== null && isSameCandidate(chosen, place)) return 'recommended';
  return tied.some((it) => isSameCandidate(it, place)) ? 'tied' : 'other';
}

export const isPredicted = ({ n }: CurvePoint): boolean => n === 0;

export const pointAt = ({ curve }: Decision, place: Place): CurvePoint | undefined =>
  curve.find((it) => isSameCandidate(it, place));

/**
 * Those of the curve that are the same as some places, where it can be said: neighbours on the curve in one run. A curve
 * is drawn with so many points that to name each of them would tell nothing.
 */
export function runsOf({ curve }: Decision, places: readonly Place[]): CurvePoint[][] {
  const runs: CurvePoint[][] = [];
  let previous: CurvePoint | undefined;
  for (const point of curve) {
    if (places.some((it) => isSameCandidate(it, point))) {
      const run = runs.at(-1);
      const last = run?.at(-1);
      if (run !== undefined && last === previous && last?.architecture === point.architecture) run.push(point);
      else runs.push([point]);
    }
    previous = point;
  }
  return runs;
}

/** `832 to 1,536 MB, 3,008 MB`, each with its architecture where that matters. */
export const placesText = (result: Pick<Result, 'scenario'>, decision: Decision, places: readonly Place[]): string =>
  runsOf(decision, places)
    .flatMap((run) => {
      const [first, last] = [run[0], run.at(-1)];
      if (first === undefined || last === undefined) return [];
      if (first === last) return [placeName(result, first)];
      const name = placeName(result, last).slice(formatMegabytes(last.memorySizeMB).length);
      return [`${spanOf(first.memorySizeMB, last.memorySizeMB)}${name}`];
    })
    .join(', ');

/**
 * The points of the frontier, from cheap to fast: all that were measured, and of the predicted ones as many, evenly, as
 * leave a table that is read: `most` of them.
 */
export function frontierPoints(decision: Decision, most: number): CurvePoint[] {
  const points = decision.frontier.flatMap((it) => pointAt(decision, it) ?? []);
  const predicted = points.filter(isPredicted);
  const step = Math.max(1, predicted.length / most);
  const kept = new Set(
    Array.from({ length: Math.min(most, predicted.length) }, (_, index) => predicted[Math.floor((index + 0.5) * step)]),
  );
  return points.filter((it) => !isPredicted(it) || kept.has(it));
}
