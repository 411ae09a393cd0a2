import assert from 'node:assert/strict';
import { existsSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { LogsResult } from '../../src/analysis/index.js';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { findReport, isReport, type Report } from '../../src/logs/index.js';
import { openLogRecording } from '../../src/recording/index.js';
import { milliseconds } from '../../src/units/index.js';
import { zipOf } from '../fixtures/zip.js';
import { kelvinHere, NO_AWS, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
const LOG_GROUP = '/aws/lambda/orders';
const HANDLER = `export const handler = async ({ how }) => {
  process.stdout.write('REPORT RequestId: 11111111-2222-4333-8444-555555555555\\tDuration: 1.00 ms\\tBilled Duration: 1 ms\\tMemory Size: 128 MB\\tMax Memory Used: 1 MB\\t\\n');
  if (how === 'exit') process.exit(7);
  if (how === 'sleep') await new Promise((done) => setTimeout(done, 60_000));
  return how;
};
`;
const invoked: Report[] = [];
let emulator: Emulator;
let client: LambdaClient;

/** Invokes and keeps the report of the log tail: what kelvin logs has to find again. */
async function invoke(how: string): Promise<void> {
  const { LogResult = '', $metadata } = await client.send(
    new InvokeCommand({ FunctionName: 'orders', LogType: 'Tail', Payload: JSON.stringify({ how }) }),
  );
  const found = findReport(Buffer.from(LogResult, 'base64').toString(), $metadata.requestId ?? '');
  assert.ok(isReport(found), JSON.stringify(found));
  invoked.push(found);
}

before(async () => {
  emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new LambdaClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials });
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'orders',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/x',
      Code: { ZipFile: await zipOf({ 'index.mjs': HANDLER }) },
      MemorySize: 512,
      Timeout: 60,
    }),
  );
  for (let i = 0; i < 12; i++) await invoke('well');
  await invoke('exit');
  const set = (more: object) =>
    client.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'orders', ...more }));
  // For this one alone: a busy machine may take a second for the others.
  await set({ Timeout: 1 });
  await invoke('sleep');
  await set({ Timeout: 60, MemorySize: 1024 });
  for (let i = 0; i < 5; i++) await invoke('well');
});
after(async () => {
  client.destroy();
  await emulator.close();
});

const read = (args: readonly string[]) =>
  kelvinHere(['logs', ...args, '--endpoint-url', emulator.endpoint], { env: NO_AWS, cwd: folder });
const resultIn = (out: string): LogsResult => JSON.parse(readFileSync(join(folder, out, 'result.json'), 'utf8'));
const reportsIn = (out: string): Report[] =>
  [...openLogRecording(join(folder, out, 'recording.jsonl')).lines].flatMap((it) =>
    'line' in it && it.line.type === 'observation' ? [it.line.report as Report] : [],
  );
const byId = (reports: readonly Report[]) =>
  [...reports].sort((a, b) => ((a.requestId ?? '') < (b.requestId ?? '') ? -1 : 1));

test('reads from a log group the reports that the invocations had in their log tails, and no other', async () => {
  const { code, stdout, stderr } = await read(['--log-group', LOG_GROUP, '--out', 'group']);
  assert.equal(code, 0, stderr);
  assert.deepEqual(byId(reportsIn('group')), byId(invoked));
  const { total, groups, region, warnings, read: counts } = resultIn('group');
  const cold = invoked.filter((it) => it.initDurationMs !== undefined).length;
  assert.ok(cold >= 2, 'one environment at each size at least');
  assert.deepEqual(
    [total.invocations, total.coldShare.cold, total.timedOut, total.failed],
    [invoked.length, cold, 1, 1],
  );
  assert.deepEqual(groups.map((it) => [it.functionName, it.memorySizeMB, it.invocations]).sort(), [
    ['orders', 1024, 5],
    ['orders', 512, 14],
  ]);
  assert.equal(region, 'us-east-1');
  assert.ok(counts.lookAlikes >= invoked.length, `${counts.lookAlikes} look-alikes`);
  assert.deepEqual(
    warnings.filter((it) => /region|function-names|timestamps|independence/.test(it.code)),
    [],
  );
  assert.match(stdout, /orders, 512 MB: 14 invocations/);
});

test('an interrupted reading goes on where it stopped, and no report counts twice', async () => {
  assert.equal((await read(['--log-group', LOG_GROUP, '--out', 'cut'])).code, 0);
  const path = join(folder, 'cut', 'recording.jsonl');
  // As a kill leaves it: in the middle of the third observation.
  const lines = readFileSync(path, 'utf8').split('\n');
  truncateSync(path, lines.slice(0, 3).join('\n').length + 20);
  const { code, stderr } = await read(['--resume', 'cut']);
  assert.equal(code, 0, stderr);
  assert.deepEqual(byId(reportsIn('cut')), byId(invoked));
  const again = await read(['--resume', 'cut']);
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(byId(reportsIn('cut')), byId(invoked));
  const [cut, whole] = [resultIn('cut'), resultIn('group')];
  assert.deepEqual(cut.total, whole.total);
  assert.equal(cut.endReason, 'complete');
});

test('reads a span alone', async () => {
  const future = await read(['--log-group', LOG_GROUP, '--start', String(Date.now() + 3_600_000), '--out', 'future']);
  assert.equal(future.code, 4, future.stderr);
  assert.match(future.stdout, /no report was found \(read: 0 lines\)/);
  assert.equal((await read(['--log-group', LOG_GROUP, '--start', '1h', '--out', 'hour'])).code, 0);
  assert.equal(resultIn('hour').total.invocations, invoked.length);
});

test('a log group that is not there is one clear message, and leaves no folder', async () => {
  const { code, stderr } = await read(['--log-group', '/aws/lambda/nowhere', '--out', 'nowhere']);
  assert.equal(code, 3);
  assert.match(stderr, /there is no log group \/aws\/lambda\/nowhere\n {2}hint: .*describe-log-groups/);
  assert.ok(!existsSync(join(folder, 'nowhere')));
});

test('kelvin report makes of the recording what kelvin logs made, byte for byte', async () => {
  for (const [option, file] of [
    ['--json', 'result.json'],
    ['--html', 'report.html'],
    ['--markdown', 'summary.md'],
  ] as const) {
    const { code, stdout, stderr } = await kelvinHere(['report', join(folder, 'group'), option, '-']);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, readFileSync(join(folder, 'group', file), 'utf8'));
  }
});
