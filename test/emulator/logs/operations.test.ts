import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import { arnOf, LogsBench, refusal } from './bench.js';

let bench: LogsBench;
let logs: sdk.CloudWatchLogsClient;
before(async () => {
  bench = await LogsBench.start();
  logs = bench.logs;
});
after(() => bench.close());

const noGroup = refusal('ResourceNotFoundException', 'The specified log group does not exist.');
const noStream = refusal('ResourceNotFoundException', 'The specified log stream does not exist.');
const badToken = refusal('InvalidParameterException', 'The specified nextToken is invalid.');

let count = 0;
async function newGroup(more: Partial<sdk.CreateLogGroupRequest> = {}): Promise<string> {
  count += 1;
  const logGroupName = `group-${count}`;
  await logs.send(new sdk.CreateLogGroupCommand({ logGroupName, ...more }));
  return logGroupName;
}

async function withEvents(messages: readonly string[]): Promise<{ logGroupName: string; logStreamName: string }> {
  const place = { logGroupName: await newGroup(), logStreamName: 'stream' };
  await logs.send(new sdk.CreateLogStreamCommand(place));
  const now = Date.now() - 60_000;
  const logEvents = messages.map((message, index) => ({ message, timestamp: now + index }));
  await logs.send(new sdk.PutLogEventsCommand({ ...place, logEvents }));
  return place;
}

test('a group is made once, described with what was set, and deleted', async () => {
  const logGroupName = await newGroup({
    tags: { env: 'test' },
    kmsKeyId: 'arn:aws:kms:key',
    logGroupClass: 'STANDARD',
  });
  await assert.rejects(
    logs.send(new sdk.CreateLogGroupCommand({ logGroupName })),
    refusal('ResourceAlreadyExistsException', 'The specified log group already exists'),
  );
  await logs.send(new sdk.PutRetentionPolicyCommand({ logGroupName, retentionInDays: 7 }));
  const { logGroups: [group] = [] } = await logs.send(
    new sdk.DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }),
  );
  const { creationTime, ...rest } = group ?? {};
  assert.ok(Math.abs((creationTime ?? 0) - Date.now()) < 60_000);
  assert.deepEqual(rest, {
    logGroupName,
    retentionInDays: 7,
    metricFilterCount: 0,
    arn: arnOf(`log-group:${logGroupName}:*`),
    logGroupArn: arnOf(`log-group:${logGroupName}`),
    storedBytes: 0,
    kmsKeyId: 'arn:aws:kms:key',
    logGroupClass: 'STANDARD',
    deletionProtectionEnabled: false,
  });
  await logs.send(new sdk.DeleteRetentionPolicyCommand({ logGroupName }));
  await assert.rejects(
    logs.send(new sdk.PutRetentionPolicyCommand({ logGroupName, retentionInDays: 2 })),
    refusal('InvalidParameterException', /Value '2' at 'retentionInDays' failed to satisfy constraint/),
  );
  await logs.send(new sdk.DeleteLogGroupCommand({ logGroupName }));
  await assert.rejects(logs.send(new sdk.DeleteLogGroupCommand({ logGroupName })), noGroup);
});

test('a protected group is not deleted', async () => {
  const logGroupName = await newGroup({ deletionProtectionEnabled: true });
  await assert.rejects(logs.send(new sdk.DeleteLogGroupCommand({ logGroupName })), { name: 'ValidationException' });
  const identifier = { logGroupIdentifier: arnOf(`log-group:${logGroupName}`) };
  await logs.send(new sdk.PutLogGroupDeletionProtectionCommand({ ...identifier, deletionProtectionEnabled: false }));
  await logs.send(new sdk.DeleteLogGroupCommand({ logGroupName }));
});

test('groups are found by prefix page by page, and by pattern with less said of them', async () => {
  for (const name of ['list/b', 'list/a', 'other/list'])
    await logs.send(new sdk.CreateLogGroupCommand({ logGroupName: name }));
  const first = await logs.send(new sdk.DescribeLogGroupsCommand({ logGroupNamePrefix: 'list/', limit: 1 }));
  const { nextToken = '' } = first;
  const second = await logs.send(
    new sdk.DescribeLogGroupsCommand({ logGroupNamePrefix: 'list/', limit: 1, nextToken }),
  );
  assert.deepEqual(
    [...(first.logGroups ?? []), ...(second.logGroups ?? [])].map((it) => it.logGroupName),
    ['list/a', 'list/b'],
  );
  assert.equal(second.nextToken, undefined);
  const byPattern = await logs.send(new sdk.DescribeLogGroupsCommand({ logGroupNamePattern: 'list' }));
  assert.deepEqual(
    byPattern.logGroups?.map((it) => [it.logGroupName, it.storedBytes]),
    [
      ['list/a', undefined],
      ['list/b', undefined],
      ['other/list', undefined],
    ],
  );
  const rest = await logs.send(
    new sdk.DescribeLogGroupsCommand({ logGroupNamePattern: 'list', nextToken: byPattern.nextToken ?? '' }),
  );
  assert.deepEqual([rest.logGroups, rest.nextToken], [[], undefined]);
  const listed = await logs.send(new sdk.ListLogGroupsCommand({ logGroupNamePattern: '^list|other' }));
  assert.deepEqual(
    listed.logGroups?.map((it) => it.logGroupName),
    ['list/a', 'list/b', 'other/list'],
  );
  await assert.rejects(
    logs.send(new sdk.DescribeLogGroupsCommand({ logGroupNamePattern: 'x', logGroupNamePrefix: 'x' })),
    refusal(
      'InvalidParameterException',
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    ),
  );
  await assert.rejects(logs.send(new sdk.DescribeLogGroupsCommand({ nextToken: 'x' })), badToken);
});

test('both generations of operations see the same tags', async () => {
  const logGroupName = await newGroup({ tags: { env: 'one' } });
  const resourceArn = arnOf(`log-group:${logGroupName}`);
  await logs.send(new sdk.TagResourceCommand({ resourceArn, tags: { a: '1', b: '2' } }));
  await logs.send(new sdk.TagLogGroupCommand({ logGroupName, tags: { c: '3' } }));
  await logs.send(new sdk.UntagLogGroupCommand({ logGroupName, tags: ['a'] }));
  await logs.send(new sdk.UntagResourceCommand({ resourceArn, tagKeys: ['env'] }));
  for (const command of [
    new sdk.ListTagsLogGroupCommand({ logGroupName }),
    new sdk.ListTagsForResourceCommand({ resourceArn }),
  ]) {
    const { tags } = (await logs.send(command as sdk.ListTagsForResourceCommand)) as sdk.ListTagsForResourceResponse;
    assert.deepEqual(tags, { b: '2', c: '3' });
  }
  await assert.rejects(
    logs.send(new sdk.ListTagsForResourceCommand({ resourceArn: arnOf('log-group:nope') })),
    noGroup,
  );
});

test('events of one request are in order, not too long, and neither old nor new', async () => {
  const place = { logGroupName: await newGroup(), logStreamName: 'stream' };
  const put = (logEvents: sdk.InputLogEvent[]) => logs.send(new sdk.PutLogEventsCommand({ ...place, logEvents }));
  const now = Date.now();
  const [DAY, message] = [86_400_000, 'm'];
  await assert.rejects(put([{ timestamp: now, message }]), noStream);
  await logs.send(new sdk.CreateLogStreamCommand(place));
  await assert.rejects(
    logs.send(new sdk.CreateLogStreamCommand(place)),
    refusal('ResourceAlreadyExistsException', 'The specified log stream already exists'),
  );
  await assert.rejects(
    put([
      { timestamp: now, message },
      { timestamp: now - 1, message },
    ]),
    refusal('InvalidParameterException', /must be in chronological order\.$/),
  );
  await assert.rejects(
    put([
      { timestamp: now - DAY, message },
      { timestamp: now + 1, message },
    ]),
    refusal('InvalidParameterException', /cannot span more than 24 hours\.$/),
  );
  const half = 'x'.repeat(524_288);
  await assert.rejects(
    put([
      { timestamp: now, message: half },
      { timestamp: now, message: half },
    ]),
    refusal('InvalidParameterException', 'Upload too large: 1048628 bytes exceeds limit of 1048576'),
  );
  assert.deepEqual((await put([{ timestamp: now - 30 * DAY, message }])).rejectedLogEventsInfo, {
    tooOldLogEventEndIndex: 1,
  });
  const { rejectedLogEventsInfo } = await put([
    { timestamp: now, message },
    { timestamp: now + 3 * 3_600_000, message },
  ]);
  assert.deepEqual(rejectedLogEventsInfo, { tooNewLogEventStartIndex: 1 });
  const { events } = await logs.send(new sdk.GetLogEventsCommand(place));
  assert.deepEqual(
    events?.map((it) => it.timestamp),
    [now],
  );
});

test('a stream is read in both directions to its ends', async () => {
  const place = await withEvents(Array.from({ length: 10 }, (_, i) => `m${i}`));
  const read = async (more: Partial<sdk.GetLogEventsRequest>) => {
    const it = await logs.send(new sdk.GetLogEventsCommand({ ...place, ...more }));
    return {
      text: it.events?.map(({ message }) => message).join(' '),
      forward: it.nextForwardToken ?? '',
      backward: it.nextBackwardToken ?? '',
    };
  };
  const latest = await read({ limit: 4 });
  assert.equal(latest.text, 'm6 m7 m8 m9');
  const before = await read({ limit: 4, nextToken: latest.backward });
  assert.equal(before.text, 'm2 m3 m4 m5');
  const first = await read({ limit: 4, nextToken: before.backward });
  assert.equal(first.text, 'm0 m1');
  const nothing = await read({ nextToken: first.backward });
  assert.deepEqual([nothing.text, nothing.backward], ['', first.backward]);
  assert.equal((await read({ limit: 3, nextToken: first.forward })).text, 'm2 m3 m4');
  assert.equal((await read({ limit: 3, startFromHead: true })).text, 'm0 m1 m2');
  await assert.rejects(read({ nextToken: 'invalid-token' }), badToken);
  await assert.rejects(logs.send(new sdk.GetLogEventsCommand({ ...place, logStreamName: 'nope' })), noStream);
  await assert.rejects(logs.send(new sdk.GetLogEventsCommand({ ...place, logGroupName: 'nope' })), noGroup);
});

test('the end of a time belongs to FilterLogEvents and not to GetLogEvents', async () => {
  const place = await withEvents(['a', 'b', 'c']);
  const { events = [] } = await logs.send(new sdk.GetLogEventsCommand(place));
  const span = { startTime: events[0]?.timestamp ?? 0, endTime: events[1]?.timestamp ?? 0 };
  const got = await logs.send(new sdk.GetLogEventsCommand({ ...place, ...span }));
  const filtered = await logs.send(new sdk.FilterLogEventsCommand({ logGroupName: place.logGroupName, ...span }));
  assert.deepEqual(
    [got.events, filtered.events].map((list) => list?.map(({ message }) => message)),
    [['a'], ['a', 'b']],
  );
});

test('events are filtered by pattern, page by page', async () => {
  const { logGroupName, logStreamName } = await withEvents([
    ...Array.from({ length: 25 }, (_, i) => JSON.stringify({ n: i, level: i % 2 ? 'ERROR' : 'INFO' })),
    'plain ERROR',
  ]);
  const messages: (string | undefined)[] = [];
  const query = {
    logGroupIdentifier: arnOf(`log-group:${logGroupName}`),
    filterPattern: '{ $.level = "ERROR" && $.n >= 5 }',
  };
  for await (const page of sdk.paginateFilterLogEvents({ client: logs, pageSize: 4 }, query)) {
    messages.push(...(page.events ?? []).map(({ message }) => message));
  }
  assert.deepEqual(
    messages.map((it) => JSON.parse(it ?? '').n),
    [5, 7, 9, 11, 13, 15, 17, 19, 21, 23],
  );
  const filter = (more: Partial<sdk.FilterLogEventsRequest>) =>
    logs.send(new sdk.FilterLogEventsCommand({ logGroupName, ...more }));
  assert.equal((await filter({ filterPattern: 'ERROR -level' })).events?.length, 1);
  assert.equal((await filter({ logStreamNames: [logStreamName] })).events?.length, 26);
  assert.equal((await filter({ logStreamNamePrefix: 'other' })).events?.length, 0);
  await assert.rejects(filter({ logStreamNames: ['nope'] }), noStream);
  await assert.rejects(filter({ nextToken: 'invalid-token' }), badToken);
  await assert.rejects(filter({ filterPattern: '{ $.a' }), refusal('InvalidParameterException', /must end with '}'$/));
  await assert.rejects(
    filter({ limit: 10_001 }),
    refusal('InvalidParameterException', /Value '10001' at 'limit' failed to satisfy constraint/),
  );
});

test('streams are described in order of name or of their last event', async () => {
  const { logGroupName } = await withEvents(['now']);
  for (const logStreamName of ['b', 'a'])
    await logs.send(new sdk.CreateLogStreamCommand({ logGroupName, logStreamName }));
  const names = async (more: Partial<sdk.DescribeLogStreamsRequest>) =>
    (await logs.send(new sdk.DescribeLogStreamsCommand({ logGroupName, ...more }))).logStreams?.map(
      (it) => it.logStreamName,
    );
  assert.deepEqual(await names({}), ['a', 'b', 'stream']);
  assert.deepEqual(await names({ descending: true, limit: 1 }), ['stream']);
  assert.equal((await names({ orderBy: 'LastEventTime', descending: true }))?.[0], 'stream');
  assert.deepEqual(await names({ logStreamNamePrefix: 's' }), ['stream']);
  await assert.rejects(
    names({ logGroupIdentifier: logGroupName }),
    refusal('InvalidParameterException', 'LogGroup name and LogGroup ARN are mutually exclusive parameters.'),
  );
  await logs.send(new sdk.DeleteLogStreamCommand({ logGroupName, logStreamName: 'stream' }));
  assert.deepEqual((await logs.send(new sdk.FilterLogEventsCommand({ logGroupName }))).events, []);
});

async function resultsOf(queryId: string | undefined): Promise<sdk.GetQueryResultsResponse> {
  for (;;) {
    const answer = await logs.send(new sdk.GetQueryResultsCommand({ queryId }));
    if (answer.status !== 'Running') return answer;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('a query is started, followed and described, and its rows lead to their events', async () => {
  const { logGroupName } = await withEvents(['{"n":1}', '{"n":2}', 'REPORT RequestId: x\tDuration: 1.50 ms\t']);
  const now = Math.floor(Date.now() / 1000);
  const span = { startTime: now - 3600, endTime: now + 60 };
  const { queryId } = await logs.send(
    new sdk.StartQueryCommand({ logGroupName, ...span, queryString: 'fields n | filter n > 1' }),
  );
  const { results = [], statistics, queryLanguage, status } = await resultsOf(queryId);
  assert.deepEqual([status, queryLanguage, results.length], ['Complete', 'CWLI', 1]);
  assert.deepEqual(results[0]?.[0], { field: 'n', value: '2' });
  assert.deepEqual([statistics?.recordsMatched, statistics?.recordsScanned, statistics?.logGroupsScanned], [1, 3, 1]);
  const pointer = results[0]?.find(({ field }) => field === '@ptr')?.value;
  const { logRecord } = await logs.send(new sdk.GetLogRecordCommand({ logRecordPointer: pointer }));
  assert.deepEqual(
    [logRecord?.n, logRecord?.['@message'], logRecord?.['@log']],
    ['2', '{"n":2}', `000000000000:${logGroupName}`],
  );
  const { queries: [described] = [] } = await logs.send(
    new sdk.DescribeQueriesCommand({ logGroupName, status: 'Complete' }),
  );
  assert.deepEqual(
    [described?.queryId, described?.queryString],
    [queryId, `SOURCE "${logGroupName}" START=${span.startTime}000 END=${span.endTime}999 | fields n | filter n > 1`],
  );
  assert.deepEqual(
    (await logs.send(new sdk.DescribeQueriesCommand({ logGroupName, status: 'Scheduled' }))).queries,
    [],
  );
  await assert.rejects(logs.send(new sdk.StopQueryCommand({ queryId })), { name: 'InvalidParameterException' });
  await assert.rejects(logs.send(new sdk.GetQueryResultsCommand({ queryId: 'nope' })), {
    name: 'ResourceNotFoundException',
  });
  const { logGroupFields = [] } = await logs.send(new sdk.GetLogGroupFieldsCommand({ logGroupName }));
  assert.deepEqual(
    logGroupFields.filter(({ name }) => name === '@message' || name === 'n' || name === '@duration'),
    [
      { name: '@message', percent: 100 },
      { name: 'n', percent: 67 },
      { name: '@duration', percent: 33 },
    ],
  );
});

test('a query that cannot be run is refused at once, with the place', async () => {
  const logGroupName = await newGroup();
  const now = Math.floor(Date.now() / 1000);
  const start = (more: Partial<sdk.StartQueryRequest>) =>
    logs.send(
      new sdk.StartQueryCommand({
        logGroupName,
        startTime: now - 60,
        endTime: now + 60,
        queryString: 'fields n',
        ...more,
      }),
    );
  await assert.rejects(start({ queryString: 'fields n | bogus' }), (error: sdk.MalformedQueryException) => {
    assert.equal(error.name, 'MalformedQueryException');
    assert.equal(error.message, 'unexpected symbol found bogus at line 1 and position 11');
    assert.deepEqual(error.queryCompileError?.location, { startCharOffset: 11, endCharOffset: 16 });
    return true;
  });
  await assert.rejects(
    start({ logGroupName: 'nope' }),
    refusal('ResourceNotFoundException', "Log group 'nope' does not exist for account ID '000000000000'"),
  );
  await assert.rejects(
    start({ startTime: 0, endTime: 110 }),
    refusal(
      'MalformedQueryException',
      /^Query's end date and time is either before the log groups creation time .*\(\[0,110\]\)$/,
    ),
  );
  await assert.rejects(start({ logGroupNames: [logGroupName] }), { name: 'InvalidParameterException' });
});

test('metric filters are stored, found and tried out', async () => {
  const logGroupName = await newGroup();
  const metricTransformations = [{ metricName: 'm', metricNamespace: 'ns', metricValue: '1' }];
  await logs.send(
    new sdk.PutMetricFilterCommand({ logGroupName, filterName: 'f', filterPattern: 'ERROR', metricTransformations }),
  );
  const { metricFilters: [filter] = [] } = await logs.send(
    new sdk.DescribeMetricFiltersCommand({ metricName: 'm', metricNamespace: 'ns' }),
  );
  const { creationTime: _, ...rest } = filter ?? {};
  assert.deepEqual(rest, {
    filterName: 'f',
    filterPattern: 'ERROR',
    metricTransformations,
    logGroupName,
    applyOnTransformedLogs: false,
  });
  const { matches } = await logs.send(
    new sdk.TestMetricFilterCommand({ filterPattern: '[a, b > 5]', logEventMessages: ['x 3', 'x 7'] }),
  );
  assert.deepEqual(matches, [{ eventNumber: 2, eventMessage: 'x 7', extractedValues: { $a: 'x', $b: '7' } }]);
  await logs.send(new sdk.DeleteMetricFilterCommand({ logGroupName, filterName: 'f' }));
  await assert.rejects(
    logs.send(new sdk.DeleteMetricFilterCommand({ logGroupName, filterName: 'f' })),
    refusal('ResourceNotFoundException', 'The specified metric filter does not exist.'),
  );
  await assert.rejects(
    logs.send(
      new sdk.PutMetricFilterCommand({ logGroupName, filterName: 'f', filterPattern: 'a-b', metricTransformations }),
    ),
    refusal('InvalidParameterException', "Invalid character(s) in term 'a-b'"),
  );
});

test('subscription filters look at their destination first, and a group has two', async () => {
  const logGroupName = await newGroup();
  const put = (filterName: string, destinationArn: string, more: Partial<sdk.PutSubscriptionFilterRequest> = {}) =>
    logs.send(
      new sdk.PutSubscriptionFilterCommand({ logGroupName, filterName, filterPattern: '', destinationArn, ...more }),
    );
  const stream = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';
  const roleArn = 'arn:aws:iam::000000000000:role/r';
  await assert.rejects(
    put('f', 'arn:aws:lambda:us-east-1:123456789012:function:f', { logGroupName: 'nope' }),
    refusal('AccessDeniedException', /^Cross-account lambda invocation passing is not allowed\./),
  );
  await assert.rejects(
    put('f', 'arn:aws:lambda:us-east-1:000000000000:function:nope'),
    refusal('InvalidParameterException', /^Could not execute the lambda function\./),
  );
  await assert.rejects(
    put('f', stream),
    refusal('InvalidParameterException', 'destinationArn for vendor kinesis cannot be used without roleArn'),
  );
  await put('a', stream, { roleArn });
  await put('b', stream, { roleArn, distribution: 'Random' });
  await put('b', stream, { roleArn, filterPattern: '[]' });
  await assert.rejects(put('c', stream, { roleArn }), refusal('LimitExceededException', 'Resource limit exceeded.'));
  const { subscriptionFilters } = await logs.send(new sdk.DescribeSubscriptionFiltersCommand({ logGroupName }));
  assert.deepEqual(
    subscriptionFilters?.map((it) => [it.filterName, it.filterPattern, it.distribution]),
    [
      ['a', '', 'ByLogStream'],
      ['b', '[]', 'ByLogStream'],
    ],
  );
  await logs.send(new sdk.DeleteSubscriptionFilterCommand({ logGroupName, filterName: 'a' }));
  await assert.rejects(
    logs.send(new sdk.DeleteSubscriptionFilterCommand({ logGroupName, filterName: 'a' })),
    refusal('ResourceNotFoundException', 'The specified subscription filter does not exist.'),
  );
});
