import { clip, type Line, line } from '../../layout/index.js';

const HELP: readonly string[] = [
  'Keys',
  '  q       stop, and put back what was changed so far',
  '  ?       open or close this help; Esc closes it',
  '  Ctrl-C  interrupt: the same; a second one leaves putting back to a process of its own',
  '',
  'Promises, by what is measured afresh on versions of their own',
  '  ✓ kept: its whole interval is   ✗ broken: none of it is   · not decided',
  '  Kept by   the worse end of what was promised, and the tolerance',
  'Nothing of the function is set before every promise is kept. A canary is rolled',
  'back at the first window in which the new version is worse than was promised.',
];

/** Takes the place of the figures; the application goes on below it. */
export const helpLines = (width: number): Line[] => HELP.map((text) => line(clip(text, width)));
