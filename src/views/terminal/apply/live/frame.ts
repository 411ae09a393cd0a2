import { sizeChange } from '../../../wording/index.js';
import { blank, clean, clipLine, type Line, line } from '../../layout/index.js';
import type { FrameOptions } from '../../live/frame.js';
import type { UiState } from '../../live/ui-state.js';
import { placeLines } from '../../title.js';
import type { ApplyProgress } from '../apply-view.js';
import { canaryLines } from './canary.js';
import { helpLines } from './help.js';
import { promiseTable } from './promises.js';
import { applyKeys, applyStatus } from './status.js';
import { stepLines } from './steps.js';

function titleOf({ result }: ApplyProgress): Line[] {
  const { apply, function: fn, target } = result;
  const alias = apply.alias === undefined ? '' : `, alias ${apply.alias.name}`;
  return [
    line(`Kelvin apply  ${clean(fn.name)}  ${sizeChange(apply)}${clean(alias)}`, 'strong'),
    ...placeLines(target),
  ];
}

/** The way it goes, then what it rests on: what is measured afresh, or what the traffic of the canary says. */
function figureLines(progress: ApplyProgress, width: number): Line[] {
  const canary = canaryLines(progress);
  return [
    ...stepLines(progress),
    blank,
    ...promiseTable(progress.result, width),
    ...(canary.length === 0 ? [] : [blank, ...canary]),
  ];
}

/** The whole screen, one line less than the terminal has, for the reason that the live view of a tuning gives. */
export function applyFrame(progress: ApplyProgress, ui: UiState, { width, rows, keys }: FrameOptions): Line[] {
  const height = Math.max(1, rows - 1);
  const keyHelp = applyKeys(progress, ui, keys);
  const foot = [...applyStatus(progress, ui, width), ...(keyHelp === undefined ? [] : [keyHelp])];
  const head = titleOf(progress);
  const room = Math.max(0, height - head.length - foot.length);
  const middle = (ui.help ? helpLines(width) : figureLines(progress, width)).slice(0, room);
  const gaps = room - middle.length;
  const lines = [...head, ...(gaps > 1 ? [blank] : []), ...middle, ...(gaps > 0 ? [blank] : []), ...foot];
  return lines.slice(Math.max(0, lines.length - height)).map((it) => clipLine(it, width));
}
