import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkGoal } from '../../../src/scenario/index.js';
import { CHECK_METRICS } from '../../../src/units/index.js';
import { problemsOf, scenarioOf } from './files.js';

const limitOf = (metric: string, limits: Parameters<typeof checkGoal>[0], ...texts: string[]) =>
  checkGoal(limits, { limits: texts }).limits.find((it) => it.metric === metric);

test('a scenario limits the metrics of a recording, each with a share and an amount', () => {
  const { limits, ...rest } = checkGoal();
  assert.deepEqual(
    limits.map((it) => [it.metric, it.relativeRatio, it.absolute]),
    [
      ['initDuration', 0.05, 5],
      ['coldTotal', 0.05, 5],
      ['warmDuration', 0.05, 1],
      ['billedDuration', 0.05, 1],
      ['maxMemoryUsed', 0.05, 4],
      ['costPerMillion', 0.05, 0.01],
      ['packageSize', 0.05, 65_536],
    ],
  );
  assert.deepEqual(rest, { confidenceRatio: 0.95, maxColdStarts: 100, warm: 5, isInconclusiveFine: false });
});

test('reads the check of a file, each limit in the unit of its metric', async () => {
  const { check } = await scenarioOf(
    'check: { limits: { initDuration: "10%, 1.5 s", costPerMillion: $0.02, packageSize: 64KB, maxMemoryUsed: off }, ' +
      'maxColdStarts: 40, warm: 2, atATime: 3, confidence: 99%, budget: $0.05, maxTime: 5m, inconclusive: pass }',
  );
  assert.deepEqual(check, {
    limits: {
      initDuration: { relativeRatio: 0.1, absolute: 1500 },
      costPerMillion: { absolute: 0.02 },
      packageSize: { absolute: 65_536 },
      maxMemoryUsed: 'off',
    },
    ...{ maxColdStarts: 40, warm: 2, atATime: 3, confidenceRatio: 0.99, budgetUsd: 0.05, maxTimeMs: 300_000 },
    inconclusive: 'pass',
  });
  const goal = checkGoal(check);
  assert.equal(goal.isInconclusiveFine, true);
  assert.equal(goal.limits.length, 6);
  // What is not named of a limit keeps its default.
  assert.deepEqual(limitOf('costPerMillion', check), {
    metric: 'costPerMillion',
    relativeRatio: 0.05,
    absolute: 0.02,
  });
});

test('--limit counts before the file, for its metric alone', () => {
  const said = { limits: { initDuration: { absolute: 30 }, warmDuration: 'off' as const } };
  assert.equal(limitOf('initDuration', said, 'initDuration=20%')?.absolute, 5);
  assert.equal(limitOf('coldTotal', said, 'initDuration=20%', 'coldTotal=1s')?.absolute, 1000);
  assert.equal(limitOf('warmDuration', said, 'initDuration=20%'), undefined);
  assert.equal(limitOf('warmDuration', said, 'warmDuration=3ms')?.absolute, 3);
});

test('reports all that is wrong with the options at once', () => {
  const texts = ['initDuraton=5%', 'initDuration=5', 'coldTotal', 'maxMemoryUsed=5ms', 'costPerMillion=5%,6%'];
  assert.throws(
    () => checkGoal({}, { limits: texts, warm: -1, maxColdStarts: 9, confidence: '200%', inconclusive: 'maybe' }),
    (error: Error) => {
      for (const expected of [
        'did you mean initDuration?',
        '"5" for initDuration; expected 10%, 20ms, both',
        'got "coldTotal"; expected a metric and its limits',
        '"5ms" for maxMemoryUsed',
        '"5%,6%" for costPerMillion',
        '--warm: got -1',
        '--max-cold-starts: got 9; expected a whole number from 10 to 1,000',
        '--confidence: got "200%"',
        '--inconclusive: got "maybe"; expected pass or fail',
      ])
        assert.ok(error.message.includes(expected), `${expected}\n${error.message}`);
      return true;
    },
  );
  const off = CHECK_METRICS.map((it) => `${it}=off`);
  assert.throws(() => checkGoal({}, { limits: off }), /every metric is off/);
});

test('reports what is wrong with the check of a file at its place', async () => {
  assert.deepEqual(await problemsOf('check: { limits: { initDuration: 5, coldTotl: 5% }, maxColdStart: 3, warm: x }'), [
    'check.limits.initDuration: got 5; expected 10%, 20ms, both as 10%,20ms, or off',
    `check.limits.coldTotl: unknown key; expected one of ${CHECK_METRICS.join(', ')} (did you mean coldTotal?)`,
    'check.maxColdStart: unknown key; expected one of limits, confidence, maxColdStarts, warm, atATime, budget, maxTime, inconclusive (did you mean maxColdStarts?)',
    'check.warm: got "x"; expected a whole number from 0 to 1,000',
  ]);
});
