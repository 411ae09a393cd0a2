import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { isReport } from '../../src/logs/index.js';
import { LONGEST_WAIT_OF_EVENT_S } from '../../src/target/invoke-event.js';
import { eventOf, ReportFinder } from '../../src/target/report-finder.js';
import { epochMilliseconds } from '../../src/units/index.js';

/** A function's longest, and INIT of a cold start before it (facts/lambda.md 3.2). */
const LONGEST_RUN_MS = 900_000 + 10_000;
const ID = '8f5a2b1c-93d4-4e6f-a7b8-c9d0e1f2a3b4';
const REPORT = `REPORT RequestId: ${ID}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 77 MB\t\n`;
const event = (message: string) => ({ message, timestamp: 1, eventId: '1', logStreamName: 's' });

type Answer = { readonly status?: number; readonly body: object };
const cleanups: (() => void)[] = [];
after(() => {
  for (const clean of cleanups) clean();
});

/** A CloudWatch Logs that gives these answers in turn, the last one for ever, behind the unmodified client. */
async function finderWith(answers: readonly Answer[]) {
  const asked: { filterPattern?: string; nextToken?: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status = 200, body } = answers[Math.min(asked.length, answers.length - 1)] ?? { body: {} };
    asked.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const logs = new CloudWatchLogsClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  cleanups.push(() => {
    logs.destroy();
    server.closeAllConnections();
    server.close();
  });
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  return { finder: new ReportFinder({ logs, logGroupName: '/aws/lambda/f', wait }), asked, waits };
}

const signal = new AbortController().signal;

test('asks for the request by its id, through empty pages, until the report is there', async () => {
  const { finder, asked, waits } = await finderWith([
    { body: { events: [], nextToken: 'more' } },
    { body: { events: [event(`START RequestId: ${ID} Version: 7\n`)] } },
    { body: { events: [event(`START RequestId: ${ID} Version: 7\n`), event(REPORT)] } },
  ]);
  const found = await finder.find(ID, signal);
  assert.ok(isReport(found) && found.durationMs === 12.34);
  assert.deepEqual(
    asked.map(({ filterPattern, nextToken }) => [filterPattern, nextToken]),
    [
      [`"${ID}"`, undefined],
      [`"${ID}"`, 'more'],
      [`"${ID}"`, undefined],
    ],
  );
  assert.deepEqual(waits, [0, 500]);
});

test('a report that the function printed itself for another request is not taken', async () => {
  const { finder } = await finderWith([{ body: { events: [event(REPORT.replace(ID, 'another'))] } }]);
  const found = await finder.find(ID, signal);
  assert.ok(!isReport(found));
  assert.match(found.reason, /\/aws\/lambda\/f holds no report for it, 90 s after/);
});

test('waits a minute and a half, and less for a function that writes no reports, until one comes after all', async () => {
  const { finder, waits, asked } = await finderWith([{ body: { events: [] } }]);
  const waited = async () => {
    waits.length = 0;
    await finder.find(ID, signal);
    return waits.reduce((total, ms) => total + ms, 0);
  };
  assert.deepEqual([await waited(), await waited(), await waited()], [90_000, 90_000, 5000]);
  assert.ok(asked.length > 20);
});

test('a log group that is not there yet is waited for', async () => {
  const missing = { status: 400, body: { __type: 'ResourceNotFoundException', message: 'no such group' } };
  const { finder } = await finderWith([missing, missing, { body: { events: [event(REPORT)] } }]);
  assert.ok(isReport(await finder.find(ID, signal)));
});

test('a log group that may not be read is given up at once, and the reason says so', async () => {
  const { finder, waits } = await finderWith([
    { status: 400, body: { __type: 'AccessDeniedException', message: 'not authorized' } },
  ]);
  const found = await finder.find(ID, signal);
  assert.ok(!isReport(found));
  assert.match(found.reason, /cannot be read \(AccessDeniedException\)/);
  assert.deepEqual(waits, [0]);
});

test('the report of an event is waited for as long as it may queue and run, of fifteen minutes too, in few looks', async () => {
  const { finder, waits, asked } = await finderWith([{ body: { events: [] } }]);
  const event = eventOf(epochMilliseconds(Date.now()), 900);
  const found = await finder.find(ID, new AbortController().signal, event);
  assert.ok(!isReport(found));
  const waitedMs = waits.reduce((sum, ms) => sum + ms, 0);
  assert.ok(waitedMs >= LONGEST_WAIT_OF_EVENT_S * 1000 + LONGEST_RUN_MS, `${waitedMs} ms`);
  assert.ok(waitedMs < 20 * 60_000 && asked.length < 150, `${waitedMs} ms, ${asked.length} looks`);
});
