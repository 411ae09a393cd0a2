import { clip, type Line, line } from '../../layout/index.js';
import type { Keys } from '../../live/status.js';
import type { UiState } from '../../live/ui-state.js';
import { bar } from '../../progress-text.js';
import type { CheckProgress } from '../check-view.js';
import { harmless } from '../harmless.js';
import { atLatestRatio } from '../per-side.js';
import { countsSoFar, spentSoFar, troubleSoFar, verdictsSoFar } from '../progress-words.js';

/** How far at the latest, what is known, what now. */
export function checkStatus(progress: CheckProgress, ui: UiState, width: number): Line[] {
  const { result, phase, activity } = progress;
  const counts = countsSoFar(progress);
  const trouble = troubleSoFar(result);
  const known = [verdictsSoFar(result), spentSoFar(progress), trouble].filter((it) => it !== '').join('  ');
  const doing = phase === 'done' ? 'ended' : harmless(activity);
  return [
    line(clip(`${bar(atLatestRatio(result), Math.max(4, width - counts.length - 2))}  ${counts}`, width)),
    line(clip(known, width), trouble === '' ? 'plain' : 'warn'),
    line(clip(ui.stopping ? `stopping: ${doing}` : doing, width), ui.stopping ? 'warn' : 'quiet'),
  ];
}

/** The keys that do something now. There is no pause: both sides are measured in one session. */
export function checkKeys({ phase }: CheckProgress, ui: UiState, keys: Keys): Line | undefined {
  if (phase === 'done' || keys === 'closed') return undefined;
  if (keys === 'none') return line('Ctrl-C interrupts', 'quiet');
  if (phase === 'finishing' || ui.stopping) return line('? help   Ctrl-C interrupts', 'quiet');
  return line('q stop and report   ? help   Ctrl-C interrupts', 'quiet');
}
