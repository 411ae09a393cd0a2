import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReplayRun, summaryOf } from '../../../src/explore/index.js';
import { megabytes, usd } from '../../../src/units/index.js';

const best = { memorySizeMB: megabytes(512), architecture: 'x86_64' } as const;
const run = (over: Partial<ReplayRun>): ReplayRun => ({
  ...{ policy: 'p', curve: 'f', repetition: 0, chosen: best, best, regretRatio: 0, boundRatio: 0.02, why: '' },
  ...{ invocations: 10, costUsd: usd(1), costOptimal: 12, moves: [] },
  ...over,
});
const summary = (runs: readonly ReplayRun[]) => summaryOf('p', runs) ?? assert.fail('there are runs');

test('mean, p90 and worst are of the regret of all runs', () => {
  const runs = Array.from({ length: 100 }, (_, index) => run({ curve: `f${index}`, regretRatio: index / 100 }));
  const { regretRatio } = summary(runs);
  assert.ok(regretRatio !== null && Math.abs(regretRatio.mean.value - 0.495) < 1e-9);
  assert.ok(Math.abs(regretRatio.p90.value - 0.891) < 1e-9);
  assert.equal(regretRatio.worst, 0.99);
  const { low, high } = regretRatio.mean;
  assert.ok(low !== null && high !== null && low < 0.495 && high > 0.495 && low > 0.42 && high < 0.57);
});

test('repetitions of the same curves do not make the interval of the mean narrower', () => {
  const regret = (curve: number): number => (curve % 10) / 100;
  const runs = (repetitions: number): ReplayRun[] =>
    Array.from({ length: 30 * repetitions }, (_, index) =>
      run({ curve: `f${index % 30}`, regretRatio: regret(index % 30) }),
    );
  const width = (it: ReplayRun[]): number => {
    const { low, high } = summary(it).regretRatio?.mean ?? {};
    return Number(high) - Number(low);
  };
  assert.ok(width(runs(20)) > 0.9 * width(runs(1)));
});

test('the coverage is the share of runs whose regret is at most their own bound', () => {
  const runs = [0.01, 0.02, 0.021, 0.2].map((regretRatio, index) => run({ curve: `f${index}`, regretRatio }));
  const { bound } = summary(runs);
  assert.deepEqual([bound?.coverageRatio.value, bound?.coverageRatio.n, bound?.mean], [0.5, 4, 0.02]);
});

test('a bound that a regret meets exactly holds, whatever the last digit of a price', () => {
  assert.equal(summary([run({ regretRatio: 0.02 + 1e-15 })]).bound?.coverageRatio.value, 1);
});

test('a policy that claims no bound has no coverage', () => {
  assert.equal(summary([run({ boundRatio: null })]).bound, null);
});

test('runs that choose nothing are counted, and in no figure of regret', () => {
  const nothing = run({ chosen: null, regretRatio: null, boundRatio: null });
  const { nothingChosen, regretRatio, runs } = summary([nothing, run({ regretRatio: 0.1 })]);
  assert.deepEqual([nothingChosen, runs, regretRatio?.mean.value, regretRatio?.mean.n], [1, 2, 0.1, 1]);
  assert.equal(summary([nothing]).regretRatio, null);
});

test('a figure of too few runs has no interval, and says why', () => {
  const { mean, p90 } = summary([run({}), run({ regretRatio: 0.1 })]).regretRatio ?? {};
  assert.deepEqual([mean?.low, mean?.high, p90?.low], [null, null, null]);
  assert.match(mean?.note ?? '', /needs n >= 6/);
});

test('there is no summary of no runs', () => {
  assert.equal(summaryOf('p', []), undefined);
});
