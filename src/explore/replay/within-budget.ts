import type { Candidate, Observation, Problem } from '../../curve/index.js';
import { milliseconds, sum } from '../../units/index.js';
import type { Move, Policy } from '../move.js';

/**
 * A policy that ends before more than the budget is spent, as a run does: no visit is begun that would go beyond by the
 * longest invocation of the nearest size. It then says what it says at as many invocations as were made; one that does not
 * care how many there may be goes on, as the tool that it stands for would.
 */
export function withinBudget(make: (problem: Problem) => Policy, problem: Problem): Policy {
  const policy = make(problem);
  const { budgetUsd } = problem.goal;
  if (budgetUsd === undefined) return policy;
  return {
    name: policy.name,
    next(seen): Move {
      const move = policy.next(seen);
      if (move.kind === 'done' || seen.length === 0) return move;
      const spent = sum(seen.map((it) => problem.priceUsd(it, it.billedDurationMs ?? milliseconds(0))));
      const each = expectedUsd(move.candidate, seen, problem);
      const affordable = Math.floor((budgetUsd - spent) / each);
      if (affordable >= 1) return { ...move, count: Math.min(move.count, affordable) };
      const maxInvocations = seen.filter(({ kind }) => kind === 'warm').length;
      return make({ ...problem, goal: { ...problem.goal, maxInvocations } }).next(seen);
    },
  };
}

function expectedUsd(candidate: Candidate, seen: readonly Observation[], { priceUsd }: Problem): number {
  const apart = (it: Candidate): number => Math.abs(Math.log(it.memorySizeMB / candidate.memorySizeMB));
  const nearest = Math.min(...seen.map(apart));
  const longest = Math.max(...seen.filter((it) => apart(it) === nearest).map((it) => it.billedDurationMs ?? 0));
  return priceUsd(candidate, milliseconds(longest));
}
