/**
 * What a check looks at, each higher the worse. `initDuration`: AWS's Init Duration; `coldTotal`: that and the first
 * Duration; `warmDuration` and `billedDuration`: of one environment's warm invocations the median; `maxMemoryUsed`: the
 * largest of an environment; `costPerMillion`: by the cold share; `packageSize`: of the code, one exact value a side.
 */
export const CHECK_METRICS = [
  'initDuration',
  'coldTotal',
  'warmDuration',
  'billedDuration',
  'maxMemoryUsed',
  'costPerMillion',
  'packageSize',
] as const;
export type CheckMetric = (typeof CHECK_METRICS)[number];
