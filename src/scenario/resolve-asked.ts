import type { Megabytes } from '../units/index.js';
import type { Asked, AskedGoal } from './asked.js';
import type { SizeRange } from './exploration.js';
import type { ProblemList } from './problem-list.js';
import type { ScenarioFile } from './schema.js';

export const ascending = (sizes: readonly Megabytes[]): readonly Megabytes[] =>
  [...new Set(sizes)].sort((a, b) => a - b);

/** What a schema of memory sizes gives: a list or a range. */
export const askedSizes = (sizes: readonly Megabytes[] | SizeRange | undefined): Pick<Asked, 'sizesMB' | 'rangeMB'> => {
  if (sizes === undefined) return {};
  return 'low' in sizes ? { rangeMB: sizes } : { sizesMB: ascending(sizes) };
};

function goalOf({ explore }: ScenarioFile): Pick<Asked, 'goal'> {
  if (explore === undefined) return {};
  const { regret, confidence, budget, maxInvocations, maxTime } = explore;
  const goal: AskedGoal = {
    ...(regret === undefined ? {} : { regretRatio: regret }),
    ...(confidence === undefined ? {} : { confidenceRatio: confidence }),
    ...(budget === undefined ? {} : { budgetUsd: budget }),
    ...(maxInvocations === undefined ? {} : { maxInvocations }),
    ...(maxTime === undefined ? {} : { maxTimeMs: maxTime }),
  };
  return { goal };
}

/** What a file says of sizes and numbers. What excludes each other is a problem of the file. */
export function askedOf(file: ScenarioFile, problems: ProblemList): Asked {
  const { invocations, explore, architectures } = file;
  const sizes = askedSizes(file.memorySizes);
  if (invocations !== undefined && explore !== undefined) {
    const message =
      '`invocations` says how often to measure each size, so there is nothing to choose; expected one of them';
    problems.add(['explore'], message);
  }
  if (invocations !== undefined && sizes.rangeMB !== undefined) {
    const message =
      'a range is explored, and `invocations` is for each size of a list; expected a list, or no `invocations`';
    problems.add(['memorySizes'], message);
  }
  return {
    ...sizes,
    ...goalOf(file),
    ...(invocations === undefined ? {} : { invocations }),
    ...(architectures === undefined ? {} : { architectures: [...new Set(architectures)] }),
  };
}
