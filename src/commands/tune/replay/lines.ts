import type { ReplayResult } from '../../../explore/index.js';
import { formatRatio } from '../../../units/index.js';
import { LEGEND } from './figures.js';
import { sideBySide } from './table.js';

/** What a replay says in a terminal: what was replayed and how, the comparison, and what was left out. */
export function replayLines(result: ReplayResult): string[] {
  const { leftOut, goal, coldShareRatio: cold, prices } = result;
  const left = leftOutSentences(leftOut);
  return [
    `${result.file}: ${counted(result.curves, 'curve')}, ${counted(result.repetitions, 'run')} of each policy on each, seed ${result.seed}`,
    drawnFrom(result),
    `Objective: ${result.strategy}${cold > 0 ? `, ${formatRatio(cold)} of starts cold` : ''}; a regret of at most ${formatRatio(goal.regretRatio)} with ${formatRatio(goal.confidenceRatio)} confidence.`,
    `Prices of ${prices.region} since ${prices.effectiveFrom}, requests included; durations rounded up to whole milliseconds.`,
    ...(left === '' ? [] : [`Left out: ${left}.`]),
    '',
    ...sideBySide(result.policies),
    '',
    ...LEGEND,
  ];
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function drawnFrom({ noiseRatio }: ReplayResult): string {
  if (noiseRatio === null) return 'Durations are drawn from the recorded ones of their size.';
  const about = `with a coefficient of variation of ${formatRatio(noiseRatio)} about it (lognormal)`;
  return `Durations are drawn from the recorded ones of their size; where there is a mean alone, ${about}.`;
}

/** Why lines and curves of a file are not replayed; empty where all are. */
export function leftOutSentences(leftOut: ReplayResult['leftOut']): string {
  const sentences: readonly (readonly [number, string])[] = [
    [leftOut.tooFewSizes, 'with fewer than four sizes'],
    [leftOut.noColdStarts, 'without cold starts beside the warm ones'],
    [leftOut.oneArchitecture, 'of one architecture'],
    [leftOut.noneMeetsLimit, 'of which no size meets the limit, or a month of the best is free'],
  ];
  const curves = sentences.flatMap(([count, what]) => (count > 0 ? [`${counted(count, 'curve')} ${what}`] : []));
  return [
    ...curves,
    ...(leftOut.emptyRows > 0 ? [`${counted(leftOut.emptyRows, 'line')} without a duration`] : []),
  ].join('; ');
}
