import assert from 'node:assert/strict';
import { type Actor, until } from '../../actor.js';
import { absent } from '../../expectation.js';
import type { Scenario } from '../../scenario.js';
import { badToken, invalidParameter, noGroup, noStream, notFound, refusal } from './refusals.js';

const DAY_MS = 86_400_000;
const place = { logGroupName: 'eventful', logStreamName: 'stream' };
const group = { logGroupName: place.logGroupName };

export const logEvents: Scenario = {
  name: 'logevents',
  async run(actor) {
    const { logs } = actor;
    await logs.answers('CreateLogGroup', group);
    await logs.answers('CreateLogStream', place);
    const now = Date.now();
    const messages = [
      '{"level":"ERROR","n":1}',
      '{"level":"INFO","n":2}',
      'plain ERROR of Größe',
      'a "quoted text" here',
    ];
    await logs.answers(
      'PutLogEvents',
      { ...place, logEvents: messages.map((message, index) => ({ message, timestamp: now - 1000 + index })) },
      { nextSequenceToken: /./, rejectedLogEventsInfo: absent },
    );
    await logs.answers('DescribeLogStreams', group, {
      logStreams: [
        {
          firstEventTimestamp: now - 1000,
          lastEventTimestamp: now - 997,
          lastIngestionTime: (it) => Number(it) >= now - 1000,
        },
      ],
    });
    await read(actor, now);
    await filter(actor, messages);
    await batches(actor, now);
  },
};

/** A stream in both directions, by its tokens. */
async function read({ logs }: Actor, now: number): Promise<void> {
  const head = await logs.answers(
    'GetLogEvents',
    { ...place, startFromHead: true, limit: 3 },
    {
      events: [
        { message: '{"level":"ERROR","n":1}', timestamp: now - 1000, ingestionTime: (it) => Number(it) > 0 },
        {},
        {},
      ],
      nextForwardToken: /^f\//,
      nextBackwardToken: /^b\//,
    },
  );
  const rest = await logs.answers(
    'GetLogEvents',
    { ...place, nextToken: head.nextForwardToken, startFromHead: true },
    { events: [{ message: 'a "quoted text" here' }] },
  );
  await logs.answers(
    'GetLogEvents',
    { ...place, nextToken: rest.nextForwardToken, startFromHead: true },
    {
      events: [],
      nextForwardToken: rest.nextForwardToken ?? '',
    },
  );
  await logs.answers(
    'GetLogEvents',
    { ...place, startTime: now - 1000, endTime: now - 999 },
    { events: [{ timestamp: now - 1000 }] },
  );
  await logs.refuses('GetLogEvents', { ...place, nextToken: 'made up' }, badToken);
  await logs.refuses('GetLogEvents', { ...place, logStreamName: 'none' }, noStream);
  await logs.refuses('GetLogEvents', { ...place, logGroupName: 'none' }, noGroup);
}

/** By terms, quoted texts and members of JSON. */
async function filter({ logs }: Actor, messages: readonly string[]): Promise<void> {
  const patterns: readonly (readonly [string, readonly number[]])[] = [
    ['ERROR', [0, 2]],
    ['ERROR -plain', [0]],
    ['?plain ?quoted', [2, 3]],
    ['"quoted text"', [3]],
    ['{ $.level = "ERROR" }', [0]],
    ['{ $.n > 1 && $.level = INFO }', [1]],
    ['%Gr..e%', [2]],
    ['', [0, 1, 2, 3]],
  ];
  for (const [filterPattern, found] of patterns) {
    const { events = [] } = await logs.answers('FilterLogEvents', { ...group, filterPattern });
    assert.deepEqual(
      events.map(({ message }) => message),
      found.map((index) => messages[index]),
      filterPattern,
    );
  }
  await logs.answers(
    'FilterLogEvents',
    { ...group, limit: 1 },
    {
      events: [{ logStreamName: 'stream', eventId: /^\d{56}$/, timestamp: (it) => Number(it) > 0 }],
      nextToken: /./,
    },
  );
  await logs.refuses('FilterLogEvents', { ...group, filterPattern: '{ $.level' }, invalidParameter(/./));
  await logs.refuses('FilterLogEvents', { ...group, nextToken: 'made up' }, badToken);
  await logs.refuses('FilterLogEvents', { logGroupName: 'none' }, noGroup);
  await logs.refuses('FilterLogEvents', { ...group, logStreamNames: ['none'] }, noStream);
}

/** What one request may bring: in order, of one day, not too much, neither old nor new. */
async function batches({ logs }: Actor, now: number): Promise<void> {
  const put = (...times: readonly number[]) => ({
    ...place,
    logEvents: times.map((timestamp) => ({ timestamp, message: 'm' })),
  });
  await logs.refuses(
    'PutLogEvents',
    put(now, now - 1),
    invalidParameter('Log events in a single PutLogEvents request must be in chronological order.'),
  );
  await logs.refuses('PutLogEvents', put(now - DAY_MS, now + 1), invalidParameter(/cannot span more than 24 hours\.$/));
  const message = 'x'.repeat(524_288);
  await logs.refuses(
    'PutLogEvents',
    { ...place, logEvents: [1, 2].map((n) => ({ timestamp: now + n, message })) },
    invalidParameter('Upload too large: 1048628 bytes exceeds limit of 1048576'),
  );
  await logs.answers('PutLogEvents', put(now - 30 * DAY_MS), { rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 } });
  await logs.answers('PutLogEvents', put(now, now + 3 * 3_600_000), {
    rejectedLogEventsInfo: { tooNewLogEventStartIndex: 1 },
  });
  await logs.refuses('PutLogEvents', { ...put(now), logStreamName: 'none' }, noStream);
  await logs.refuses('PutLogEvents', { ...put(now), logGroupName: 'none' }, noGroup);
}

const queried = { logGroupName: 'queried', logStreamName: 'stream' };

export const queries: Scenario = {
  name: 'queries',
  async run(actor) {
    const span = await filled(actor);
    const queryId = await statistics(actor, span);
    await parsing(actor, span);
    await described(actor, span);
    await refusals(actor, span, queryId);
  },
};

/** @returns the group and the time that holds its events. */
async function filled({ logs }: Actor): Promise<Span> {
  const { logGroupName } = queried;
  await logs.answers('CreateLogGroup', { logGroupName });
  await logs.answers('CreateLogStream', queried);
  const report = (id: string, ms: number) =>
    `REPORT RequestId: ${id}\tDuration: ${ms}.00 ms\tBilled Duration: ${ms} ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t\n`;
  const messages = [report('a', 10), report('b', 30), 'level=ERROR n=5', '{"level":"INFO","n":6}'];
  const timestamp = Date.now();
  await logs.answers('PutLogEvents', { ...queried, logEvents: messages.map((message) => ({ message, timestamp })) });
  const seconds = Math.floor(timestamp / 1000);
  return { logGroupName, startTime: seconds - 60, endTime: seconds + 60 };
}

async function ask({ logs }: Actor, span: Span, queryString: string) {
  const { queryId } = await logs.answers('StartQuery', { ...span, queryString }, { queryId: /^[0-9a-f-]{36}$/ });
  const answer = await until(
    () => logs.answers('GetQueryResults', { queryId }),
    ({ status }) => status === 'Complete',
  );
  return { ...answer, queryId };
}

/** @returns the id of the query. */
async function statistics(actor: Actor, span: Span): Promise<string | undefined> {
  const stats =
    'filter @type = "REPORT" | stats count(*) as n, avg(@duration) as mean, max(@maxMemoryUsed / 1000 / 1000) as used by @type';
  const { results, queryId } = await ask(actor, span, stats);
  assert.deepEqual(results, [
    [
      { field: '@type', value: 'REPORT' },
      { field: 'n', value: '2' },
      { field: 'mean', value: '20' },
      { field: 'used', value: '64' },
    ],
  ]);
  const counted = { recordsMatched: 2, recordsScanned: 4 };
  await actor.logs.answers('GetQueryResults', { queryId }, { status: 'Complete', statistics: counted });
  return queryId;
}

async function parsing(actor: Actor, span: Span): Promise<void> {
  const parse = 'parse @message "level=* n=*" as level, n | filter level = "ERROR" | fields level, n';
  const { results: [row = []] = [] } = await ask(actor, span, parse);
  assert.deepEqual(row.slice(0, 2), [
    { field: 'level', value: 'ERROR' },
    { field: 'n', value: '5' },
  ]);
  const logRecordPointer = row.find(({ field }) => field === '@ptr')?.value;
  const logRecord = { '@message': 'level=ERROR n=5' };
  await actor.logs.answers('GetLogRecord', { logRecordPointer }, { logRecord });
}

async function described({ logs }: Actor, { logGroupName }: Span): Promise<void> {
  await logs.answers(
    'GetLogGroupFields',
    { logGroupName },
    { logGroupFields: (it) => JSON.stringify(it).includes('"@duration"') },
  );
  await logs.answers(
    'DescribeQueries',
    { logGroupName, status: 'Complete' },
    { queries: [{ logGroupName, status: 'Complete', queryId: /-/ }, {}] },
  );
}

interface Span {
  readonly logGroupName: string;
  readonly startTime: number;
  readonly endTime: number;
}

async function refusals({ logs }: Actor, span: Span, queryId: string | undefined): Promise<void> {
  await logs.refuses(
    'StartQuery',
    { ...span, queryString: 'fields a | bogus' },
    refusal('MalformedQueryException', 'unexpected symbol found bogus at line 1 and position 11'),
  );
  await logs.refuses(
    'StartQuery',
    { ...span, logGroupName: 'none', queryString: 'fields a' },
    notFound("Log group 'none' does not exist for account ID '000000000000'"),
  );
  await logs.refuses('GetQueryResults', { queryId: '01234567-89ab-cdef-0123-456789abcdef' }, notFound(/./));
  await logs.refuses('StopQuery', { queryId }, invalidParameter(/./));
}
