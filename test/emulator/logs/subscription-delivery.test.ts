import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import { Bench, credentials } from '../harness.js';
import { arnOf, REGION } from './bench.js';

let bench: Bench;
let logs: sdk.CloudWatchLogsClient;
before(async () => {
  bench = await Bench.start();
  logs = new sdk.CloudWatchLogsClient({
    endpoint: bench.emulator.endpoint,
    region: REGION,
    credentials,
    maxAttempts: 1,
  });
});
after(async () => {
  logs.destroy();
  await bench.close();
});

test('a function that is subscribed to a group gets the events that match', async () => {
  await bench.create('listener', {
    'index.js': 'exports.handler = async (e) => { console.log("GOT " + e.awslogs.data) }',
  });
  const place = { logGroupName: 'heard', logStreamName: 's' };
  await logs.send(new sdk.CreateLogGroupCommand(place));
  await logs.send(new sdk.CreateLogStreamCommand(place));
  const destinationArn = arnOf('function:listener').replace(':logs:', ':lambda:');
  await logs.send(
    new sdk.PutSubscriptionFilterCommand({ ...place, filterName: 'f', filterPattern: 'ERROR', destinationArn }),
  );
  const timestamp = Date.now();
  const logEvents = ['ERROR one', 'INFO two', 'ERROR three'].map((message) => ({ timestamp, message }));
  await logs.send(new sdk.PutLogEventsCommand({ ...place, logEvents }));
  const { logEvents: received, ...rest } = await whatWasReceived();
  assert.deepEqual(rest, {
    messageType: 'DATA_MESSAGE',
    owner: '000000000000',
    logGroup: 'heard',
    logStream: 's',
    subscriptionFilters: ['f'],
  });
  assert.deepEqual(
    received.map(({ message, timestamp: at }) => [message, at]),
    [
      ['ERROR one', timestamp],
      ['ERROR three', timestamp],
    ],
  );
});

interface Received {
  readonly logEvents: readonly { readonly message: string; readonly timestamp: number }[];
}

async function whatWasReceived(): Promise<Received> {
  for (;;) {
    const query = { logGroupName: '/aws/lambda/listener', filterPattern: '"GOT "' };
    // Until the function's first line its group is not there.
    const { events: [event] = [] } = await logs
      .send(new sdk.FilterLogEventsCommand(query))
      .catch(() => ({ events: [] as sdk.FilteredLogEvent[] }));
    const [, data] = /GOT (\S+)/.exec(event?.message ?? '') ?? [];
    if (data !== undefined) return JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
