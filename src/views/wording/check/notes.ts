import type { CheckFinding, CheckResult } from '../../../analysis/index.js';
import { findingName } from './metric.js';

/** What is odd in the samples: values far away, starts that the host disturbed. Of more than one peak a warning tells. */
export function oddities(findings: readonly CheckFinding[]): string[] {
  return [
    ...labelledText(findings, 'outliers', 'Outliers'),
    ...labelledText(findings, 'disturbed', 'Disturbed by the host'),
  ];
}

/** `Outliers of base / head, which are in the figures: Init Duration at 512 MB 1 / 4, Cold total at 512 MB 0 / 4`. */
function labelledText(findings: readonly CheckFinding[], key: 'outliers' | 'disturbed', word: string): string[] {
  const labelled = findings.filter(({ base, head }) => base[key] + head[key] > 0);
  const each = labelled.map((it) => `${findingName(it)} ${it.base[key]} / ${it.head[key]}`);
  return each.length === 0 ? [] : [`${word} of base / head, which are in the figures: ${each.join(', ')}`];
}

/** `0.004`, `below 0.001`. */
export const chanceText = (chance: number): string =>
  chance < 0.001 ? 'below 0.001' : chance.toLocaleString('en-US', { maximumSignificantDigits: 2 });

/** Cold starts a side that a check against itself tells of, ascending. */
export const resolutionSteps = ({ resolution }: CheckResult): number[] =>
  [...new Set(resolution.flatMap(({ detectable }) => detectable.map(({ perSide }) => perSide)))].sort((a, b) => a - b);

export const RESOLUTION_NOTE =
  'The smallest change that so many cold starts a side find here in four of five cases. Spread: interquartile range over the median.';
