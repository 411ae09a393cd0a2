import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CreateFunctionCommand, LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { openLoadRecording } from '../../src/recording/index.js';
import { CUT, errorAnswer, type ProxiedCall } from '../fixtures/faults/index.js';
import { hideEmulator } from '../fixtures/hidden-emulator.js';
import { zipOf } from '../fixtures/zip.js';
import { kelvinHere, NO_AWS, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
const ENV = { ...NO_AWS, AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' };

async function withFunction(emulator: Emulator): Promise<LambdaClient> {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const client = new LambdaClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials });
  const code = { ZipFile: await zipOf({ 'index.mjs': 'export const handler = async () => 1;\n' }) };
  const function_ = { FunctionName: 'orders', Runtime: 'nodejs24.x', Handler: 'index.handler' } as const;
  const Role = 'arn:aws:iam::123456789012:role/orders';
  await client.send(new CreateFunctionCommand({ ...function_, Role, Code: code, MemorySize: 640 }));
  return client;
}

/** The first of them is throttled, the answer of the first publication is lost, and the second update meets another one. */
function trouble() {
  const seen = new Map<string, number>();
  const count = ({ operation }: ProxiedCall): number => {
    const times = (seen.get(operation) ?? 0) + 1;
    seen.set(operation, times);
    return times;
  };
  return {
    onRequest: (call: ProxiedCall) => {
      const times = count(call);
      if (call.operation !== 'UpdateFunctionConfiguration') return undefined;
      if (times <= 2) return errorAnswer(429, 'TooManyRequestsException', 'Rate exceeded');
      if (times !== 4) return undefined;
      return errorAnswer(
        409,
        'ResourceConflictException',
        'The operation cannot be performed at this time. An update is in progress for resource: orders',
      );
    },
    onAnswer: ({ operation }: ProxiedCall) =>
      operation === 'PublishVersion' && seen.get('PublishVersion') === 1 ? (CUT as typeof CUT) : undefined,
  };
}

test('what was sent again is told while it happens, recorded by its cause and shown; a lost version is not made twice', async () => {
  const emulator = await startEmulator({ port: 0, preferFunctions: true });
  const client = await withFunction(emulator);
  const proxy = await hideEmulator(emulator.endpoint, trouble());
  try {
    const out = join(folder, 'load');
    const where = ['--function', 'orders', '--endpoint-url', proxy.endpoint];
    const run = await kelvinHere(['load', ...where, '--load', 'burst 2', '--memory', '512', '--yes', '--out', out], {
      env: ENV,
    });
    const end = [...openLoadRecording(join(out, 'recording.jsonl')).lines()].find((it) => it.type === 'end');
    assert.equal(end?.type === 'end' && end.reason, 'complete', run.stderr);
    const calls = end?.type === 'end' ? end.calls : undefined;
    assert.deepEqual(calls?.retried, { throttled: 2, conflict: 1, connection: 1 });
    assert.equal(calls?.recognised, 1);
    const shown = run.stdout.replace(/\s+/g, ' ');
    assert.match(shown, /UpdateFunctionConfiguration is sent again in [\d.]+ m?s: the service asks to slow down/);
    assert.match(
      shown,
      /\d+ calls to the Lambda API, sent again 4 times \(2 throttled, 1 conflict, 1 connection lost\); 1 change found done/,
    );
    assert.equal(proxy.calls.filter(({ operation }) => operation === 'PublishVersion').length, 1);
    const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'orders' }));
    assert.deepEqual(
      Versions.map((it) => [it.Version, it.MemorySize]),
      [['$LATEST', 640]],
    );
  } finally {
    client.destroy();
    await proxy.close();
    await emulator.close();
  }
});
