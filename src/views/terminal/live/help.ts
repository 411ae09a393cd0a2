import { clip, type Line, line } from '../layout/index.js';

const KEYS: readonly string[] = [
  'Keys',
  '  q       stop measuring, put the function back, report what there is',
  '  p       pause or resume; invocations under way are finished',
  '  ?       open or close this help; Esc closes it',
  '  Ctrl-C  interrupt: the recording stays readable, the function is put back',
  '',
];

const TABLE: readonly string[] = [
  'Table',
  '  ★ recommended so far      ≈ tied: cannot be told apart from it',
  '  ✗ failed, left out        † too few host cores for this size',
  '  n              warm invocations',
  '  Warm           their median Duration, with its 95 % confidence interval',
  '  Init           median Init Duration of the cold starts',
  '  $/million      cost of a million invocations at the cold share of the scenario',
];

/** Of a run that chooses itself what to measure. */
const CURVE: readonly string[] = [
  'Curve, by memory size; both axes are logarithmic',
  '  ★ best so far   ≈ tied: cannot be told apart from it   ●◆ measured',
  '  ⠒⠒             what is believed of sizes that were not measured',
  '  ░              the band that holds the truth, as far as the belief is right',
  '  │              the interval of a measured size',
  '  ━  ▲  ✗        on the axis: may still be better, visited next, failed',
  'Regret          how much worse than the best candidate the chosen size may be;',
  '                measuring ends when the bound is below what was asked for',
];

/** Takes the place of the table or the curve; the run goes on below it. */
export const helpLines = (width: number, isExploring = false): Line[] =>
  [...KEYS, ...(isExploring ? CURVE : TABLE)].map((text) => line(clip(text, width)));
