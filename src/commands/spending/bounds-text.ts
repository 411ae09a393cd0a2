import { aboutUsd } from './asked-above.js';
import { aboutTime } from './span-text.js';

interface Bounds {
  readonly budgetUsd?: number | undefined;
  readonly maxInvocations?: number | undefined;
  readonly maxTimeMs?: number | undefined;
}

/** `; it ends at $1 or 5 min at the latest`: what a run keeps to, however long its function takes. */
export function boundsText({ budgetUsd, maxInvocations, maxTimeMs }: Bounds): string {
  const bounds = [
    ...(budgetUsd === undefined ? [] : [aboutUsd(budgetUsd)]),
    ...(maxInvocations === undefined ? [] : [`${maxInvocations.toLocaleString('en-US')} invocations`]),
    ...(maxTimeMs === undefined ? [] : [aboutTime(maxTimeMs)]),
  ];
  return bounds.length === 0 ? '' : `; it ends at ${bounds.join(' or ')} at the latest`;
}
