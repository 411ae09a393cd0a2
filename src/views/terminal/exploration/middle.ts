import type { Result } from '../../../analysis/index.js';
import { describeStrategy } from '../../../scenario/index.js';
import { formatAskedRatio } from '../../../units/index.js';
import { candidatesText, confidenceText, type Exploration } from '../../wording/index.js';
import { blank, type Line, paragraph } from '../layout/index.js';
import type { RunProgress } from '../run-progress.js';
import { beliefLines, picture, type Room } from './picture.js';
import { isOver } from './status.js';

/** Of the sizes that were visited: those of a range are thousands, and of most of them there is nothing to say. */
export const visited = (result: Result): Result => ({
  ...result,
  sizes: result.sizes.filter(({ attempts }) => attempts > 0),
});

/** `Wanted: cheapest of 128 to 10,240 MB in steps of 1 MB, at most 2 % worse than the best with 95 % confidence.` */
export const wantedText = (result: Result, exploration: Exploration): string =>
  `Wanted: ${describeStrategy(result.scenario.strategy)}; candidates: ${candidatesText(result)}; ` +
  `at most ${formatAskedRatio(exploration.goal.regretRatio)} worse than the best of them, with ${confidenceText(exploration)} confidence.`;

/** So high is a picture that others may take lines from. */
const ENOUGH_PICTURE = 13;

/**
 * Between the title and the state of the run: the picture, then what is believed, then as much of the table of visited
 * sizes as there is room for. A terminal too small for the picture has the table alone.
 *
 * @param table the visited sizes in so many lines at most
 */
export function exploringLines(
  progress: Pick<RunProgress, 'result' | 'next' | 'phase'>,
  exploration: Exploration,
  { width, height }: Room,
  table: (result: Result, room: number) => Line[],
): Line[] {
  const { result } = progress;
  const sizes = visited(result);
  const wanted = paragraph(wantedText(result, exploration), width, 'quiet');
  const belief = exploration.decision === undefined ? [] : beliefLines(exploration.decision);
  const rows = sizes.sizes.length === 0 ? 0 : sizes.sizes.length + 2;
  const tableRoom = height - belief.length - rows >= ENOUGH_PICTURE ? rows : 0;
  const spare = height - belief.length - tableRoom;
  const above = spare - wanted.length > ENOUGH_PICTURE ? [...wanted, blank] : [];
  const state = isOver(progress) ? { isOver: true } : { isOver: false, next: progress.next };
  const drawn = picture(result, exploration, state, { width, height: spare - above.length });
  if (drawn === undefined && rows > 0) return table(sizes, height);
  if (drawn === undefined) return wanted.slice(0, Math.max(0, height));
  const left = height - above.length - belief.length - drawn.length;
  const below = tableRoom === 0 ? [] : [blank, ...table(sizes, left - 1)];
  return [...above, ...drawn, ...belief, ...below];
}
