import { formatAskedRatio, formatMegabytes, formatMilliseconds } from '../../../../units/index.js';
import { clean, type Line, line } from '../../layout/index.js';
import type { ApplyProgress } from '../apply-view.js';

interface PlannedStep {
  readonly text: string;
  readonly isDone: boolean;
}

/** What has to be done, in order. */
function plannedSteps({ result, steps }: ApplyProgress): PlannedStep[] {
  const { apply } = result;
  const { alias, canary, toMB } = apply;
  const kinds = new Set<string>(steps.map(({ kind }) => kind));
  const isMoved = steps.some((it) => it.kind === 'alias' && it.canary === undefined);
  const set = { text: `set $LATEST to ${formatMegabytes(toMB)}`, isDone: kinds.has('memory-size') };
  const measured = { text: 'measure both sizes afresh, in turn', isDone: steps.length > 0 };
  if (alias === undefined) return [measured, set];
  const shared =
    canary === undefined
      ? []
      : [
          {
            text: `give it ${formatAskedRatio(canary.shareRatio)} of ${alias.name} for ${formatMilliseconds(canary.forMs)}, and watch`,
            isDone: isMoved,
          },
        ];
  return [
    ...[measured, set, { text: 'publish a version', isDone: kinds.has('published') }],
    ...shared,
    { text: `have ${alias.name} lead to it`, isDone: isMoved },
  ];
}

/** `✓` done, `▸` now, `·` to come; behind a rollback nothing is to come. */
export function stepLines(progress: ApplyProgress): Line[] {
  const planned = plannedSteps(progress);
  const back = progress.steps.find((it) => it.kind === 'rolled-back');
  const isOver = back !== undefined || progress.phase === 'finishing' || progress.phase === 'done';
  const now = isOver ? -1 : planned.findIndex(({ isDone }) => !isDone);
  const lines = planned.map(({ text, isDone }, index): Line => {
    if (isDone) return line(`✓ ${clean(text)}`, back === undefined ? 'good' : 'quiet');
    return index === now ? line(`▸ ${clean(text)}`, 'strong') : line(`· ${clean(text)}`, 'quiet');
  });
  return back?.kind === 'rolled-back' ? [...lines, line(`✗ rolled back: ${clean(back.why)}`, 'bad')] : lines;
}
