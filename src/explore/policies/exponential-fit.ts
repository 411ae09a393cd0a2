/** `duration = a0 + a1 x exp(-memory / a2)`. */
export type Exponential = readonly [a0: number, a1: number, a2: number];

export const exponentialAt = ([a0, a1, a2]: Exponential, memory: number): number =>
  a0 + (a1 === 0 ? 0 : a1 * Math.exp(-memory / a2));

interface Point {
  readonly memory: number;
  readonly duration: number;
}

const [MOST_STEPS, SMALLEST_GAIN] = [400, 1e-10];
const [FIRST_DAMPING, LARGEST_DAMPING] = [1e-3, 1e12];

/**
 * Least squares by Levenberg and Marquardt (Marquardt 1963), without bounds, from a given start, as `scipy.curve_fit` does it
 * by default: where it ends up depends on the start, and so does what a tool that uses it says.
 */
export function fitExponential(points: readonly Point[], start: Exponential): Exponential {
  let at = start;
  let squares = squaresOf(points, at);
  let damping = FIRST_DAMPING;
  for (let step = 0; step < MOST_STEPS && damping < LARGEST_DAMPING; step++) {
    const next = stepFrom(points, at, damping);
    const after = squaresOf(points, next);
    if (after < squares) {
      const gain = squares - after;
      at = next;
      squares = after;
      damping /= 10;
      if (gain <= SMALLEST_GAIN * squares) return at;
    } else damping *= 10;
  }
  return at;
}

function squaresOf(points: readonly Point[], at: Exponential): number {
  const sum = points.reduce((total, { memory, duration }) => total + (duration - exponentialAt(at, memory)) ** 2, 0);
  return Number.isFinite(sum) ? sum : Number.POSITIVE_INFINITY;
}

function stepFrom(points: readonly Point[], at: Exponential, damping: number): Exponential {
  const matrix = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  const side = [0, 0, 0];
  for (const { memory, duration } of points) {
    const slopes = slopesOf(at, memory);
    const residual = duration - exponentialAt(at, memory);
    slopes.forEach((slope, i) => {
      side[i] = (side[i] ?? 0) + slope * residual;
      slopes.forEach((other, j) => {
        const row = matrix[i] ?? [];
        row[j] = (row[j] ?? 0) + slope * other;
      });
    });
  }
  matrix.forEach((row, i) => {
    const own = row[i] ?? 0;
    // A parameter that changes nothing, as a2 where a1 is 0, stays where it is.
    row[i] = own === 0 ? 1 : own * (1 + damping);
  });
  const [d0 = 0, d1 = 0, d2 = 0] = solved(matrix, side);
  return [at[0] + d0, at[1] + d1, at[2] + d2];
}

function slopesOf([, a1, a2]: Exponential, memory: number): [number, number, number] {
  const decay = a2 === 0 ? 0 : Math.exp(-memory / a2);
  const slope = a2 === 0 ? 0 : (a1 * decay * memory) / a2 ** 2;
  return [1, decay, Number.isFinite(slope) ? slope : 0];
}

/** Gauss with the largest pivot; nothing is moved where the equations say nothing. */
function solved(matrix: readonly number[][], side: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, side[index] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const rest = rows.slice(column).sort((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0));
    rows.splice(column, size - column, ...rest);
    const pivot = rows[column];
    const head = pivot?.[column] ?? 0;
    if (pivot === undefined || head === 0 || !Number.isFinite(head)) return side.map(() => 0);
    for (const row of rows.slice(column + 1)) {
      const factor = (row[column] ?? 0) / head;
      for (let j = column; j <= size; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  const result = side.map(() => 0);
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] ?? [];
    const known = result.reduce((sum, value, j) => (j > i ? sum + value * (row[j] ?? 0) : sum), 0);
    result[i] = ((row[size] ?? 0) - known) / (row[i] ?? 1);
  }
  return result.every(Number.isFinite) ? result : side.map(() => 0);
}
