/** Gauss with the largest pivot. @returns undefined where the equations have no one solution. */
export function solved(matrix: readonly (readonly number[])[], side: readonly number[]): number[] | undefined {
  const rows = matrix.map((row, index) => [...row, side[index] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const rest = rows.slice(column).sort((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0));
    rows.splice(column, size - column, ...rest);
    const pivot = rows[column];
    const head = pivot?.[column] ?? 0;
    if (pivot === undefined || head === 0 || !Number.isFinite(head)) return undefined;
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
  return result.every(Number.isFinite) ? result : undefined;
}
