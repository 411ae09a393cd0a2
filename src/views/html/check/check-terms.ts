import type { CheckResult } from '../../../analysis/index.js';

const TERMS = [
  ['Init Duration', 'the time before the handler of a cold start: runtime, extensions, code outside the handler.'],
  ['Cold total', 'Init Duration and the first Duration: what the first caller waits for in the function.'],
  ['Warm, Billed Duration', 'of the warm invocations of one execution environment the median; one value each.'],
  ['Max Memory Used', 'the largest of one execution environment.'],
  ['Cost per million', 'at the cold share, of one cold start and the mean of its warm invocations, at list price.'],
  ['Shift', 'head less base: the Hodges-Lehmann estimate, of values that were measured in the same block.'],
  ['Interval', '95 %: of a median from order statistics, of a shift by ranks, of a ratio by bootstrap.'],
  ['Block', 'a stretch of the session in which both sides were measured, in random order.'],
  ['Look', 'all comparisons judged after a block; what may go wrong by chance is shared out over the looks.'],
  ['Regressed', 'significant over all comparisons (Holm), past both limits, and confirmed by a fresh block.'],
  ['Unchanged', 'shown to be within the limits, which is more than not shown to differ.'],
  ['Inconclusive', 'neither: more would have to be measured.'],
  ['Outlier', 'far from the others of its side; labelled and left in, as ranks do not mind it.'],
] as const;

const DISTURBED_TERM = [
  'Disturbed',
  'the emulator saw other work on the host take time from it; labelled and left in.',
] as const;

/** Only what is on the page is explained. */
export const checkTerms = ({ target }: CheckResult): readonly (readonly [string, string])[] =>
  target.kind === 'emulator' ? [...TERMS, DISTURBED_TERM] : TERMS;
