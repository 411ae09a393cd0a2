import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery, QueryError } from '../../../src/emulator/logs/insights/index.js';
import { report, rows, run } from './insights.js';

const ID = '0fc78b42-f6e0-400a-be91-71c5d1eadb9a';

test('a query without columns shows time and message, newest first, and where the event is', () => {
  assert.deepEqual(run('filter @message like /line/', ['line 1', 'line 2', 'other']), [
    { '@timestamp': '2026-11-21 12:00:00.001', '@message': 'line 2', '@ptr': 'ptr1' },
    { '@timestamp': '2026-11-21 12:00:00.000', '@message': 'line 1', '@ptr': 'ptr0' },
  ]);
});

test("finds AWS's fields in the lines of Lambda, as AWS prints them", () => {
  const line =
    `REPORT RequestId: ${ID}\tDuration: 1394.60 ms\tBilled Duration: 1395 ms\tMemory Size: 128 MB\t` +
    'Max Memory Used: 79 MB\tInit Duration: 428.60 ms\t\nXRAY TraceId: 1-5e-7\tSegmentId: 07e4\tSampled: true\t\n';
  const names = '@type, @requestId, @duration, @billedDuration, @memorySize, @maxMemoryUsed, @initDuration';
  assert.deepEqual(rows(`fields ${names}, @xrayTraceId, @xraySegmentId`, [line]), [
    {
      '@type': 'REPORT',
      '@requestId': ID,
      '@duration': '1394.6',
      '@billedDuration': '1395.0',
      '@memorySize': '1.28E8',
      '@maxMemoryUsed': '7.9E7',
      '@initDuration': '428.6',
      '@xrayTraceId': '1-5e-7',
      '@xraySegmentId': '07e4',
    },
  ]);
  assert.deepEqual(
    rows('fields @type, @requestId', [
      `START RequestId: ${ID} Version: $LATEST\n`,
      `END RequestId: ${ID}\n`,
      `2026-11-21T12:00:00.000Z\t${ID}\tINFO\thello`,
      `[INFO]\t2026-11-21T12:00:00.000Z\t${ID}\thello`,
      `2026-11-21T12:00:03.000Z ${ID} Task timed out after 3.00 seconds\n\n`,
      'hello',
    ]).map(({ '@type': type, '@requestId': id }) => [type, id]),
    [
      [undefined, undefined],
      [undefined, ID],
      [undefined, ID],
      [undefined, ID],
      ['END', ID],
      ['START', ID],
    ],
  );
});

test('the fields of JSON are found behind a prefix too, and those of the JSON log format', () => {
  const record = JSON.stringify({
    type: 'platform.report',
    record: { metrics: { durationMs: 1.317 }, status: 'success' },
  });
  assert.deepEqual(
    rows('fields type, record.metrics.durationMs, level', [record, 'INFO {"level":"warn"} {"level":2}']),
    [{ level: 'warn' }, { type: 'platform.report', 'record.metrics.durationMs': '1.317' }],
  );
});

const invocations = [
  { at: 0, message: report('a', '10.00', 'Init Duration: 100.00 ms\t') },
  { at: 60_000, message: report('b', '20.00') },
  { at: 120_000, message: 'START RequestId: c Version: $LATEST\n' },
  { at: 180_000, message: report('c', '40.50') },
  { at: 330_000, message: report('d', '100.25', 'Init Duration: 80.00 ms\t') },
];

test('latency statistics by five minutes, the newest first', () => {
  const query =
    'filter @type = "REPORT" | stats avg(@duration), max(@duration), pct(@duration, 95), count(*) by bin(5m)';
  assert.deepEqual(rows(query, invocations), [
    {
      'bin(5m)': '2026-11-21 12:05:00.000',
      'avg(@duration)': '100.25',
      'max(@duration)': '100.25',
      'pct(@duration, 95)': '100.25',
      'count(*)': '1',
    },
    {
      'bin(5m)': '2026-11-21 12:00:00.000',
      'avg(@duration)': '23.5',
      'max(@duration)': '40.5',
      'pct(@duration, 95)': '40.5',
      'count(*)': '3',
    },
  ]);
});

test('rows of stats have no pointer, and there is none where no event is', () => {
  assert.deepEqual(run('stats count(*)', ['a', 'b']), [{ 'count(*)': '2' }]);
  assert.deepEqual(run('filter @message = "x" | stats count(*)', ['a', 'b']), []);
});

test('time-outs by half an hour', () => {
  const lines = ['x Task timed out after 3.00 seconds', 'fine', 'y Task timed out after 3.00 seconds'];
  assert.deepEqual(rows('filter @message like /Task timed out/ | stats count() by bin(30m)', lines), [
    { 'bin(30m)': '2026-11-21 12:00:00.000', 'count()': '2' },
  ]);
});

test('the share of cold starts', () => {
  const query = `filter @type = "REPORT"
    | stats sum(strcontains(@message, "Init Duration")) / count(*) * 100 as coldStartPct, avg(@duration) by bin(5m)`;
  assert.deepEqual(rows(query, invocations), [
    { 'bin(5m)': '2026-11-21 12:05:00.000', coldStartPct: '100', 'avg(@duration)': '100.25' },
    { 'bin(5m)': '2026-11-21 12:00:00.000', coldStartPct: '33.3333', 'avg(@duration)': '23.5' },
  ]);
});

test('memory that was provisioned for nothing, by aliases of the same stats', () => {
  const query = `filter @type = "REPORT"
    | stats max(@memorySize / 1000 / 1000) as provisonedMemoryMB,
        min(@maxMemoryUsed / 1000 / 1000) as smallestMemoryRequestMB,
        avg(@maxMemoryUsed / 1000 / 1000) as avgMemoryUsedMB,
        max(@maxMemoryUsed / 1000 / 1000) as maxMemoryUsedMB,
        provisonedMemoryMB - maxMemoryUsedMB as overProvisionedMB`;
  assert.deepEqual(rows(query, invocations), [
    {
      provisonedMemoryMB: '128',
      smallestMemoryRequestMB: '79',
      avgMemoryUsedMB: '79',
      maxMemoryUsedMB: '79',
      overProvisionedMB: '49',
    },
  ]);
});

test('the most expensive requests', () => {
  const query = 'filter @type = "REPORT" | fields @requestId, @billedDuration | sort by @billedDuration desc | limit 2';
  assert.deepEqual(rows(query, invocations), [
    { '@requestId': 'd', '@billedDuration': '101.0' },
    { '@requestId': 'c', '@billedDuration': '41.0' },
  ]);
});

const numbers = [5, 1, 4, 2, 3, 10].map((n, at) => ({ message: `{"n":${n},"even":${n % 2 === 0}}`, at }));

test('the functions of stats', () => {
  const query = `stats count(n) as a, count_distinct(even) as b, sum(n) as c, avg(n) as d, min(n) as e, max(n) as f,
    pct(n, 50) as g, stddev(n) as h, earliest(n) as i, latest(n) as j, sortsFirst(@message) as k, pct(n, 0) as l,
    earliest(@timestamp) as m, max(@timestamp) as o, avg(missing) as p, count(missing) as q, sum(n) / count(*) as r`;
  assert.deepEqual(rows(query, numbers), [
    {
      a: '6',
      b: '2',
      c: '25',
      d: '4.1667',
      e: '1',
      f: '10',
      g: '3',
      h: '2.9107',
      i: '5',
      j: '10',
      k: '{"n":1,"even":false}',
      l: '1',
      m: '1795262400000',
      o: '1795262400005',
      q: '0',
      r: '4.1667',
    },
  ]);
});

test('groups are named by their own text or alias, and one without a value has no field', () => {
  assert.deepEqual(rows('stats count(*) by even, n > 2 as many | sort count(*) desc, even, many', numbers), [
    { even: '0', many: '1', 'count(*)': '2' },
    { even: '1', many: '1', 'count(*)': '2' },
    { even: '0', many: '0', 'count(*)': '1' },
    { even: '1', many: '0', 'count(*)': '1' },
  ]);
  assert.deepEqual(rows('stats count(*) by x', ['{"x":1}', 'none']), [
    { 'count(*)': '1' },
    { x: '1', 'count(*)': '1' },
  ]);
});

test('what stats made can be filtered, computed with, sorted by its text and summed up again', () => {
  const query = 'stats max(n) by even | filter `max(n)` > 4 | fields `max(n)` * 2 as twice | sort max(n) desc';
  assert.deepEqual(rows(query, numbers), [
    { even: '1', 'max(n)': '10', twice: '20' },
    { even: '0', 'max(n)': '5', twice: '10' },
  ]);
  assert.deepEqual(rows('stats count(*) as c by even | stats max(c) as most, sum(c) as all', numbers), [
    { most: '3', all: '6' },
  ]);
});

test('parse takes fields by wildcards and by named groups', () => {
  const line = 'RequestId: abc Error: no such file\n';
  assert.deepEqual(run('parse @message "RequestId: * *" as id, rest', [line, 'none']), [
    { '@ptr': 'ptr1' },
    { id: 'abc', rest: 'Error: no such file\n', '@ptr': 'ptr0' },
  ]);
  assert.deepEqual(rows('parse @message /RequestId: (?<id>\\w+) (?:\\w+): (?<what>.*)/', [line]), [
    { id: 'abc', what: 'no such file' },
  ]);
  assert.deepEqual(
    rows('parse "user=*, method:*, latency := *" as @user, @method, @latency | stats avg(@latency) by @method, @user', [
      'user=u, method:m, latency := 4',
      'user=u, method:m, latency := 6',
    ]),
    [{ '@method': 'm', '@user': 'u', 'avg(@latency)': '5' }],
  );
  assert.deepEqual(
    rows('fields @message | parse @message "[*] *" as level, text | parse text "*=*" as key, value', ['[I] a=1']),
    [{ '@message': '[I] a=1', level: 'I', text: 'a=1', key: 'a', value: '1' }],
  );
});

test('display shows what it names alone, and fields add up', () => {
  assert.deepEqual(rows('fields n, even | fields n * 2 as twice | display twice, n', numbers.slice(0, 1)), [
    { twice: '10', n: '5' },
  ]);
  assert.deepEqual(rows('fields n | fields even, abs(n - 7)', numbers.slice(0, 1)), [
    { n: '5', even: '0', 'abs(n - 7)': '2' },
  ]);
});

test('sorts numbers by size, text by its letters, what is missing first, and by several keys', () => {
  const n = (query: string) => rows(query, [...numbers, { message: 'none', at: 9 }]).map((it) => it.n);
  assert.deepEqual(n('fields n | sort n'), [undefined, '1', '2', '3', '4', '5', '10']);
  assert.deepEqual(n('fields n | sort n desc'), ['10', '5', '4', '3', '2', '1', undefined]);
  assert.deepEqual(n('fields n | filter ispresent(n) | sort even desc, n asc'), ['2', '4', '10', '1', '3', '5']);
  assert.deepEqual(n('fields n | sort @timestamp asc | limit 2'), ['5', '1']);
});

test('dedup keeps the newest of those that are alike, and all that lack the field', () => {
  const events = [...numbers, { message: 'none', at: 8 }, { message: 'none', at: 9 }];
  assert.deepEqual(
    rows('fields n | dedup even', events).map((it) => it.n),
    [undefined, undefined, '10', '3'],
  );
});

test('comments, capitals and lines do not matter', () => {
  const query = `# a comment
    FIELDS n   # another
    | FILTER n >= 5
    | SORT n DESC`;
  assert.deepEqual(rows(query, numbers), [{ n: '10' }, { n: '5' }]);
});

test('limits of the request and of the query', () => {
  assert.equal(run('fields n', numbers, 2).length, 2);
  assert.equal(run('fields n | limit 3', numbers).length, 3);
  assert.equal(run('fields n | limit 5', numbers, 4).length, 4);
});

for (const [query, message, start] of [
  ['fields @timestamp | count()', 'unexpected symbol found count at line 1 and position 20', 20],
  ['fields @timestamp,\n| limit 1', 'unexpected symbol found | at line 2 and position 0', 19],
  ['filter a = ', 'unexpected symbol found <EOF> at line 1 and position 11', 11],
  ['filter (a = 1', 'unexpected symbol found <EOF> at line 1 and position 13', 13],
  ['fields unknown(a)', 'unexpected symbol found unknown at line 1 and position 7', 7],
  ['fields a | dedup a | sort a', 'unexpected symbol found sort at line 1 and position 21', 21],
  ['fields a b', 'unexpected symbol found b at line 1 and position 9', 9],
  ['limit many', 'unexpected symbol found many at line 1 and position 6', 6],
  ['', 'unexpected symbol found <EOF> at line 1 and position 0', 0],
  ['fields {', 'unexpected symbol found { at line 1 and position 7', 7],
  ['filter a like /(/', 'Invalid regular expression: (', 14],
  ['fields abs()', 'Invalid arguments: abs()', 7],
  ['parse @message "* *" as a', 'The pattern "* *" has 2 wildcards for 1 fields', 15],
  ['pattern @message', 'The emulator does not know the command pattern', 0],
] as const) {
  test(`refuses ${JSON.stringify(query)}`, () =>
    assert.throws(
      () => parseQuery(query),
      (error) => {
        assert.ok(error instanceof QueryError);
        assert.deepEqual([error.message, error.start], [message, start]);
        return true;
      },
    ));
}

test('refuses parentheses without end', () => {
  assert.throws(() => parseQuery(`filter ${'('.repeat(9000)}`), QueryError);
});
