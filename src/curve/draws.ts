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
    for (; row < end; row++) fillRow(values, row * size, means, condition.lower, normal);
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

function fillRow(
  values: Float64Array,
  from: number,
  means: Float64Array,
  lower: Float64Array,
  normal: () => number,
): void {
  const size = means.length;
  const noise = Float64Array.from(means, normal);
  for (let i = 0; i < size; i++) {
    let value = means[i] as number;
    for (let j = 0; j <= i; j++) value += (lower[i * size + j] as number) * (noise[j] as number);
    values[from + i] = Math.exp(value);
  }
}
