import { type Candidate, isSameCandidate, type Observation, type Problem } from '../../curve/index.js';
import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Move, Policy } from '../move.js';
import { chosenBy, type Estimate } from './chosen-by.js';

/**
 * aws-lambda-power-tuning 4 with its defaults, as read in its source on 2026-11-26 (README-INPUT-OUTPUT.md, lambda/executor.js,
 * lambda/utils.js, lambda/analyzer.js): the sizes 128, 256, 512, 1,024, 1,536 and 3,008 MB, `num` invocations of each, one
 * size after the other; of their Billed Durations the fastest and slowest fifth are discarded (`discardTopBottom` 0.2), the
 * mean of the rest is rounded up and multiplied by the price of the memory, without the request. `speed` compares the
 * means, `balanced` half of each over its largest value. `num` is 10 here, the least that its documentation recommends.
 *
 * What it has no answer for is decided from the same means: the percentile of a limit is taken for the mean, as it
 * reports nothing else. Where a size is no candidate the nearest one is measured, if it is within a fifth: 1,769 MB for 1,536.
 * Of two architectures, which it does not know, each is measured; so is what fails, where the tool would give up.
 */
export const GRID = 'grid';

const SIZES_MB = [128, 256, 512, 1024, 1536, 3008];
const INVOCATIONS = 10;
/** A size further away than this is another one. */
const NEAR = 1.2;
const DISCARDED_RATIO = 0.2;

export function gridPolicy(problem: Problem): Policy {
  const { candidates } = problem;
  const sizes = [...new Set(candidates.map(({ architecture }) => architecture))].flatMap((architecture) =>
    gridOf(candidates.filter((it) => it.architecture === architecture)),
  );
  return {
    name: GRID,
    next(seen): Move {
      const missing = sizes.find((it) => !seen.some((one) => isSameCandidate(one, it)));
      if (missing !== undefined) {
        return { kind: 'measure', candidate: missing, count: INVOCATIONS, why: 'the next size of the grid' };
      }
      const estimates = sizes.flatMap((it) => estimateOf(it, seen, problem) ?? []);
      const chosen = chosenBy(estimates, problem.objective, balanced);
      return {
        kind: 'done',
        chosen,
        boundRatio: null,
        ended: 'decided',
        why: 'every size of the grid has been measured',
      };
    },
  };
}

function gridOf(candidates: readonly Candidate[]): Candidate[] {
  const nearest = SIZES_MB.flatMap((size) => {
    const apart = ({ memorySizeMB }: Candidate): number => Math.abs(Math.log(memorySizeMB / size));
    const [first] = candidates.toSorted((a, b) => apart(a) - apart(b));
    return first === undefined || apart(first) > Math.log(NEAR) ? [] : [first];
  });
  return [...new Set(nearest)];
}

function estimateOf(candidate: Candidate, seen: readonly Observation[], problem: Problem): Estimate | undefined {
  const worked = seen.filter((it) => isSameCandidate(it, candidate) && it.durationMs !== undefined);
  if (worked.length === 0) return undefined;
  const billed = worked.flatMap((it) => it.billedDurationMs ?? []).sort((a, b) => a - b);
  const discarded = Math.trunc(billed.length * DISCARDED_RATIO);
  const kept = billed.slice(discarded, billed.length - discarded);
  const durationMs = milliseconds(kept.reduce((sum, it) => sum + it, 0) / kept.length);
  return { candidate, durationMs, costUsd: priceOf(candidate, durationMs, problem) };
}

const FREE = milliseconds(0);

function priceOf(candidate: Candidate, durationMs: Milliseconds, { priceUsd, monthUsd, objective }: Problem): number {
  const billedMs = milliseconds(Math.ceil(durationMs));
  if (objective.kind === 'monthly' && monthUsd !== undefined) return monthUsd(candidate, billedMs);
  return priceUsd(candidate, billedMs) - priceUsd(candidate, FREE);
}

function balanced(estimates: readonly Estimate[]): (it: Estimate) => number {
  const dearest = Math.max(...estimates.map(({ costUsd }) => costUsd));
  const slowest = Math.max(...estimates.map(({ durationMs }) => durationMs));
  return ({ costUsd, durationMs }) => costUsd / dearest / 2 + durationMs / slowest / 2;
}
