import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FamilyRun, isHeld, named, runFamilies, share } from './checks.js';
import { FAMILIES } from './families.js';
import { GOAL, simulate } from './simulate.js';

/*
 * Runs of the explorer against made-up functions of every kind, always the same ones: it is held to what it says of itself.
 * `dist/test/benchmarks/explore-made-up.js` does the same with as many members as one likes.
 */
const DRAWS = 250;
const RUNS = runFamilies(1, 3, DRAWS);
const decided = RUNS.filter(({ done }) => done.ended === 'decided');
const families = [...Map.groupBy(RUNS, ({ family }) => family)];

test('the chosen size is no worse than its bound says, in at least 95 % of all runs', () => {
  assert.ok(
    share(RUNS, isHeld) >= 0.95,
    RUNS.filter((run) => !isHeld(run))
      .map(named)
      .join('; '),
  );
});

for (const [family, runs] of families) {
  test(`the bound holds, and is a number: ${family}`, () => {
    // One of three may be that of ten that is allowed to fail.
    assert.ok(runs.filter((run) => !isHeld(run)).length <= 1, runs.map(named).join('; '));
    for (const { done } of runs) assert.ok(done.boundRatio === null || Number.isFinite(done.boundRatio));
  });
}

test('the chosen size is close to the best, whatever the function', () => {
  const regrets = RUNS.flatMap(({ regret }) => (regret === undefined ? [] : [regret]));
  const mean = regrets.reduce((sum, it) => sum + it, 0) / regrets.length;
  assert.ok(mean < 0.01, `regret of ${mean} in the mean`);
  assert.ok(Math.max(...regrets) < 0.1, `regret of ${Math.max(...regrets)} at worst`);
});

test('who says that it is decided is wrong in no more than one run of twenty', () => {
  assert.ok(decided.length > RUNS.length / 5, `only ${decided.length} of ${RUNS.length} were decided`);
  const isRight = ({ regret, isPossible }: FamilyRun): boolean =>
    regret === undefined ? !isPossible : regret <= GOAL.regretRatio;
  assert.ok(share(decided, isRight) >= 0.95);
});

test('a run ends within what it may make', () => {
  for (const run of RUNS) assert.ok(run.seen.length <= GOAL.maxInvocations, named(run));
});

test('a visit of a real run brings two warm invocations at least, as long as so many may be made', () => {
  for (const run of RUNS) {
    for (const { count } of run.asked.slice(0, -1)) assert.ok(count >= 2, named(run));
  }
});

test('what is decided was measured six times on three hosts', () => {
  for (const run of decided.filter(({ done }) => done.chosen !== undefined)) {
    const own = run.seen.filter(
      (it) =>
        it.kind === 'warm' &&
        it.memorySizeMB === run.done.chosen?.memorySizeMB &&
        it.architecture === run.done.chosen.architecture,
    );
    assert.ok(own.length >= 6 && new Set(own.map(({ visit }) => visit)).size >= 3, named(run));
  }
});

test('a size that lacks memory is tried twice, and none below it once a larger one is known to work', () => {
  const lacking = RUNS.filter(({ family }) => family.startsWith('out of memory'));
  assert.ok(lacking.some(({ seen }) => seen.some(({ durationMs }) => durationMs === undefined)));
  for (const run of lacking) {
    let givenUpMB = 0;
    const failures = new Map<number, number>();
    for (const { candidate } of run.asked) {
      assert.ok(candidate.memorySizeMB > givenUpMB, `${named(run)}: ${candidate.memorySizeMB} MB`);
      if (candidate.memorySizeMB >= run.smallestThatWorksMB) continue;
      const times = (failures.get(candidate.memorySizeMB) ?? 0) + 1;
      failures.set(candidate.memorySizeMB, times);
      if (times === 2) givenUpMB = Math.max(givenUpMB, candidate.memorySizeMB);
    }
  }
});

test('the same function and seed are explored the same way', () => {
  for (const { name, of } of FAMILIES.slice(0, 3)) {
    const before = RUNS.find(({ family, seed }) => family === name && seed === 2);
    assert.deepEqual(simulate(of(2), 2, { draws: DRAWS }).asked, before?.asked);
  }
});
