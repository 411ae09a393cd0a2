import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../../../src/curve/index.js';
import { type Policy, replayRun, truthOf } from '../../../src/explore/index.js';
import { withinBudget } from '../../../src/explore/replay/within-budget.js';
import { milliseconds, usd } from '../../../src/units/index.js';
import { exactCurve, problemBy } from './curves.js';

const CURVE = exactCurve({ 128: 400, 256: 190, 512: 80, 1024: 60 });

/** Four invocations of the last size again and again, until its problem says that it is enough. */
const insatiable = ({ candidates, goal }: Problem): Policy => ({
  name: 'insatiable',
  next: (seen) => {
    const candidate = candidates[3] ?? assert.fail('there are four');
    const isEnough = goal.maxInvocations !== undefined && seen.length >= goal.maxInvocations;
    if (!isEnough) return { kind: 'measure', candidate, count: 4, why: 'never enough' };
    return { kind: 'done', chosen: candidate, boundRatio: 0.5, ended: 'max-invocations', why: 'no more' };
  },
});

function run(invocationsWorth: number) {
  const problem = problemBy(CURVE);
  const last = problem.candidates[3] ?? assert.fail('there are four');
  const budgetUsd = usd(problem.priceUsd(last, milliseconds(60)) * invocationsWorth);
  const limited: Problem = { ...problem, goal: { ...problem.goal, budgetUsd } };
  const truth = truthOf(CURVE, problem) ?? assert.fail('there is a best size');
  const policy = withinBudget(insatiable, limited);
  return { budgetUsd, ...replayRun({ curve: CURVE, problem: limited, truth, policy, repetition: 0, seed: 1 }) };
}

test('a run ends before more than its budget is spent, with what the policy then says', () => {
  const { invocations, costUsd, budgetUsd, boundRatio, chosen } = run(10.5);
  assert.equal(invocations, 10);
  assert.ok(costUsd <= budgetUsd);
  assert.deepEqual([boundRatio, chosen?.memorySizeMB], [0.5, 1024]);
});

test('the last visit is as long as can be paid, and a policy without a budget is left alone', () => {
  assert.deepEqual(
    run(6.5).moves.map(({ count }) => count),
    [4, 2],
  );
  const policy = withinBudget(insatiable, problemBy(CURVE));
  assert.equal(policy.next([]).kind, 'measure');
});
