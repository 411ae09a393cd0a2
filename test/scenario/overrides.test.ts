import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStrategy, scenarioForFunction, withOverrides } from '../../src/scenario/index.js';
import fc from '../fixtures/properties.js';
import { scenarioErrorOf } from './helpers.js';

const scenario = scenarioForFunction('resize');

test('a function is named by name, by ARN, with a qualifier in it or beside it', () => {
  const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:resize';
  assert.deepEqual(scenario.function, { kind: 'existing', name: 'resize' });
  assert.deepEqual(scenarioForFunction('resize:live').function, {
    kind: 'existing',
    name: 'resize',
    qualifier: 'live',
  });
  assert.deepEqual(scenarioForFunction('resize', '7').function, { kind: 'existing', name: 'resize', qualifier: '7' });
  const byArn = scenarioForFunction(arn);
  assert.deepEqual([byArn.name, byArn.region], ['resize', 'eu-west-1']);
});

test('refuses a name that no function can have, and two qualifiers', async () => {
  const name = await scenarioErrorOf(() => scenarioForFunction('my function'));
  assert.match(name.message, /^function: got "my function"; expected the name or ARN of a function/);
  const two = await scenarioErrorOf(() => scenarioForFunction('resize:live', 'test'));
  assert.equal(two.message, 'qualifier: resize:live ends in :live, and the qualifier is test; expected one of them');
});

test('without overrides the scenario stays as it is', () => {
  assert.deepEqual(withOverrides(scenario, {}), scenario);
});

test('replaces what the command line says, in the form of a scenario', () => {
  const payloads = [{ name: 'a', weight: 1, body: '1' }];
  const changed = withOverrides(scenario, {
    memorySizesMB: [512, 128, 512],
    architectures: ['arm64'],
    payloads,
    warm: 10,
    concurrency: 2,
    region: 'eu-central-1',
    strategy: 'within=5%',
    coldShare: '1%',
  });
  const { exploration: _, ...unexplored } = scenario;
  assert.deepEqual(changed, {
    ...unexplored,
    memorySizesMB: [128, 512],
    architectures: ['arm64'],
    payloads,
    asked: { sizesMB: [128, 512], architectures: ['arm64'], invocations: { cold: 6, warm: 10 } },
    invocations: { cold: 6, warm: 10 },
    concurrency: 2,
    region: 'eu-central-1',
    strategy: { kind: 'within', costRatio: 0.05 },
    coldShareRatio: 0.01,
  });
});

test('reports all wrong options at once, by the names they have on the command line', async () => {
  const wrong = {
    memorySizesMB: [64, 128],
    architectures: ['arm'],
    payloads: [
      { name: 'a', weight: 0, body: '{' },
      { name: 'a', weight: 1, body: '{}' },
    ],
    cold: 0.5,
    concurrency: 0,
    region: 'Frankfurt',
    strategy: 'quickest',
    coldShare: 2,
  };
  const error = await scenarioErrorOf(() => withOverrides(scenario, wrong, { memorySizesMB: '--memory' }));
  assert.deepEqual(
    error.problems.map(({ field }) => field),
    [
      '--memory',
      '--arch',
      '--region',
      '--strategy',
      '--cold',
      '--concurrency',
      '--cold-share',
      '--payload',
      '--payload',
      '--payload',
    ],
  );
  assert.match(error.message, /^--memory: got 64; expected a whole number of MB from 128 to 10,240$/m);
  assert.match(
    error.message,
    /^--strategy: got "quickest"; expected cheapest, fastest, balanced, within=5%, p95=200ms or monthly=30M$/m,
  );
});

test('memory sizes are refused exactly when one is no whole number from 128 to 10,240', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 12_000 }), fc.double()), { minLength: 1, maxLength: 6 }),
    async (sizes) => {
      const fits = sizes.every((size) => Number.isInteger(size) && size >= 128 && size <= 10_240);
      if (!fits) await scenarioErrorOf(() => withOverrides(scenario, { memorySizesMB: sizes }));
      else {
        const { memorySizesMB } = withOverrides(scenario, { memorySizesMB: sizes });
        assert.deepEqual(
          [...memorySizesMB],
          [...new Set(sizes)].sort((a, b) => a - b),
        );
      }
    },
  );
  await fc.assert(property, { numRuns: 200 });
});

test('reads a strategy as one word', () => {
  assert.deepEqual(parseStrategy('balanced'), { kind: 'balanced' });
  assert.deepEqual(parseStrategy(' within=12.5% '), { kind: 'within', costRatio: 0.125 });
  assert.deepEqual(parseStrategy('p95=200ms'), { kind: 'max-duration', percentile: 'p95', limitMs: 200 });
  assert.deepEqual(parseStrategy('monthly=30M'), { kind: 'monthly', requestsPerMonth: 30_000_000 });
  for (const text of [
    '',
    'monthly',
    'monthly=0',
    'monthly=many',
    'within',
    'within=',
    'within=500%',
    'p96=1s',
    'p95',
    'fastest=1',
  ]) {
    assert.equal(parseStrategy(text), undefined, text);
  }
});

test('a function that exists may have a twin on the other architecture', () => {
  const { function: fn, architectures } = withOverrides(scenario, {
    twin: 'resize-arm:live',
    architectures: ['arm64', 'arm64'],
  });
  assert.deepEqual(fn, { ...scenario.function, twin: { name: 'resize-arm', qualifier: 'live' } });
  assert.deepEqual(architectures, ['arm64']);
});
