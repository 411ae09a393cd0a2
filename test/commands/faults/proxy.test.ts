import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import {
  CUT,
  errorAnswer,
  type FaultProxy,
  type ProxyHooks,
  rewritten,
  startProxy,
} from '../../fixtures/faults/index.js';
import { emulatedAccount } from '../load/load-run.js';

const { account, emulator } = await emulatedAccount(after);
await account.make('orders', 0);
let hooks: ProxyHooks = {};
let proxy: FaultProxy;
let client: LambdaClient;
before(async () => {
  proxy = await startProxy(emulator.endpoint, {
    onRequest: (call) => hooks.onRequest?.(call),
    onAnswer: (call, answer) => hooks.onAnswer?.(call, answer),
  });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new LambdaClient({ endpoint: proxy.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
});
beforeEach(() => {
  hooks = {};
});
after(async () => {
  client.destroy();
  await proxy.close();
});

const configuration = () => client.send(new GetFunctionConfigurationCommand({ FunctionName: 'orders' }));
const reserve = (ReservedConcurrentExecutions: number) =>
  client.send(new PutFunctionConcurrencyCommand({ FunctionName: 'orders', ReservedConcurrentExecutions }));
const invoke = () => client.send(new InvokeCommand({ FunctionName: 'orders', LogType: 'Tail' }));
const operations = () => proxy.calls.map(({ operation }) => operation);

test('passes everything on without hooks, streams too, and names the calls', async () => {
  assert.equal((await configuration()).MemorySize, 640);
  assert.equal((await invoke()).Payload?.transformToString(), '1');
  const { EventStream = [] } = await client.send(new InvokeWithResponseStreamCommand({ FunctionName: 'orders' }));
  let streamed = '';
  for await (const { PayloadChunk } of EventStream) streamed += Buffer.from(PayloadChunk?.Payload ?? []).toString();
  assert.equal(streamed, '1');
  const facts = await fetch(new URL('/_kelvin/facts', proxy.endpoint));
  assert.equal(((await facts.json()) as { emulator: string }).emulator, 'kelvin');
  assert.deepEqual(operations(), [
    'GetFunctionConfiguration',
    'Invoke',
    'InvokeWithResponseStream',
    'GET /_kelvin/facts',
  ]);
});

test('answers instead of the emulator, which then never hears of the call', async () => {
  hooks = { onRequest: () => errorAnswer(429, 'TooManyRequestsException', 'Rate exceeded') };
  await assert.rejects(reserve(3), { name: 'TooManyRequestsException', message: 'Rate exceeded' });
  assert.equal(await account.reserved('orders'), undefined);
});

test('cuts a connection before the call has happened, or after it', async () => {
  hooks = { onRequest: () => CUT };
  await assert.rejects(reserve(4), { code: 'ECONNRESET' });
  assert.equal(await account.reserved('orders'), undefined);
  hooks = { onAnswer: () => CUT };
  await assert.rejects(reserve(5), { code: 'ECONNRESET' });
  assert.equal(await account.reserved('orders'), 5);
});

test('changes what is answered', async () => {
  hooks = { onAnswer: (_, answer) => rewritten(answer, (body) => ({ ...body, MemorySize: 128 })) };
  assert.equal((await configuration()).MemorySize, 128);
});
