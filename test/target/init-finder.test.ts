import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudWatchLogsClient, FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { InitFinder } from '../../src/target/init-finder.js';
import { epochMilliseconds } from '../../src/units/index.js';

const NOW = Date.parse('2026-11-27T12:00:30Z');
const { signal } = new AbortController();

/** A CloudWatch Logs that answers each look in turn, the last answer for ever. */
function finderOf(answers: readonly (readonly string[] | Error)[], logGroup = '/aws/lambda/orders') {
  const asked: FilterLogEventsCommandInput[] = [];
  const waits: number[] = [];
  const send = async ({ input }: { readonly input: FilterLogEventsCommandInput }) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(input);
    if (answer instanceof Error) throw answer;
    return { events: answer.map((message) => ({ message, timestamp: NOW })) };
  };
  const finder = new InitFinder({
    logs: { send } as unknown as CloudWatchLogsClient,
    ...{ logGroup, functionName: 'orders' },
    now: () => NOW,
    wait: async (ms) => void waits.push(ms),
  });
  return { find: (since = NOW, version = '3') => finder.find(version, epochMilliseconds(since), signal), asked, waits };
}
const named = (name: string): Error => Object.assign(new Error(name), { name });

test('an init of a text log and one of a JSON log are read as they are printed', async () => {
  const json = {
    time: '2026-11-27T00:00:20.000Z',
    type: 'platform.initReport',
    record: {
      ...{ initializationType: 'snap-start', phase: 'snap-start', status: 'success' },
      metrics: { durationMs: 1234.567 },
    },
  };
  const { find } = finderOf([
    ['INIT_REPORT Init Duration: 812.50 ms\n', JSON.stringify(json), 'INIT_REPORT by hand\n'],
  ]);
  assert.deepEqual(await find(), [
    { kind: 'init-report', initDurationMs: 812.5, at: NOW },
    {
      ...{ kind: 'init-report', initDurationMs: 1234.567, at: NOW },
      ...{ initializationType: 'snap-start', phase: 'snap-start', status: 'success' },
    },
  ]);
});

test('only the streams of its version are looked through, of each day since it may have begun', async () => {
  const { find, asked } = finderOf([['INIT_REPORT Init Duration: 1.00 ms\n']]);
  await find(NOW - 86_400_000);
  assert.deepEqual(
    asked.map((it) => it.logStreamNamePrefix),
    ['2026/11/26/[3]', '2026/11/27/[3]'],
  );
  const shared = finderOf([['INIT_REPORT Init Duration: 1.00 ms\n']], 'all-functions');
  await shared.find(NOW, '$LATEST');
  assert.equal(shared.asked.at(-1)?.logStreamNamePrefix, '2026/11/27/orders[$LATEST]');
});

test('what is not there yet is waited for, some seconds, and then is a record with its reason', async () => {
  const late = finderOf([[], ['INIT_REPORT Init Duration: 9.00 ms\n']]);
  const [init] = await late.find();
  assert.equal(init?.kind, 'init-report');
  const never = finderOf([[]]);
  const [missing] = await never.find();
  assert.ok(missing?.kind === 'missing' && /holds no INIT_REPORT of version 3/.test(missing.reason));
  assert.deepEqual(never.waits, [0, 1000, 2000, 4000]);
});

test('after two versions without one nobody waits for a third', async () => {
  const { find, waits } = finderOf([[]]);
  await find();
  await find();
  waits.length = 0;
  await find();
  assert.deepEqual(waits, [0]);
});

test('a log group that may not be read is told at once, and ends no run', async () => {
  const { find, waits } = finderOf([named('AccessDeniedException')]);
  const [missing] = await find();
  assert.ok(missing?.kind === 'missing' && /aws\/lambda\/orders.*AWS denies/.test(missing.reason));
  assert.deepEqual(waits, [0]);
});

test('a run that is ended waits for none', async () => {
  const own = new AbortController();
  own.abort();
  const logs = { send: async () => assert.fail('asked') } as unknown as CloudWatchLogsClient;
  const finder = new InitFinder({ logs, logGroup: 'g', functionName: 'orders' });
  const [missing] = await finder.find('3', epochMilliseconds(NOW), own.signal);
  assert.ok(missing?.kind === 'missing' && /the run ended/.test(missing.reason));
});

test('each init is told once, however often its version is visited, and no second look calls it missing', async () => {
  const { find, asked } = finderOf([
    ['INIT_REPORT Init Duration: 1.00 ms\n'],
    ['INIT_REPORT Init Duration: 1.00 ms\n'],
    ['INIT_REPORT Init Duration: 1.00 ms\n', 'INIT_REPORT Init Duration: 2.00 ms\n'],
  ]);
  assert.equal((await find()).length, 1);
  assert.deepEqual(await find(), []);
  const [made] = await find();
  assert.ok(made?.kind === 'init-report' && made.initDurationMs === 2);
  assert.equal(asked.length, 3);
});
