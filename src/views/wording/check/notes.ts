import { type CheckFinding, type CheckResult, formatMetric } from '../../../analysis/index.js';
import { findingName } from './metric.js';

/** What makes a sample odd, in words: more than one peak, values far away, starts that the host disturbed. */
export function oddities(finding: CheckFinding): string[] {
  const { modes, unit } = finding;
  const labelled = labelledText(finding);
  const peaks = modes?.centers.map((it) => formatMetric(unit, it)).join(' and ');
  return [
    ...(modes === null
      ? []
      : [
          `${findingName(finding)} has peaks near ${peaks} (chance of one peak ${chanceText(modes.chance)}); ${
            modes.areStrata
              ? 'starts were compared with those on the same kind of host'
              : 'hosts could not be told apart'
          }`,
        ]),
    ...(labelled === '' ? [] : [`${findingName(finding)}: ${labelled}, left in the figures`]),
  ];
}

/** `3 outliers of base, 2 of head; 1 disturbed by the host of head`. */
function labelledText({ base, head }: CheckFinding): string {
  const of = (key: 'outliers' | 'disturbed', word: string): string => {
    const parts = [['base', base[key]] as const, ['head', head[key]] as const].filter(([, count]) => count > 0);
    return parts.length === 0 ? '' : `${word} ${parts.map(([side, count]) => `${count} of ${side}`).join(', ')}`;
  };
  return [of('outliers', 'outliers'), of('disturbed', 'disturbed by the host')].filter((it) => it !== '').join('; ');
}

/** `0.004`, `below 0.001`. */
export const chanceText = (chance: number): string =>
  chance < 0.001 ? 'below 0.001' : chance.toLocaleString('en-US', { maximumSignificantDigits: 2 });

/** Cold starts a side that a check against itself tells of, ascending. */
export const resolutionSteps = ({ resolution }: CheckResult): number[] =>
  [...new Set(resolution.flatMap(({ detectable }) => detectable.map(({ perSide }) => perSide)))].sort((a, b) => a - b);

export const RESOLUTION_NOTE =
  'The smallest change that so many cold starts a side find here in four of five cases. Spread: interquartile range over the median.';
