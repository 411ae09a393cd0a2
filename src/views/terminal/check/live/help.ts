import { clip, type Line, line } from '../../layout/index.js';

const HELP: readonly string[] = [
  'Keys',
  '  q       stop measuring, remove what was made, report what there is',
  '  ?       open or close this help; Esc closes it',
  '  Ctrl-C  interrupt: the recording stays readable, what was made is removed',
  '',
  'Comparisons',
  '  ✗ regressed   ✓ unchanged: shown to be within its limits',
  '  ▼ improved    · open: not settled yet',
  '  n        cold starts of base / head',
  '  Shift    of head against base, with its 95 % confidence interval',
  '  ──●──    the same in a picture: │ no shift, ┊ what counts as a change,',
  '           ◂ ▸ further away than the axis reaches',
  'A check looks after each block of cold starts and ends when every comparison',
  'has its verdict, or when one regressed and a fresh block confirmed it.',
];

/** Takes the place of the comparisons; the check goes on below it. */
export const helpLines = (width: number): Line[] => HELP.map((text) => line(clip(text, width)));
