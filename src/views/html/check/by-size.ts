import type { CheckFinding, CheckResult } from '../../../analysis/index.js';
import { formatMegabytes } from '../../../units/index.js';

export interface SizeFindings {
  readonly size: string;
  readonly memorySizeMB: number;
  readonly findings: readonly CheckFinding[];
}

/** Findings by memory size, in the order of the result. */
export function bySize({ findings }: CheckResult): readonly SizeFindings[] {
  const sizes = [...new Set(findings.map(({ memorySizeMB }) => memorySizeMB))];
  return sizes.map((memorySizeMB) => ({
    size: formatMegabytes(memorySizeMB),
    memorySizeMB,
    findings: findings.filter((it) => it.memorySizeMB === memorySizeMB),
  }));
}

/** Of a heading, for links within the page. */
export const findingId = ({ metric, memorySizeMB }: CheckFinding): string => `${metric}-${memorySizeMB}`;
