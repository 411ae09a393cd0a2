/** What every contestant has to find in a log: each field of every REPORT goes into it. */
export interface Sums {
  readonly reports: number;
  /** Of the request ids. */
  readonly idCharacters: number;
  readonly durationMs: number;
  readonly longestMs: number;
  readonly billedDurationMs: number;
  readonly memorySizeMB: number;
  readonly maxMemoryUsedMB: number;
  readonly mostUsedMB: number;
  readonly cold: number;
  readonly initDurationMs: number;
  readonly longestInitMs: number;
  readonly timeouts: number;
}

export const SUM_NAMES = [
  'reports',
  'idCharacters',
  'durationMs',
  'longestMs',
  'billedDurationMs',
  'memorySizeMB',
  'maxMemoryUsedMB',
  'mostUsedMB',
  'cold',
  'initDurationMs',
  'longestInitMs',
  'timeouts',
] as const satisfies readonly (keyof Sums)[];

/** Threads add in another order, so the last digits of a sum may differ. */
const ROUNDING = 1e-9;

/** Where two contestants have found different things; empty when they agree. */
export const differences = (a: Sums, b: Sums): string[] =>
  SUM_NAMES.filter((name) => Math.abs(a[name] - b[name]) > ROUNDING * Math.abs(a[name])).map(
    (name) => `${name}: ${a[name]} and ${b[name]}`,
  );
