import type { ReplayResult } from '../../../explore/index.js';
import { formatRatio } from '../../../units/index.js';
import { tableOf } from './table.js';

/** What a replay says in a terminal: what was replayed and how, the comparison, and what was left out. */
export function replayLines(result: ReplayResult): string[] {
  const { leftOut, noiseRatio, goal, coldShareRatio: cold } = result;
  const drawn =
    noiseRatio === null
      ? 'drawn with replacement from the recorded ones'
      : `drawn about their means with a coefficient of variation of ${formatRatio(noiseRatio)}`;
  const left = leftOutSentences(leftOut);
  return [
    `${result.file}: ${result.curves} curves, ${result.repetitions} runs each, durations ${drawn}; seed ${result.seed}`,
    `objective: ${result.strategy}${cold > 0 ? `, ${formatRatio(cold)} cold starts` : ''}; regret of at most ${formatRatio(goal.regretRatio)} with ${formatRatio(goal.confidenceRatio)} confidence`,
    `prices of ${result.prices.region} from ${result.prices.effectiveFrom} on, requests included, whole milliseconds`,
    ...(left === '' ? [] : [`left out: ${left}`]),
    '',
    ...tableOf(result.policies.map((summary) => ({ summary }))),
    '',
    'In brackets the 95 % interval over runs. Regret: how much worse than the best size the chosen one is; cost: of exploring,',
    'in invocations of the best size; bound held: share of runs whose regret is at most the bound that was claimed.',
  ];
}

/** Why lines and curves of a file are not replayed; empty where all are. */
export function leftOutSentences(leftOut: ReplayResult['leftOut']): string {
  const sentences: readonly (readonly [number, string])[] = [
    [leftOut.tooFewSizes, 'with fewer than 4 sizes'],
    [leftOut.noColdStarts, 'without cold starts beside the warm ones'],
    [leftOut.oneArchitecture, 'of one architecture'],
    [leftOut.noneMeetsLimit, 'of which no size meets the limit, or a month of the best is free'],
  ];
  const curves = sentences.flatMap(([count, what]) => (count > 0 ? [`${count} curves ${what}`] : []));
  return [...curves, ...(leftOut.emptyRows > 0 ? [`${leftOut.emptyRows} lines without a duration`] : [])].join('; ');
}
