import type { Figure, ReplaySummary } from '../../../explore/index.js';
import { formatRatio } from '../../../units/index.js';

/** What is shown of a policy: what a figure is called, and how it reads. */
export const FIGURES: readonly (readonly [name: string, text: (summary: ReplaySummary) => string])[] = [
  ['curves', ({ curves }) => String(curves)],
  ['runs', ({ runs }) => String(runs)],
  ['regret, mean', ({ regretRatio }) => (regretRatio === null ? NONE : withEnds(regretRatio.mean, formatRatio))],
  ['regret, p90', ({ regretRatio }) => (regretRatio === null ? NONE : withEnds(regretRatio.p90, formatRatio))],
  ['regret, worst', ({ regretRatio }) => (regretRatio === null ? NONE : formatRatio(regretRatio.worst))],
  ['invocations', ({ invocations }) => withEnds(invocations, plain)],
  ['cost', ({ costOptimal }) => withEnds(costOptimal, plain)],
  ['bound held', ({ bound }) => (bound === null ? NONE : withEnds(bound.coverageRatio, formatRatio))],
  ['bound, mean', ({ bound }) => (bound === null ? NONE : formatRatio(bound.mean))],
  ['no choice', ({ nothingChosen }) => String(nothingChosen)],
];

/** What the figures mean, below a table of them. */
export const LEGEND: readonly string[] = [
  'In brackets the 95 % interval over runs, where runs of one curve count as they are alike;',
  '(–) where they are too few for one. Regret: how much worse than the best size the chosen',
  'one is. Cost: of exploring, in invocations of the best size. Bound held: share of runs',
  'whose regret is at most the bound that was claimed; – where none is.',
];

const NONE = '–';
const plain = (value: number): string => value.toFixed(1);

function withEnds({ value, low, high }: Figure, format: (value: number) => string): string {
  const ends = low === null || high === null ? NONE : `${bare(format(low))} to ${bare(format(high))}`;
  return `${format(value)} (${ends})`;
}

/** The unit stands once. */
const bare = (text: string): string => text.replace(/ %$/, '');
