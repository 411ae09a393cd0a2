import { clip, type Line, line } from '../layout/index.js';

const HELP: readonly string[] = [
  'Keys',
  '  q       stop measuring, put the function back, report what there is',
  '  p       pause or resume; invocations under way are finished',
  '  ?       open or close this help; Esc closes it',
  '  Ctrl-C  interrupt: the recording stays readable, the function is put back',
  '',
  'Table',
  '  ★ recommended so far      ≈ tied: cannot be told apart from it',
  '  ✗ failed, left out        † too few host cores for this size',
  '  n              warm invocations',
  '  Warm           their median Duration, with its 95 % confidence interval',
  '  Init           median Init Duration of the cold starts',
  '  $/million      cost of a million invocations at the cold share of the scenario',
];

/** Takes the place of the table; the run goes on below it. */
export const helpLines = (width: number): Line[] => HELP.map((text) => line(clip(text, width)));
