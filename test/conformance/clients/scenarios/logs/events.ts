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
    {
      events: [{ message: 'a "quoted text" here' }],
    },
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

export const queries: Scenario = {
  name: 'queries',
  async run(actor) {
    const { logs } = actor;
    const stream = { logGroupName: 'queried', logStreamName: 'stream' };
    const { logGroupName } = stream;
    await logs.answers('CreateLogGroup', { logGroupName });
    await logs.answers('CreateLogStream', stream);
    const now = Date.now();
    const report = (id: string, duration: number) =>
      `REPORT RequestId: ${id}\tDuration: ${duration}.00 ms\tBilled Duration: ${duration} ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t\n`;
    const messages = [report('a', 10), report('b', 30), 'level=ERROR n=5', '{"level":"INFO","n":6}'];
    await logs.answers('PutLogEvents', {
      ...stream,
      logEvents: messages.map((message) => ({ message, timestamp: now })),
    });
    const span = { startTime: Math.floor(now / 1000) - 60, endTime: Math.floor(now / 1000) + 60 };
    const ask = async (queryString: string) => {
      const { queryId } = await logs.answers(
        'StartQuery',
        { logGroupName, ...span, queryString },
        { queryId: /^[0-9a-f-]{36}$/ },
      );
      const answer = await until(
        () => logs.answers('GetQueryResults', { queryId }),
        ({ status }) => status === 'Complete',
      );
      return { ...answer, queryId };
    };
    const stats = await ask(
      'filter @type = "REPORT" | stats count(*) as n, avg(@duration) as mean, max(@maxMemoryUsed / 1000 / 1000) as used by @type',
    );
    assert.deepEqual(stats.results, [
      [
        { field: '@type', value: 'REPORT' },
        { field: 'n', value: '2' },
        { field: 'mean', value: '20' },
        { field: 'used', value: '64' },
      ],
    ]);
    await logs.answers(
      'GetQueryResults',
      { queryId: stats.queryId },
      {
        status: 'Complete',
        statistics: { recordsMatched: 2, recordsScanned: 4 },
      },
    );
    const parsed = await ask('parse @message "level=* n=*" as level, n | filter level = "ERROR" | fields level, n');
    assert.deepEqual(parsed.results?.[0]?.slice(0, 2), [
      { field: 'level', value: 'ERROR' },
      { field: 'n', value: '5' },
    ]);
    const pointer = parsed.results?.[0]?.find(({ field }) => field === '@ptr')?.value;
    await logs.answers('GetLogRecord', { logRecordPointer: pointer }, { logRecord: { '@message': 'level=ERROR n=5' } });
    await logs.answers(
      'GetLogGroupFields',
      { logGroupName },
      { logGroupFields: (it) => JSON.stringify(it).includes('"@duration"') },
    );
    await logs.answers(
      'DescribeQueries',
      { logGroupName, status: 'Complete' },
      {
        queries: [{ logGroupName, status: 'Complete', queryId: /-/ }, {}],
      },
    );
    await refusals(actor, { logGroupName, ...span }, stats.queryId);
  },
};

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
