import { formatUsd } from '../../../../units/index.js';
import { formatClock } from '../../../wording/index.js';
import { plural } from '../../figures.js';
import { clean, clip, type Line, line } from '../../layout/index.js';
import type { Keys } from '../../live/status.js';
import type { UiState } from '../../live/ui-state.js';
import { bar } from '../../progress-text.js';
import { elapsed } from '../../remaining.js';
import type { ApplyProgress } from '../apply-view.js';

/** How far at the latest: of the blocks before anything is changed, then of the canary. */
export function atLatestRatio({ result, steps, phase }: ApplyProgress): number {
  const { looksAtBlocks, canary } = result.apply;
  if (phase === 'done') return 1;
  if (steps.length === 0) return Math.min(1, result.verification.blocks / Math.max(1, ...looksAtBlocks));
  if (canary === undefined || !steps.some((it) => it.kind === 'alias')) return 1;
  return Math.min(1, ((result.canary?.windows ?? 0) * canary.windowMs) / canary.forMs);
}

/** How far, what is known and spent, what now. */
export function applyStatus(progress: ApplyProgress, ui: UiState, width: number): Line[] {
  const { result, invocations, phase, activity } = progress;
  const { blocks } = result.verification;
  const most = Math.max(1, ...result.apply.looksAtBlocks);
  const counts = `${blocks} of at most ${plural(most, 'block')}, ${plural(invocations, 'invocation')}`;
  const spent = `${formatClock(elapsed(progress))}, ${formatUsd(result.spent.usd)} spent`;
  const doing = phase === 'done' ? 'ended' : clean(activity);
  return [
    line(clip(`${bar(atLatestRatio(progress), Math.max(4, width - spent.length - 2))}  ${spent}`, width)),
    line(clip(counts, width)),
    line(clip(ui.stopping ? `stopping: ${doing}` : doing, width), ui.stopping ? 'warn' : 'quiet'),
  ];
}

/** The keys that do something now. */
export function applyKeys({ phase }: ApplyProgress, ui: UiState, keys: Keys): Line | undefined {
  if (phase === 'done' || keys === 'closed') return undefined;
  if (keys === 'none') return line('Ctrl-C interrupts', 'quiet');
  if (phase === 'finishing' || ui.stopping) return line('? help   Ctrl-C interrupts', 'quiet');
  return line('q stop and put back   ? help   Ctrl-C interrupts', 'quiet');
}
