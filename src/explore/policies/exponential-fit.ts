import { solved } from './linear-equations.js';

/** `duration = a0 + a1 x exp(-memory / a2)`. */
export type Exponential = readonly [a0: number, a1: number, a2: number];

export const exponentialAt = ([a0, a1, a2]: Exponential, memory: number): number =>
  a0 + (a1 === 0 ? 0 : a1 * Math.exp(-memory / a2));

interface Point {
  readonly memory: number;
  readonly duration: number;
}

type Three = [number, number, number];

const MOST_STEPS = 2000;
/** `ftol` and `xtol` of scipy. */
const TOLERANCE = 1.490_116e-8;
/** The first step may change the parameters by so many times their own size (MINPACK's `factor`). */
const FIRST_REACH = 100;

/**
 * Least squares by Levenberg and Marquardt within a region of trust, without bounds, as MINPACK's `lmder` does it and so
 * `scipy.curve_fit` by default (Moré 1978): what a curve is fitted by that is no exponential depends on where the fit starts
 * and how far it dares to go, and so does what a tool that uses it recommends. Held to scipy 1.17 on the curves of
 * ../shared/data/tuning: the same choice on 86 of 90. The region of trust is what it takes: damping alone agreed on 78, as
 * it takes a straight line to a decay of 10^90 MB in one step.
 */
export function fitExponential(points: readonly Point[], start: Exponential): Exponential {
  let at = start;
  let squares = squaresOf(points, at);
  let scale: Three = [0, 0, 0];
  let reach = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { matrix, side } = equationsOf(points, at);
    scale = scaleFrom(scale, matrix);
    const size = normOf(scaled(at, scale));
    if (step === 0) reach = size === 0 ? FIRST_REACH : FIRST_REACH * size;
    const { move, damping } = moveWithin(matrix, side, scale, reach);
    const next: Exponential = [at[0] + move[0], at[1] + move[1], at[2] + move[2]];
    const after = squaresOf(points, next);
    const length = normOf(scaled(move, scale));
    const foretold = foretoldGain(matrix, move, damping, scale) / squares;
    const gain = 1 - after / squares;
    const ratio = foretold > 0 ? gain / foretold : 0;
    if (ratio <= 0.25) reach = Math.min(reach, length * 10) * (gain >= 0 ? 0.5 : 0.1);
    else if (damping === 0 || ratio >= 0.75) reach = length * 2;
    if (ratio >= 1e-4) {
      at = next;
      squares = after;
    }
    if (squares === 0 || !(length > 0)) return at;
    if (Math.abs(gain) <= TOLERANCE && foretold <= TOLERANCE && ratio <= 2) return at;
    if (reach <= TOLERANCE * normOf(scaled(at, scale))) return at;
  }
  return at;
}

function squaresOf(points: readonly Point[], at: Exponential): number {
  const sum = points.reduce((total, { memory, duration }) => total + (duration - exponentialAt(at, memory)) ** 2, 0);
  return Number.isFinite(sum) ? sum : Number.POSITIVE_INFINITY;
}

/** The normal equations of the step: JᵀJ and Jᵀr. */
function equationsOf(points: readonly Point[], at: Exponential): { matrix: Three[]; side: Three } {
  const matrix: Three[] = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  const side: Three = [0, 0, 0];
  for (const { memory, duration } of points) {
    const slopes = slopesOf(at, memory);
    const residual = duration - exponentialAt(at, memory);
    for (const [i, row] of matrix.entries()) {
      side[i] = (side[i] ?? 0) + (slopes[i] ?? 0) * residual;
      for (const [j, slope] of slopes.entries()) row[j] = (row[j] ?? 0) + (slopes[i] ?? 0) * slope;
    }
  }
  return { matrix, side };
}

function slopesOf([, a1, a2]: Exponential, memory: number): Three {
  const decay = a2 === 0 ? 0 : Math.exp(-memory / a2);
  const slope = a2 === 0 ? 0 : (a1 * decay * memory) / a2 ** 2;
  return [1, decay, Number.isFinite(slope) ? slope : 0];
}

/** Each parameter is measured by how much it has ever moved the curve; 1 where it never did. */
function scaleFrom(before: Three, matrix: readonly Three[]): Three {
  const of = (i: 0 | 1 | 2): number => {
    const norm = Math.sqrt(matrix[i]?.[i] ?? 0);
    return Math.max(before[i], before[i] === 0 && norm === 0 ? 1 : norm);
  };
  return [of(0), of(1), of(2)];
}

/** The step that the equations want, damped as far as it takes to stay within reach. */
function moveWithin(matrix: readonly Three[], side: Three, scale: Three, reach: number) {
  const moveAt = (damping: number): Three => {
    const damped = matrix.map((row, i) =>
      row.map((value, j) => (i === j ? value + damping * (scale[i] ?? 0) ** 2 : value)),
    );
    const [a = 0, b = 0, c = 0] = solved(damped, side) ?? [];
    return [a, b, c];
  };
  const lengthAt = (damping: number): number => normOf(scaled(moveAt(damping), scale));
  const free = solved(matrix, side);
  if (free !== undefined && normOf(scaled(free as Three, scale)) <= reach * 1.1)
    return { move: free as Three, damping: 0 };
  let [low, high] = [1e-18, 1];
  while (lengthAt(high) > reach && high < 1e30) high *= 100;
  for (let halving = 0; halving < 60; halving++) {
    const middle = Math.sqrt(low * high);
    const length = lengthAt(middle);
    if (length > reach) low = middle;
    else high = middle;
    if (Math.abs(length - reach) <= 0.1 * reach) return { move: moveAt(middle), damping: middle };
  }
  return { move: moveAt(high), damping: high };
}

/** What the straight-line model foretells of the fall of the squares: `lmder`'s predicted reduction. */
function foretoldGain(matrix: readonly Three[], move: Three, damping: number, scale: Three): number {
  const curved = matrix.reduce(
    (sum, row, i) => sum + (move[i] ?? 0) * row.reduce((inner, value, j) => inner + value * (move[j] ?? 0), 0),
    0,
  );
  return curved + 2 * damping * normOf(scaled(move, scale)) ** 2;
}

const scaled = ([a, b, c]: readonly [number, number, number], scale: Three): Three => [
  a * scale[0],
  b * scale[1],
  c * scale[2],
];
const normOf = (values: readonly number[]): number => Math.hypot(...values);
