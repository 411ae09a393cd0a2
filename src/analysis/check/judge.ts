import type { Comparison, GatePlan } from './comparison.js';
import { type Look, lookAt } from './look.js';

/**
 * All looks at a session, block by block, until it is over: what a gate says, as a pure function of what was measured.
 * Blocks that came after its end are not looked at.
 */
export function judge(comparisons: readonly Comparison[], plan: GatePlan): readonly Look[] {
  const looks: Look[] = [];
  const blocks = Math.max(0, ...comparisons.map((it) => it.blocks.length));
  for (let count = 1; count <= blocks && looks.at(-1)?.isOver !== true; count++) {
    const soFar = comparisons.map((it) => ({ ...it, blocks: it.blocks.slice(0, count) }));
    const look = lookAt(soFar, plan, looks.at(-1));
    if (look !== undefined) looks.push(look);
  }
  return looks;
}
