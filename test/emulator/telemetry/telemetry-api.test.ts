import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteFunctionCommand,
  InvokeCommand,
  PublishLayerVersionCommand,
  type PublishLayerVersionResponse,
} from '@aws-sdk/client-lambda';
import { Bench, credentials, type Source, zip } from '../harness.js';

const bench = await Bench.start();
const logs = new CloudWatchLogsClient({
  endpoint: bench.emulator.endpoint,
  region: 'us-east-1',
  credentials,
  maxAttempts: 1,
});
after(async () => {
  logs.destroy();
  await bench.close();
});

/** An external extension as AWS's samples are: listens by the environment's name, subscribes, and prints what it gets. */
const agent = `#!/usr/bin/env node
const http = require('node:http');
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API;
const PORT = 4243;
async function main() {
  await new Promise((resolve) => {
    http.createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      for (const { type, record } of JSON.parse(body)) {
        const what = type === 'function' ? record : record.status ?? record.phase ?? record.state ?? '';
        console.log('GOT', type, what);
      }
      response.end();
    }).listen(PORT, 'sandbox.localdomain', resolve);
  });
  const registered = await fetch(api + '/2020-01-01/extension/register', {
    method: 'POST',
    headers: { 'Lambda-Extension-Name': 'agent' },
    body: JSON.stringify({ events: ['INVOKE', 'SHUTDOWN'] }),
  });
  const id = registered.headers.get('lambda-extension-identifier');
  const subscribed = await fetch(api + '/2022-07-01/telemetry', {
    method: 'PUT',
    headers: { 'Lambda-Extension-Identifier': id, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      schemaVersion: '2022-12-13',
      types: ['platform', 'function'],
      buffering: { timeoutMs: Number(process.env.TIMEOUT_MS ?? 25) },
      destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:' + PORT },
    }),
  });
  console.log('SUBSCRIBED', subscribed.status, await subscribed.text());
  for (;;) {
    const next = await fetch(api + '/2020-01-01/extension/event/next', { headers: { 'Lambda-Extension-Identifier': id } });
    const event = await next.json();
    if (event.eventType === 'SHUTDOWN') setTimeout(() => process.exit(), 300);
    // What was reported of an invocation comes with the next one; this gives it the time.
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}
main().catch((error) => { console.log('FAILED', error); process.exit(1); });
`;

const source: Source = {
  'index.js': `exports.handler = async (event) => {
    console.log('hello from the function');
    await new Promise((resolve) => setTimeout(resolve, event.wait ?? 0));
    return process.env.AWS_LAMBDA_LOG_STREAM_NAME;
  }`,
};

async function messages(group: string): Promise<string[]> {
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${group}` }));
  return events.map(({ message = '' }) => message.trim());
}

const { sandbox } = bench.emulator.facts;

describe('an extension that listens by the name of its environment', {
  skip: !sandbox.enforced && sandbox.reason,
}, () => {
  let layer: PublishLayerVersionResponse;
  before(async () => {
    layer = await bench.lambda.send(
      new PublishLayerVersionCommand({
        LayerName: 'agent',
        Content: { ZipFile: await zip({ 'extensions/agent': { content: agent, mode: 0o100755 } }) },
      }),
    );
  });

  test('is told everything, from the first event on', async () => {
    await bench.create('told', source, { Layers: [layer.LayerVersionArn ?? ''] });
    await bench.invoke('told');
    await bench.invoke('told');
    const expected = [
      /^SUBSCRIBED 200 "OK"$/,
      /^TELEMETRY\tName: agent\tState: Subscribed\tTypes: \[Platform, Function\]$/,
      /^GOT platform\.initStart init$/,
      /^GOT platform\.telemetrySubscription Subscribed$/,
      /^GOT platform\.initRuntimeDone success$/,
      /^GOT platform\.start/,
      /^GOT function .*hello from the function$/,
      /^GOT platform\.runtimeDone success$/,
      /^GOT platform\.report success$/,
    ];
    const missing = async () => {
      const all = await messages('told');
      return expected.filter((it) => !all.some((message) => it.test(message)));
    };
    // On a busy machine the extension is frozen before it has heard of all, and hears of it with a later invocation.
    for (let more = 0; more < 50 && (await missing()).length > 0; more++) await bench.invoke('told');
    assert.deepEqual(await missing(), []);
  });
  test('does not stand in the way of another one in another environment', async () => {
    const invoke = () =>
      bench.lambda.send(new InvokeCommand({ FunctionName: 'told', Payload: JSON.stringify({ wait: 1500 }) }));
    const answers = await Promise.all([invoke(), invoke(), invoke()]);
    const streams = answers.map(({ Payload, FunctionError }) => {
      assert.equal(FunctionError, undefined, Payload?.transformToString());
      return Payload?.transformToString();
    });
    assert.equal(new Set(streams).size, 3);
    const all = await messages('told');
    assert.equal(all.filter((message) => message === 'SUBSCRIBED 200 "OK"').length, 3);
    assert.ok(!all.some((message) => message.startsWith('FAILED')));
  });
  test('is sent what is left when its environment shuts down', async () => {
    await bench.create('ends', source, {
      Layers: [layer.LayerVersionArn ?? ''],
      Environment: { Variables: { TIMEOUT_MS: '30000' } },
    });
    await bench.invoke('ends');
    assert.ok(!(await messages('ends')).some((message) => message.startsWith('GOT')));
    await bench.lambda.send(new DeleteFunctionCommand({ FunctionName: 'ends' }));
    while (!(await messages('ends')).includes('GOT platform.report success')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
});
