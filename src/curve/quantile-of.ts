/** The value that so much of a sorted array is at most. */
export const quantileOf = (sorted: Float64Array, p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN;

/** The column of one candidate in a table of draws. */
export const columnOf = (table: Float64Array, index: number, size: number): Float64Array =>
  Float64Array.from({ length: table.length / size }, (_, row) => table[row * size + index] as number);
