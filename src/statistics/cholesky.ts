/**
 * The lower triangle L with L L' = A, row by row in one array, for a symmetric positive definite A of `size` rows. A pivot
 * that rounding has made negative is taken as 1e-12: two candidates that are all but one and the same then move together.
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j] as number;
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] as number) * (lower[j * size + k] as number);
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (lower[j * size + j] as number);
    }
  }
  return lower;
}

/** The x with L x = b, for a triangle of `cholesky`. */
export function solveLower(lower: Float64Array, size: number, right: Float64Array): Float64Array {
  const solved = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = right[i] as number;
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] as number) * (solved[k] as number);
    solved[i] = sum / (lower[i * size + i] as number);
  }
  return solved;
}
