import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { AT, fixture, hear, hearBytes, ID, REPORT, STREAM } from './harness.js';

interface Event {
  readonly logStreamName: string;
  readonly timestamp: number;
  readonly message: string;
}

const EVENTS = (JSON.parse(readFileSync(fixture('filter-log-events.json'), 'utf8')) as { events: Event[] }).events;
const trimmed = (texts: readonly string[]) => texts.map((it) => it.trim());

test('filter-log-events as JSON: every event, with its stream, its moment and its line', async () => {
  const { messages, unreadable, ends } = await hear([fixture('filter-log-events.json')]);
  assert.deepEqual(
    messages.map(({ text, meta }) => ({ message: text, timestamp: meta.timestamp, logStreamName: meta.logStream })),
    EVENTS.map(({ message, timestamp, logStreamName }) => ({ message, timestamp, logStreamName })),
  );
  assert.deepEqual([messages[0]?.line, messages[1]?.line, ends], [3, 10, 1]);
  assert.deepEqual(unreadable, []);
});

test('filter-log-events as text tells the same as its JSON, tabs and newlines of messages included', async () => {
  const { messages, unreadable } = await hear([fixture('filter-log-events.txt')]);
  assert.deepEqual(
    messages.map(({ text, meta }) => ({ message: text, timestamp: meta.timestamp, logStreamName: meta.logStream })),
    EVENTS.map(({ message, timestamp, logStreamName }) => ({ message, timestamp, logStreamName })),
  );
  assert.deepEqual(unreadable, []);
});

test('get-log-events, which has no stream and its tokens first, as JSON and as text', async () => {
  const expected = EVENTS.map(({ message, timestamp }) => ({ text: message, timestamp }));
  for (const name of ['get-log-events.json', 'get-log-events.txt']) {
    const { messages, unreadable } = await hear([fixture(name)]);
    assert.deepEqual(
      messages.map(({ text, meta }) => ({ text, timestamp: meta.timestamp })),
      expected,
      name,
    );
    assert.deepEqual(unreadable, []);
  }
});

test('what --query leaves: messages alone, or with their moments, as text and as JSON', async () => {
  const rows = await hear([fixture('query-rows.txt')]);
  assert.deepEqual(trimmed(rows.messages.map(({ text }) => text)), trimmed(EVENTS.map(({ message }) => message)));
  assert.equal(rows.messages[0]?.meta.timestamp, EVENTS[0]?.timestamp);
  const texts = await hear([fixture('query-messages.txt')]);
  assert.deepEqual(
    trimmed(texts.messages.map(({ text }) => text)).filter((it) => it !== ''),
    trimmed(EVENTS.map(({ message }) => message)),
  );
  const strings = await hearBytes(JSON.stringify(EVENTS.map(({ message }) => message)));
  assert.deepEqual(trimmed(strings.messages.map(({ text }) => text)), trimmed(EVENTS.map(({ message }) => message)));
  const pairs = await hearBytes(
    JSON.stringify(
      EVENTS.map(({ message, timestamp }) => [timestamp, message]),
      null,
      4,
    ),
  );
  assert.equal(pairs.messages.length, EVENTS.length);
  assert.equal(pairs.messages[0]?.meta.timestamp, EVENTS[0]?.timestamp);
  const lines = await hearBytes(EVENTS.map((event) => JSON.stringify(event)).join('\n'));
  assert.deepEqual(
    lines.messages.map(({ meta }) => meta.logStream),
    EVENTS.map(({ logStreamName }) => logStreamName),
  );
});

test('an event of text output that looks like the next event in its middle stays one event', async () => {
  const event = (message: string) => `EVENTS\t${'3'.repeat(56)}\t${AT}\t${STREAM}\t${message}\t${AT}\n`;
  const { messages } = await hearBytes(`${event(`first\nEVENTS\t${AT}\tsecond`)}${event(REPORT)}`);
  assert.deepEqual(
    messages.map(({ text }) => text),
    [`first\nEVENTS\t${AT}\tsecond`, REPORT],
  );
});

test('text output without a newline at the end of a message, and with its next token', async () => {
  const { messages, unreadable } = await hearBytes(
    `EVENTS\t${'3'.repeat(56)}\t${AT}\t${STREAM}\t${REPORT}\t${AT}\r\nSEARCHEDLOGSTREAMS\tTrue\t${STREAM}\nNEXTTOKEN\tabc\n`,
  );
  assert.deepEqual(
    messages.map(({ text }) => text),
    [REPORT],
  );
  assert.deepEqual(unreadable, []);
});

test('logs as YAML', async () => {
  const { messages, unreadable } = await hearBytes(stringify({ events: EVENTS, searchedLogStreams: [] }));
  assert.deepEqual(
    messages.map(({ text }) => text),
    EVENTS.map(({ message }) => message),
  );
  assert.deepEqual(unreadable, []);
});

const iso = '2024-05-01T12:00:00.123456+00:00';

test('logs tail: the stream behind the moment, messages of several lines, JSON that it printed over many', async () => {
  const event = { time: '2024-05-01T12:00:00.000Z', type: 'platform.report', record: { requestId: ID } };
  const printed = `${iso} ${STREAM} START RequestId: ${ID} Version: $LATEST\n${iso} ${STREAM} ${REPORT.trim()}\nXRAY TraceId: 1-2\n${iso} ${STREAM} \n${JSON.stringify(event, null, 4)}\n`;
  const coloured = printed.replaceAll(`${iso} ${STREAM}`, `\x1b[32m${iso}\x1b[0m \x1b[36m${STREAM}\x1b[0m`);
  for (const output of [printed, coloured]) {
    const { messages } = await hearBytes(output);
    assert.deepEqual(
      messages.map(({ text }) => text),
      [`START RequestId: ${ID} Version: $LATEST`, `${REPORT.trim()}\nXRAY TraceId: 1-2`, JSON.stringify(event)],
    );
    for (const { meta } of messages) assert.deepEqual(meta, { logStream: STREAM, timestamp: AT + 123 });
  }
});

test('sam logs: the moment behind the stream, coloured or not', async () => {
  const time = new Date(AT).toISOString().replace('Z', '000');
  for (const [stream, moment] of [
    [STREAM, time],
    [`\u001b[36m${STREAM}\u001b[0m`, `\u001b[33m${time}\u001b[0m`],
  ]) {
    const { messages, unreadable } = await hearBytes(
      `${stream} ${moment} START RequestId: ${ID} Version: $LATEST\n${stream} ${moment} ${REPORT}\nof two lines\n`,
    );
    assert.deepEqual(
      messages.map(({ text, meta }) => [text, meta.timestamp, meta.logStream]),
      [
        [`START RequestId: ${ID} Version: $LATEST`, AT, STREAM],
        [`${REPORT}\nof two lines`, AT, STREAM],
      ],
    );
    assert.deepEqual(unreadable, []);
  }
});

test('the short form of logs tail goes to the log reader as text', async () => {
  const output = `2024-05-01T12:00:00 ${REPORT}\n`;
  assert.equal((await hearBytes(output)).texts, output);
});

test('Logs Insights: rows of fields, the account taken off the log group', async () => {
  const row = [
    { field: '@timestamp', value: '2024-05-01 12:00:00.000' },
    { field: '@message', value: REPORT },
    { field: '@logStream', value: STREAM },
    { field: '@log', value: '000000000000:/aws/lambda/checkout' },
    { field: '@ptr', value: 'CmEK' },
  ];
  const expected = { timestamp: AT, logStream: STREAM, logGroup: '/aws/lambda/checkout' };
  for (const shape of [
    { queryLanguage: 'CWLI', results: [row, row], statistics: { recordsMatched: 2 }, status: 'Complete' },
    [row, row],
    [0, 1].map(() => Object.fromEntries(row.map(({ field, value }) => [field, value]))),
  ]) {
    for (const indent of [undefined, 4]) {
      const { messages, unreadable } = await hearBytes(JSON.stringify(shape, null, indent));
      assert.deepEqual(
        messages.map(({ text, meta }) => [text, meta]),
        [
          [REPORT, expected],
          [REPORT, expected],
        ],
      );
      assert.deepEqual(unreadable, []);
    }
  }
});

test('table output, which breaks lines, is refused with the output to use', async () => {
  const { unreadable } = await hearBytes('-----------\n|  FilterLogEvents  |\n+---------+\n');
  assert.match(unreadable[0]?.reason ?? '', /--output table.*--output json/);
});

test('Logs Insights as text: the messages of the rows', async () => {
  const row = `RESULTS\t@timestamp\t2024-05-01 12:00:00.000\nRESULTS\t@message\t${REPORT}\nXRAY TraceId: 1-2\n\nRESULTS\t@ptr\tx\n`;
  const { messages } = await hearBytes(`CWLI\tComplete\n${row}${row}STATISTICS\t1.0\t2.0\t2.0\n`);
  assert.deepEqual(
    messages.map(({ text }) => text.trimEnd()),
    [0, 1].map(() => `${REPORT}\nXRAY TraceId: 1-2`),
  );
});

test('comma-separated values of the console are refused with what to export', async () => {
  for (const head of ['timestamp,message', '"@timestamp","@message","@logStream"', '@timestamp,@message,@ptr']) {
    const { messages, unreadable } = await hearBytes(`${head}\n1714557600000,"${REPORT}"\n`);
    assert.match(unreadable[0]?.reason ?? '', /comma-separated values.*export JSON/);
    assert.deepEqual(messages, []);
  }
});
