import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AT, CONTROL_MESSAGE, dataMessage, GROUP, type Heard, hearBytes, REPORT, STREAM } from './harness.js';

const META = { timestamp: AT, logGroup: GROUP, logStream: STREAM };
const base64 = (text: string) => gzipSync(text).toString('base64');
const seen = ({ messages }: Heard) => messages.map(({ text, meta }) => [text, meta]);
const ONE = [[REPORT, META]];
const TWO = [...ONE, ...ONE];

test('the event that a subscribed function gets, and what is in it', async () => {
  assert.deepEqual(seen(await hearBytes(JSON.stringify({ awslogs: { data: base64(dataMessage()) } }))), ONE);
  assert.deepEqual(seen(await hearBytes(dataMessage())), ONE);
  assert.deepEqual(seen(await hearBytes(JSON.stringify(JSON.parse(dataMessage()), null, 2))), ONE);
});

test('a control message is no log', async () => {
  const { messages, unreadable } = await hearBytes(`${CONTROL_MESSAGE}${dataMessage()}`);
  assert.deepEqual([messages.length, unreadable], [1, []]);
});

test('the group is known though a tool has sorted it behind the events', async () => {
  const { logEvents, ...rest } = JSON.parse(dataMessage()) as Record<string, unknown>;
  assert.deepEqual(seen(await hearBytes(JSON.stringify({ logEvents, ...rest }))), ONE);
});

test('records one after another: without a separator, with newlines, each packed, and all packed again', async () => {
  const two = [dataMessage(), dataMessage()];
  const packed = two.map((it) => gzipSync(it));
  const newline = Buffer.from('\n');
  const all = [
    two.join(''),
    two.join('\n'),
    `[${two.join(',')}]`,
    Buffer.concat(packed),
    Buffer.concat(packed.flatMap((it) => [it, newline])),
    gzipSync(Buffer.concat(packed)),
    gzipSync(two.join('')),
  ];
  for (const [index, bytes] of all.entries()) {
    const heard = await hearBytes(bytes);
    assert.deepEqual(seen(heard), TWO, `shape ${index}`);
    assert.deepEqual(heard.unreadable, []);
  }
});

test('events of Kinesis and Firehose, and what get-records prints', async () => {
  const data = base64(dataMessage());
  const plain = Buffer.from(`${dataMessage()}${dataMessage()}`).toString('base64');
  const shapes = [
    { Records: [0, 1].map(() => ({ kinesis: { partitionKey: 'k', data }, eventSource: 'aws:kinesis' })) },
    { invocationId: 'i', records: [0, 1].map((id) => ({ recordId: `${id}`, approximateArrivalTimestamp: AT, data })) },
    { requestId: 'r', timestamp: AT, records: [{ data }, { data }] },
    { Records: [0, 1].map((id) => ({ SequenceNumber: `${id}`, Data: data })), NextShardIterator: 'x' },
    { Records: [{ kinesis: { data: plain } }] },
  ];
  for (const shape of shapes) {
    for (const indent of [undefined, 4]) {
      const heard = await hearBytes(JSON.stringify(shape, null, indent), 1000);
      assert.deepEqual([seen(heard), heard.unreadable], [TWO, []]);
    }
  }
});

test('data that is no base64 or no whole gzip is unreadable, and the records beside it are read', async () => {
  const records = ['*', gzipSync(dataMessage()).subarray(0, 60).toString('base64'), base64(dataMessage())];
  const heard = await hearBytes(JSON.stringify({ Records: records.map((data) => ({ kinesis: { data } })) }), 1000);
  assert.deepEqual(seen(heard), ONE);
  assert.deepEqual(
    heard.unreadable.map(({ reason }) => reason),
    ['data is not base64', 'data cannot be unpacked (Z_BUF_ERROR)'],
  );
});

test('a batch of the Telemetry API: platform events as they are, lines of the function by themselves', async () => {
  const time = '2024-05-01T12:00:00.000Z';
  const start = { time, type: 'platform.start', record: { requestId: 'a' } };
  const batch = [
    start,
    { time, type: 'function', record: 'hello\n' },
    { time, type: 'function', record: { level: 'INFO' } },
  ];
  for (const indent of [undefined, 2]) {
    const { messages } = await hearBytes(JSON.stringify(batch, null, indent));
    assert.deepEqual(
      messages.map(({ text, meta }) => [text, meta.timestamp]),
      [JSON.stringify(start), 'hello\n', '{"level":"INFO"}'].map((text) => [text, AT]),
    );
  }
});

test('records that stand among the JSON lines of a log are opened, the lines handed on', async () => {
  const line = '{"time":"2024-05-01T12:00:00.000Z","type":"platform.start","record":{"requestId":"a","version":"1"}}';
  const { messages, unreadable } = await hearBytes(`${line}\n${dataMessage()}\n`);
  assert.deepEqual(
    messages.map(({ text }) => text),
    [line, REPORT],
  );
  assert.deepEqual(unreadable, []);
});

test('text behind records is text, even where a program has printed an object over several lines', async () => {
  const text = `{\n  a: 1\n}\n${REPORT}\n`;
  const { messages, texts, unreadable } = await hearBytes(`${dataMessage()}\n${text}`);
  assert.deepEqual([messages.length, texts, unreadable], [1, text, []]);
});
