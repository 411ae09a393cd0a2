import type { CheckResult } from '../../../analysis/index.js';

/** Cold starts that each side has at every memory size; zero before the first comparison has figures. */
export function coldStartsPerSide({ findings }: Pick<CheckResult, 'findings'>): number {
  const counts = findings.filter((it) => !it.isExact).map(({ base, head }) => Math.min(base.n, head.n));
  return counts.length === 0 ? 0 : Math.min(...counts);
}

/** How far it is at the latest: most checks are over long before. */
export const atLatestRatio = (result: CheckResult): number =>
  Math.min(1, coldStartsPerSide(result) / result.check.maxColdStarts);
