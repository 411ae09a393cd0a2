import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { systemClock } from '../../src/emulator/clock.js';
import { LogStore } from '../../src/emulator/logs/log-store.js';
import { type Answer, Bench, credentials } from './harness.js';

let bench: Bench;
let logs: CloudWatchLogsClient;
let first: Answer;
let second: Answer;
const logGroupName = '/aws/lambda/talks';
before(async () => {
  bench = await Bench.start();
  logs = new CloudWatchLogsClient({
    endpoint: bench.emulator.endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
  await bench.create('talks', { 'index.js': 'exports.handler = async (e) => { console.log("said", e.word) }' });
  first = await bench.invoke('talks', { word: 'one' });
  second = await bench.invoke('talks', { word: 'two' });
});
after(async () => {
  logs.destroy();
  await bench.close();
});

test('the report of an invocation is found by its request id', async () => {
  const { requestId } = second.report;
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({ logGroupName, filterPattern: `"REPORT RequestId: ${requestId}"` }),
  );
  assert.equal(events.length, 1);
  const [event] = events;
  assert.ok(second.log.endsWith(event?.message ?? 'nothing'));
  assert.ok(Math.abs((event?.timestamp ?? 0) - Date.now()) < 60_000);
  assert.match(event?.logStreamName ?? '', /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
});

test('plain terms all have to occur', async () => {
  const found = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern: 'said one' }));
  assert.equal(found.events?.length, 1);
  assert.ok(found.events?.[0]?.message?.includes(first.report.requestId));
});

test('events come page by page and within times', async () => {
  const all = await logs.send(new FilterLogEventsCommand({ logGroupName }));
  const pages: (string | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(
      new FilterLogEventsCommand({ logGroupName, limit: 2, ...(nextToken === undefined ? {} : { nextToken }) }),
    );
    pages.push(...(page.events ?? []).map((it) => it.eventId));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  assert.deepEqual(
    pages,
    all.events?.map((it) => it.eventId),
  );
  const future = await logs.send(new FilterLogEventsCommand({ logGroupName, startTime: Date.now() + 10_000 }));
  assert.deepEqual(future.events, []);
});

test('a stream is described and read to its end', async () => {
  const { logStreams = [] } = await logs.send(
    new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true }),
  );
  assert.equal(logStreams.length, 1);
  const logStreamName = logStreams[0]?.logStreamName ?? '';
  const read = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }));
  assert.match(read.events?.[0]?.message ?? '', /^INIT_START/);
  assert.match(read.events?.at(-1)?.message ?? '', /^REPORT/);
  const rest = await logs.send(
    new GetLogEventsCommand({
      logGroupName,
      logStreamName,
      ...(read.nextForwardToken ? { nextToken: read.nextForwardToken } : {}),
    }),
  );
  assert.deepEqual([rest.events, rest.nextForwardToken], [[], read.nextForwardToken]);
});

test('groups are listed, and one that is not there is not found', async () => {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/' }));
  assert.deepEqual(
    logGroups.map((it) => it.logGroupName),
    [logGroupName],
  );
  await assert.rejects(logs.send(new FilterLogEventsCommand({ logGroupName: '/aws/lambda/nope' })), {
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
});

test('of an endless log only the newest part is kept', () => {
  const region = new LogStore(systemClock).region('us-east-1');
  const line = 'x'.repeat(100_000);
  for (let i = 0; i < 1000; i++) region.append('group', 'stream', `${i} ${line}`);
  const events = region.group('group')?.events;
  assert.ok((events?.bytes ?? 0) <= 32 * 1_048_576);
  assert.ok((events?.all().length ?? 0) > 200);
  assert.ok(events?.all().at(-1)?.message.startsWith('999 '));
});
