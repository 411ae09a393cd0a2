import { formatRatio } from '../../../units/index.js';
import { type Exploration, explorationOf } from '../../wording/index.js';
import { budgetLine, choiceLine, countsLine, isOver, nextLine } from '../exploration/index.js';
import { clean, clip, type Line, line } from '../layout/index.js';
import { bar, clockText, counters, doneRatio, percentText } from '../progress-text.js';
import type { RunProgress } from '../run-progress.js';
import type { UiState } from './ui-state.js';

/** A key was heard at once, even where the run needs a moment to follow. */
function activityText({ phase, activity }: RunProgress, ui: UiState): string {
  const doing = clean(activity);
  if (phase === 'finishing' || phase === 'done') return doing;
  if (ui.stopping) return `stopping: ${doing}`;
  if (phase === 'paused') return `paused: ${doing}`;
  return ui.pausing ? `pausing after this: ${doing}` : doing;
}

function barLine(progress: RunProgress, width: number): Line {
  const text = `${percentText(progress).padStart(5)}  ${clockText(progress)}`;
  // The clock's longest text is reserved, so that the bar keeps its length while the text changes.
  const room = Math.max(4, width - Math.max(38, text.length) - 2);
  return line(clip(`${bar(doneRatio(progress), room)}  ${text}`, width));
}

const errorShare = ({ errors, done }: RunProgress): string =>
  errors > 0 && done > 0 ? ` (${formatRatio(errors / done)})` : '';

/** How far, how many, what now. */
export function statusLines(progress: RunProgress, ui: UiState, width: number): Line[] {
  const waits = ui.stopping || ui.pausing || progress.phase === 'paused';
  const activity = line(clip(activityText(progress, ui), width), waits ? 'warn' : 'quiet');
  const exploration = explorationOf(progress.result);
  if (exploration !== undefined) return [...exploringStatus(progress, exploration, width), activity];
  return [
    barLine(progress, width),
    line(clip(`${counters(progress)}${errorShare(progress)}`, width), progress.errors > 0 ? 'warn' : 'plain'),
    activity,
  ];
}

/** How safe the choice is, where it looks next and why, what is spent. */
function exploringStatus(progress: RunProgress, exploration: Exploration, width: number): Line[] {
  const { result, next } = progress;
  return [
    choiceLine(progress, exploration, width),
    ...(next === undefined || isOver(progress) ? [] : [nextLine(result, next, width)]),
    budgetLine(progress, exploration, width),
    countsLine(progress, width),
  ];
}

/** `none`: standard input is no terminal; `closed`: the view is leaving and hears no key any more. */
export type Keys = 'heard' | 'none' | 'closed';

/** The keys that do something now. */
export function keyLine({ phase }: RunProgress, ui: UiState, keys: Keys): Line | undefined {
  if (phase === 'done' || keys === 'closed') return undefined;
  if (keys === 'none') return line('Ctrl-C interrupts', 'quiet');
  if (phase === 'finishing' || ui.stopping) return line('? help   Ctrl-C interrupts', 'quiet');
  return line(`q stop and report   p ${ui.pausing ? 'resume' : 'pause'}   ? help`, 'quiet');
}
