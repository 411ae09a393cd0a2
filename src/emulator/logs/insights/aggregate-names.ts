/** Functions of the stats command, in lower case, and how many arguments each takes. */
export const AGGREGATES: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['count', [0, 1]],
  ['count_distinct', [1, 1]],
  ['sum', [1, 1]],
  ['avg', [1, 1]],
  ['min', [1, 1]],
  ['max', [1, 1]],
  ['pct', [2, 2]],
  ['stddev', [1, 1]],
  ['earliest', [1, 1]],
  ['latest', [1, 1]],
  ['sortsfirst', [1, 1]],
  ['sortslast', [1, 1]],
]);
