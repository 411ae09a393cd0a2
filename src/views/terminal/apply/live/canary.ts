import { canaryChange, seenText } from '../../../wording/index.js';
import { clean, type Line, line } from '../../layout/index.js';
import type { ApplyProgress } from '../apply-view.js';

/** What both versions had of the traffic so far; nothing before the first window is over. */
export function canaryLines({ result: { canary } }: ApplyProgress): Line[] {
  if (canary === null) return [];
  const { trouble } = canary;
  return [
    line('Canary, the traffic of users', 'quiet'),
    ...[seenText(canary.old), seenText(canary.new), canaryChange(canary)].map((it) => line(`  ${clean(it)}`)),
    ...(trouble === null ? [] : [line(`  the log group could not be read: ${clean(trouble)}`, 'warn')]),
  ];
}
