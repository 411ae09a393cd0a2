import { milliseconds } from '../../../../units/index.js';
import { formatClock } from '../../../wording/index.js';
import { formatCount } from '../../figures.js';
import { clean, clip, type Line, line } from '../../layout/index.js';
import type { Keys } from '../../live/status.js';
import type { UiState } from '../../live/ui-state.js';
import { bar } from '../../progress-text.js';
import { elapsed } from '../../remaining.js';
import { liveArmName } from './arms-table.js';
import { doneRatio, type LoadProgress } from './load-progress.js';

/** `1,024 MB, 2 of 3: phase 1 of 2, steady`. */
export function placeText({ figures }: LoadProgress): string {
  const { current, plannedArms, header } = figures;
  if (current === null) return '';
  const name = clean(liveArmName(current, figures));
  const number = plannedArms === 1 ? '' : `, ${figures.arms.length} of ${plannedArms}`;
  const phases = header.load.phases.length;
  const { phase } = current;
  const of =
    phase === null ? '' : `: ${phases === 1 ? '' : `phase ${phase.number} of ${phases}, `}${clean(phase.name)}`;
  return `${name}${number}${of}`;
}

function activityText(progress: LoadProgress, ui: UiState): string {
  if (progress.phase === 'done') return 'ended';
  const { current } = progress.figures;
  const doing =
    progress.phase === 'measuring' && current !== null
      ? `loading ${placeText(progress)}; ${formatCount(current.counts.due)} requests so far`
      : clean(progress.activity);
  return ui.stopping ? `stopping: ${doing}` : doing;
}

/** Two lines: how far, what now. */
export function statusLines(progress: LoadProgress, ui: UiState, width: number): Line[] {
  const ratio = Math.min(1, Math.max(0, doneRatio(progress)));
  const left = progress.phase === 'measuring' ? `, left ${formatClock(milliseconds(progress.figures.leftMs))}` : '';
  const text = `${`${Math.floor(ratio * 100)} %`.padStart(5)}  ${formatClock(elapsed(progress))}${left}`;
  const room = Math.max(4, width - Math.max(38, text.length) - 2);
  return [
    line(clip(`${bar(ratio, room)}  ${text}`, width)),
    line(clip(activityText(progress, ui), width), ui.stopping ? 'warn' : 'quiet'),
  ];
}

/** The keys that do something now. There is no pause: what is due in an open loop stays due. */
export function keyLine({ phase }: LoadProgress, ui: UiState, keys: Keys): Line | undefined {
  if (phase === 'done' || keys === 'closed') return undefined;
  if (keys === 'none') return line('Ctrl-C interrupts', 'quiet');
  if (phase === 'finishing' || ui.stopping) return line('? help   Ctrl-C interrupts', 'quiet');
  return line('q stop and report   ? help   Ctrl-C interrupts', 'quiet');
}
