import { cholesky, gaussian, type Random, solveLower } from '../statistics/index.js';
import { curveCovariance, type Family, type Hypothesis, type Posterior } from './posterior.js';

/** Curves drawn from a posterior: row by row the mean durations in milliseconds, one for each candidate. */
export interface Draws {
  readonly count: number;
  readonly size: number;
  readonly values: Float64Array;
}

/** Each hypothesis gets as many as its weight is of the whole, so that the mixture itself adds no noise. */
export function drawCurves(posterior: Posterior, count: number, random: Random): Draws {
  const size = posterior.model.candidates.length;
  const values = new Float64Array(count * size);
  const normal = gaussian(random);
  const conditions = new Map<Family, Condition>();
  let row = 0;
  let due = 0;
  posterior.hypotheses.forEach((hypothesis, index) => {
    due += hypothesis.weight * count;
    const end = index === posterior.hypotheses.length - 1 ? count : Math.round(due);
    if (row >= end) return;
    const { family } = hypothesis;
    const condition = conditions.get(family) ?? conditionOf(posterior, family);
    conditions.set(family, condition);
    const means = meansOf(hypothesis, condition, size);
    fillRows({ values, row, end }, means, condition.lower, normal);
    row = end;
  });
  return { count, size, values };
}

/** The curve given what was measured, for all hypotheses of a family. */
interface Condition {
  /** For each candidate, what it has in common with each measurement, whitened: a row a candidate. */
  readonly cross: Float64Array;
  readonly measured: number;
  readonly lower: Float64Array;
}

function conditionOf({ model, measured }: Posterior, family: Family): Condition {
  const size = model.candidates.length;
  const rows = measured.length;
  const cross = new Float64Array(size * rows);
  for (let i = 0; i < size; i++) {
    const right = Float64Array.from(measured, ({ index }) => curveCovariance(model, family, i, index));
    cross.set(solveLower(family.lower, rows, right), i * rows);
  }
  const left = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let value = curveCovariance(model, family, i, j);
      for (let k = 0; k < rows; k++) value -= (cross[i * rows + k] as number) * (cross[j * rows + k] as number);
      left[i * size + j] = value;
      left[j * size + i] = value;
    }
  }
  return { cross, measured: rows, lower: cholesky(left, size) };
}

function meansOf({ shape, residuals }: Hypothesis, { cross, measured }: Condition, size: number): Float64Array {
  const means = Float64Array.from(shape.values);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < measured; k++) {
      means[i] = (means[i] as number) + (cross[i * measured + k] as number) * (residuals[k] as number);
    }
  }
  return means;
}

/** Rows that are filled at a time: the triangle is too large for the fastest cache, so each of its values serves them all. */
const TOGETHER = 4;

interface Rows {
  readonly values: Float64Array;
  readonly row: number;
  readonly end: number;
}

function fillRows({ values, row, end }: Rows, means: Float64Array, lower: Float64Array, normal: () => number): void {
  const size = means.length;
  const noise = new Float64Array(TOGETHER * size);
  for (let first = row; first < end; first += TOGETHER) {
    const rows = Math.min(TOGETHER, end - first);
    for (let at = 0; at < rows * size; at++) noise[at] = normal();
    for (let i = 0; i < size; i++) {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let j = 0; j <= i; j++) {
        const factor = lower[i * size + j] as number;
        a += factor * (noise[j] as number);
        b += factor * (noise[size + j] as number);
        c += factor * (noise[2 * size + j] as number);
        d += factor * (noise[3 * size + j] as number);
      }
      const mean = means[i] as number;
      const from = first * size + i;
      values[from] = Math.exp(mean + a);
      if (rows > 1) values[from + size] = Math.exp(mean + b);
      if (rows > 2) values[from + 2 * size] = Math.exp(mean + c);
      if (rows > 3) values[from + 3 * size] = Math.exp(mean + d);
    }
  }
}
