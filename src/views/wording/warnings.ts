import type { Result, Warning } from '../../analysis/index.js';

const HOST = ['host-noisy', 'sizes-disturbed', 'selection-biased'];
/** Of a check: a shift may be of something else than the code. */
const OTHER_CAUSE = ['base-old', 'runtime-changed', 'same-code'];
const SEVERE = [
  'no-end',
  'region-assumed',
  'no-reports',
  'noise-simulated',
  'generator-limited',
  ...HOST,
  ...OTHER_CAUSE,
];
/** The run, the load or the check did not end in order: `load-interrupted`. */
const BROKEN_OFF = /^(run|load|check)-/;

/** Changes what every figure means: to be read before the first of them. */
export const isSevere = ({ code }: Warning): boolean =>
  code.endsWith('-not-enforced') || BROKEN_OFF.test(code) || SEVERE.includes(code);

/** Instead of a recommendation; the analysis gives one of them whenever it recommends nothing. */
const NOTHING_RECOMMENDED = [
  'every-size-failed',
  'no-size-meets-limit',
  'limit-undecided',
  'host-too-noisy',
  'chosen-fails',
  'not-enough-measured',
];

/** Of a run that explored: views say it with the curve, where it can be seen. */
const SAID_WITH_CURVE = ['regret-undecided', 'model-contradicted'];

export interface SortedWarnings {
  /** Why nothing is recommended: it takes the place of the recommendation's sentence, and is not said twice. */
  readonly whyNothing: Warning | undefined;
  readonly others: readonly Warning[];
}

export function sortedWarnings({ recommendation, warnings, exploration }: Result): SortedWarnings {
  const whyNothing =
    recommendation === null ? warnings.find(({ code }) => NOTHING_RECOMMENDED.includes(code)) : undefined;
  const said = exploration === undefined ? [] : SAID_WITH_CURVE;
  return { whyNothing, others: warnings.filter((it) => it !== whyNothing && !said.includes(it.code)) };
}
