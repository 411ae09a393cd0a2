import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Deliverer } from '../../../src/emulator/asynchronous/deliverer.js';
import type { AsynchronousEvent } from '../../../src/emulator/asynchronous/event.js';
import type { Message } from '../../../src/emulator/asynchronous/message.js';
import { QueueEndpoint } from '../../../src/emulator/asynchronous/queue-endpoint.js';
import { fileNameOf, RecordFolder } from '../../../src/emulator/asynchronous/record-folder.js';
import { systemClock } from '../../../src/emulator/clock.js';
import { ManualClock } from '../manual-clock.js';
import { QueueServer } from './queue-server.js';

const QUEUE = 'arn:aws:sqs:eu-central-1:000000000000:q';
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:t';
const from: AsynchronousEvent = {
  requestId: 'r',
  reference: { region: 'us-east-1', name: 'f' },
  payload: Buffer.from('{}'),
  traceId: 'Root=1',
  hops: 0,
};
const message: Message = {
  body: '{"a":1}',
  attributes: { ErrorCode: { DataType: 'Number', StringValue: '200' } },
};

function delivererWith(host: Partial<ConstructorParameters<typeof Deliverer>[0]>) {
  const troubles: string[] = [];
  const deliverer = new Deliverer({
    invokeFunction: () => assert.fail('no function is meant'),
    onUndelivered: (arn, reason) => troubles.push(`${arn}: ${reason}`),
    ...host,
  });
  return { deliverer, troubles };
}

describe('a queue as destination', () => {
  test('gets SendMessage in the JSON protocol, in its region', async () => {
    const server = await QueueServer.start();
    const { deliverer, troubles } = delivererWith({ queueEndpoint: new QueueEndpoint(server.url, systemClock) });
    await deliverer.deliver(QUEUE, message, from);
    server.close();
    assert.deepEqual(troubles, []);
    const [request] = server.requests;
    assert.equal(request?.headers['x-amz-target'], 'AmazonSQS.SendMessage');
    assert.match(request?.headers.authorization ?? '', /Credential=[^/]+\/\d{8}\/eu-central-1\/sqs\/aws4_request/);
    assert.deepEqual(JSON.parse(request?.body ?? ''), {
      QueueUrl: `${server.url}/000000000000/q`,
      MessageBody: '{"a":1}',
      MessageAttributes: message.attributes,
    });
  });

  test('gets it in the query protocol when it knows no other, from then on at once', async () => {
    const server = await QueueServer.start(({ headers }) =>
      headers['x-amz-target'] === undefined
        ? { status: 200, type: 'text/xml', body: '<SendMessageResponse/>' }
        : { status: 400, type: 'text/xml', body: '<Error/>' },
    );
    const { deliverer, troubles } = delivererWith({ queueEndpoint: new QueueEndpoint(server.url, systemClock) });
    await deliverer.deliver(QUEUE, message, from);
    await deliverer.deliver(QUEUE, { body: '{"b":2}' }, from);
    server.close();
    assert.deepEqual(troubles, []);
    assert.deepEqual(
      server.requests.map(({ url }) => url),
      ['/', '/000000000000/q', '/000000000000/q'],
    );
    const sent = new URLSearchParams(server.requests[1]?.body);
    assert.equal(sent.get('Action'), 'SendMessage');
    assert.equal(sent.get('MessageBody'), '{"a":1}');
    assert.equal(sent.get('MessageAttribute.1.Name'), 'ErrorCode');
    assert.equal(sent.get('MessageAttribute.1.Value.DataType'), 'Number');
    assert.equal(sent.get('MessageAttribute.1.Value.StringValue'), '200');
  });

  test('that refuses is said with its words, and the message dropped', async () => {
    const body = '{"__type":"com.amazonaws.sqs#QueueDoesNotExist"}';
    const server = await QueueServer.start(() => ({ status: 400, type: 'application/x-amz-json-1.0', body }));
    const { deliverer, troubles } = delivererWith({ queueEndpoint: new QueueEndpoint(server.url, systemClock) });
    await deliverer.deliver(QUEUE, message, from);
    server.close();
    assert.deepEqual(troubles, [`${QUEUE}: 400 ${body}`]);
  });

  test('that does not answer is given up', async () => {
    const clock = new ManualClock();
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const { deliverer, troubles } = delivererWith({ queueEndpoint: new QueueEndpoint(url, clock) });
    const asked = new Promise((resolve) => silent.once('request', resolve));
    const done = deliverer.deliver(QUEUE, message, from);
    await asked;
    await clock.advance(10_000);
    await done;
    silent.closeAllConnections();
    silent.close();
    assert.equal(troubles.length, 1);
    assert.equal(clock.pending, 0);
  });

  test('has to be plain HTTP on this machine', () => {
    for (const url of ['https://127.0.0.1', 'http://example.com', 'http://127.0.0.1.example.com', 'nonsense']) {
      assert.throws(() => new QueueEndpoint(url, systemClock), /has to be http:\/\/ on this machine/);
    }
    for (const url of ['http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1']) {
      assert.ok(new QueueEndpoint(url, systemClock));
    }
  });

  test('may not be a FIFO queue', async () => {
    const queueEndpoint = new QueueEndpoint('http://127.0.0.1:1', systemClock);
    const { deliverer, troubles } = delivererWith({ queueEndpoint });
    await deliverer.deliver(`${QUEUE}.fifo`, message, from);
    assert.match(troubles[0] ?? '', /FIFO/);
  });
});

describe('a function as destination', () => {
  const target = 'arn:aws:lambda:us-east-1:000000000000:function:g:live';

  test('gets the record as its event', async () => {
    const invoked: unknown[] = [];
    const { deliverer } = delivererWith({
      invokeFunction: (arn, payload, { requestId }) => invoked.push([arn, Buffer.from(payload).toString(), requestId]),
    });
    await deliverer.deliver(target, message, from);
    assert.deepEqual(invoked, [[target, '{"a":1}', from.requestId]]);
  });

  test('does not go round in circles for ever', async () => {
    const { deliverer, troubles } = delivererWith({});
    await deliverer.deliver(target, message, { ...from, hops: 16 });
    assert.match(troubles[0] ?? '', /loop/);
  });

  test('that does not exist is said', async () => {
    const { deliverer, troubles } = delivererWith({
      invokeFunction: () => {
        throw new Error('Function not found');
      },
    });
    await deliverer.deliver(target, message, from);
    assert.deepEqual(troubles, [`${target}: Function not found`]);
  });
});

describe('a file as destination', () => {
  let folder: string;
  before(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'kelvin-records-')), 'made', 'when needed');
  });
  after(() => rm(join(folder, '..', '..'), { recursive: true, force: true }));

  test('gets what has nowhere else to go, a JSON line a message, one file an ARN', async () => {
    const { deliverer, troubles } = delivererWith({ recordFolder: new RecordFolder(folder) });
    const body = `{"long":"${'x'.repeat(300_000)}"}`;
    await Promise.all([
      deliverer.deliver(TOPIC, { body }, from),
      deliverer.deliver(TOPIC, message, from),
      deliverer.deliver(QUEUE, message, from),
    ]);
    assert.deepEqual(troubles, []);
    assert.deepEqual((await readdir(folder)).sort(), [
      'arn_aws_sns_us-east-1_000000000000_t.jsonl',
      'arn_aws_sqs_eu-central-1_000000000000_q.jsonl',
    ]);
    const lines = (await readFile(join(folder, fileNameOf(TOPIC)), 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      [
        { destination: TOPIC, body: JSON.parse(body) },
        { destination: TOPIC, body: { a: 1 }, attributes: message.attributes },
      ],
    );
  });

  test('has a name that leads nowhere else, and no longer one than a file system takes', () => {
    assert.equal(fileNameOf('arn:aws:s3:::../../etc'), 'arn_aws_s3_.._.._etc.jsonl');
    const [a, b] = [fileNameOf(`arn:${'x'.repeat(340)}`), fileNameOf(`arn:${'x'.repeat(341)}`)];
    assert.ok(a.length < 255 && a !== b);
  });

  test('that cannot be written is said', async () => {
    const { deliverer, troubles } = delivererWith({
      recordFolder: new RecordFolder(join(import.meta.filename, 'below a file')),
    });
    await deliverer.deliver(TOPIC, message, from);
    assert.match(troubles[0] ?? '', /ENOTDIR/);
  });

  test('is what is missing when there is neither folder nor endpoint', async () => {
    const { deliverer, troubles } = delivererWith({});
    await deliverer.deliver(TOPIC, message, from);
    assert.match(troubles[0] ?? '', /--destination-folder/);
  });
});
