import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadScenario, type Overrides, type Scenario, withOverrides } from '../../src/scenario/index.js';
import { inFolder, scenarioErrorOf } from './helpers.js';

const FUNCTION = 'function: { name: resize }\n';

const load = (yaml: string): Promise<Scenario> =>
  inFolder({ 'a.yaml': FUNCTION + yaml }, (folder) => loadScenario(join(folder, 'a.yaml')));

const messageOf = async (action: () => unknown): Promise<string> =>
  (await scenarioErrorOf(action)).problems.map(({ field, message }) => `${field}: ${message}`).join('\n');

const UNBOUNDED = { regretRatio: 0.02, confidenceRatio: 0.95 };
const GOAL = { ...UNBOUNDED, maxInvocations: 200 };

test('a range makes every memory size of it a candidate, with the usual goal', async () => {
  const { exploration, memorySizesMB } = await load('memorySizes: 128-3008\n');
  assert.deepEqual(exploration, { ...GOAL, rangeMB: { low: 128, high: 3008 } });
  assert.deepEqual(memorySizesMB, [128, 3008]);
});

test('a goal is read with its units, and the sizes that are listed are the candidates', async () => {
  const explore = '{ regret: 1%, confidence: 0.99, budget: $0.05, maxInvocations: 1k, maxTime: 5m }';
  const { exploration, memorySizesMB } = await load(`memorySizes: [512, 128]\nexplore: ${explore}\n`);
  assert.deepEqual(exploration, {
    regretRatio: 0.01,
    confidenceRatio: 0.99,
    budgetUsd: 0.05,
    maxInvocations: 1000,
    maxTimeMs: 300_000,
  });
  assert.deepEqual(memorySizesMB, [128, 512]);
});

test('a goal without memory sizes is for all that AWS has', async () => {
  assert.deepEqual((await load('explore: {}\n')).exploration, { ...GOAL, rangeMB: { low: 128, high: 10_240 } });
});

test('a goal with a bound of its own has no other', async () => {
  const { exploration } = await load('explore: { maxTime: 5m }\n');
  assert.equal(exploration?.maxInvocations, undefined);
});

test('a number of invocations is for every size of a list, and nothing is chosen', async () => {
  const { exploration, invocations, memorySizesMB } = await load('invocations: { warm: 12 }\n');
  assert.deepEqual(
    [exploration, invocations, memorySizesMB],
    [undefined, { cold: 6, warm: 12 }, [128, 256, 512, 1024, 1769, 3008]],
  );
});

test('a file that asks for both ways of measuring is told, with all that is wrong with its goal', async () => {
  const both = await messageOf(() => load('invocations: {}\nmemorySizes: 128-512\nexplore: { regret: 1% }\n'));
  assert.match(both, /^memorySizes: a range is explored, and `invocations` is for each size of a list;/m);
  assert.match(both, /^explore: `invocations` says how often to measure each size/m);
  const wrong = await messageOf(() =>
    load(
      'memorySizes: 512-128\nexplore: { regret: 0, confidence: 100%, budget: free, maxInvocations: 1.5, maxTime: x }\n',
    ),
  );
  assert.deepEqual(
    wrong.split('\n').map((line) => line.replace(/: .*?; expected/, ': expected')),
    [
      'memorySizes: expected a list of memory sizes in MB, such as [128, 512, 1769], or a range from 128 to 10,240, such as 128-3008',
      'explore.regret: expected a share from 0.1% to 100%, such as 2% or 0.02',
      'explore.confidence: expected a share from 50% to 99.9%, such as 95% or 0.95',
      'explore.budget: expected US dollars above 0, such as $0.05',
      'explore.maxInvocations: expected a whole number of 1 or more, such as 200',
      'explore.maxTime: expected how long, such as 90s, 5m or 1h',
    ],
  );
});

test('the command line names sizes, a range and a goal, and what the file says of the goal stays otherwise', async () => {
  const scenario = await load('memorySizes: [128, 512]\nexplore: { regret: 5%, budget: 0.01 }\n');
  const goal = withOverrides(scenario, { regret: '1%', maxTime: '90s' });
  assert.deepEqual(goal.exploration, { ...UNBOUNDED, regretRatio: 0.01, budgetUsd: 0.01, maxTimeMs: 90_000 });
  assert.deepEqual(goal.memorySizesMB, [128, 512]);
  const range = withOverrides(scenario, { memorySizesMB: '256-1769' });
  assert.deepEqual(range.exploration?.rangeMB, { low: 256, high: 1769 });
  const list = withOverrides(range, { memorySizesMB: [1024, 128] });
  assert.deepEqual([list.exploration?.rangeMB, list.memorySizesMB], [undefined, [128, 1024]]);
});

test('--exhaustive, --cold and --warm mean every size', async () => {
  const scenario = await load('explore: { regret: 5% }\n');
  const usual = [128, 256, 512, 1024, 1769, 3008];
  const forms: [Overrides, object, number[]][] = [
    [{ exhaustive: true }, { cold: 6, warm: 30 }, usual],
    [{ cold: 3 }, { cold: 3, warm: 30 }, usual],
    [{ warm: 9, memorySizesMB: [512] }, { cold: 6, warm: 9 }, [512]],
  ];
  for (const [overrides, invocations, sizes] of forms) {
    const { exploration, ...rest } = withOverrides(scenario, overrides);
    assert.equal(exploration, undefined);
    assert.deepEqual([rest.invocations, rest.memorySizesMB], [invocations, sizes]);
  }
});

test('options that exclude each other are told all at once, by their names', async () => {
  const scenario = await load('explore: {}\n');
  const message = await messageOf(() =>
    withOverrides(scenario, { exhaustive: true, regret: '1%', maxTime: '5m', memorySizesMB: '128-3008' }),
  );
  assert.deepEqual(message.split('\n'), [
    '--regret: is for exploring, and --exhaustive asks for every size; expected one of the two',
    '--max-time: is for exploring, and --exhaustive asks for every size; expected one of the two',
    '--memory: a range is explored, and --exhaustive asks for every size of a list; expected a list, such as 128,512,1769',
  ]);
});

test('options that the scenario excludes are told so', async () => {
  const counted = await load('invocations: {}\n');
  assert.match(
    await messageOf(() => withOverrides(counted, { budget: '$1' })),
    /^--budget: is for exploring, and `invocations` of the scenario asks for every size/,
  );
  assert.match(
    await messageOf(() => withOverrides(counted, { memorySizesMB: '128-512' })),
    /^--memory: a range is explored, and `invocations` of the scenario asks/,
  );
  const range = await load('memorySizes: 128-3008\n');
  assert.match(await messageOf(() => withOverrides(range, { cold: 3 })), /^--cold: .* is a range; expected --memory/);
  const limited = await load('explore: { budget: 0.01 }\n');
  assert.match(
    await messageOf(() => withOverrides(limited, { exhaustive: true })),
    /^--exhaustive: .*`explore.budget`/,
  );
});

test('a limit is for all starts where a share of them is cold', async () => {
  const limit = 'strategy: { maxDuration: p95=200ms, of: all }\n';
  const { strategy } = await load(`${limit}coldShare: 1%\n`);
  assert.deepEqual(strategy, { kind: 'max-duration', percentile: 'p95', limitMs: 200, of: 'all' });
  assert.match(await messageOf(() => load(limit)), /^strategy: all starts are warm ones at a cold share of 0/);
  const plain = await load('coldShare: 1%\nstrategy: { maxDuration: p95=200ms }\n');
  assert.deepEqual(withOverrides(plain, { ofAllStarts: true }).strategy, strategy);
  assert.match(
    await messageOf(() => withOverrides(plain, { ofAllStarts: true, coldShare: 0 })),
    /^--of-all-starts: all starts are warm/,
  );
  assert.match(
    await messageOf(() => withOverrides(plain, { ofAllStarts: true, strategy: 'fastest' })),
    /^--of-all-starts: .*expected --max-duration too/,
  );
});
