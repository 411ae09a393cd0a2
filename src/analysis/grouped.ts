import { designEffect, type Sample, sampleOf } from '../statistics/index.js';
import type { Milliseconds } from '../units/index.js';
import type { MeasuredStart } from './arms.js';

/** One duration of many starts, and how alike those of one visit are. */
export interface Grouped {
  readonly sample: Sample<Milliseconds>;
  readonly designEffect: number;
}

/** The duration that `pick` takes of each start, those without it left out; undefined when none is left. */
export function grouped(
  starts: readonly MeasuredStart[],
  pick: (start: MeasuredStart) => Milliseconds | undefined,
): Grouped | undefined {
  const blocks = new Map<number, Milliseconds[]>();
  for (const start of starts) {
    const value = pick(start);
    if (value === undefined) continue;
    const group = blocks.get(start.block) ?? [];
    group.push(value);
    blocks.set(start.block, group);
  }
  const groups = [...blocks.values()];
  const sample = sampleOf(groups.flat());
  return sample === undefined ? undefined : { sample, designEffect: designEffect(groups) };
}
