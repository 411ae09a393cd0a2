import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { AwaitedReports, fetchReports } from '../../../src/target/index.js';
import { epochMilliseconds } from '../../../src/units/index.js';

const refused = (name: string) => Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: 400 } });
const REPORT =
  'REPORT RequestId: r1\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 60 MB\t\n';

/** A log group that answers so, time after time. */
async function fetched(answers: readonly (Error | object)[]) {
  const awaited = new AwaitedReports();
  awaited.add('r1');
  let asked = 0;
  const send = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const waits: number[] = [];
  const trouble = await fetchReports(
    { logs: { send } as unknown as CloudWatchLogsClient, logGroup: 'g', start: epochMilliseconds(0) },
    awaited,
    { signal: new AbortController().signal, onReports: () => {}, wait: async (ms) => void waits.push(ms) },
  );
  return { trouble, asked, missing: awaited.missing, waitedMs: waits.reduce((sum, ms) => sum + ms, 0) };
}

test('a log group that may not be read is asked once: nothing is waited for that cannot come', async () => {
  for (const name of ['AccessDeniedException', 'ExpiredTokenException', 'UnrecognizedClientException']) {
    const { trouble = '', asked, missing, waitedMs } = await fetched([refused(name)]);
    assert.deepEqual([asked, missing, waitedMs], [1, 1, 0]);
    assert.match(trouble, /^reading g: /);
  }
});

test('one that is not there yet comes with its first event, and is waited for', async () => {
  const found = await fetched([
    refused('ResourceNotFoundException'),
    { events: [] },
    { events: [{ message: REPORT }] },
  ]);
  assert.deepEqual([found.trouble, found.asked, found.missing], [undefined, 3, 0]);
  const never = await fetched([refused('ResourceNotFoundException')]);
  assert.deepEqual([never.asked, never.missing, never.waitedMs], [8, 1, 90_000]);
  assert.match(never.trouble ?? '', /there is no log group g/);
});
