import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionConcurrencyCommand,
  DeleteFunctionUrlConfigCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { familyOf, isLinux, kelvin, kelvinHere, survivors, temporaryFolder, until } from '../kelvin.js';
import { assertLoaded, countBy, emulatedAccount, journalsIn, loadUntilSending, recordedIn } from './load-run.js';

/** Loads of functions that exist already: in the end each is as it was, whatever happened. */
const folder = temporaryFolder(after);
const onLinux = { skip: isLinux ? false : 'processes are found through /proc' };
const { account } = await emulatedAccount(after);
await account.make('orders', 5);
await account.make('patient', 20_000);

const LONG = ['--function', 'orders', '--memory', '512,1024', '--load', 'constant 20/s 60s'];

test('measures the current size alone when no sizes are named, and leaves the function as it was', async () => {
  const before = await account.state('orders');
  const out = join(folder, 'by-name');
  const args = ['load', '--function', 'orders', '--load', 'constant 20/s 1s', '--out', out];
  const finished = await kelvinHere(args, { env: account.env });
  assertLoaded(finished);
  assert.deepEqual(await account.state('orders'), before);
  const { arms, requests, header } = recordedIn(out);
  assert.deepEqual(
    arms.map((it) => it.memorySizeMB),
    [640],
  );
  assert.deepEqual(
    countBy(requests, (it) => it.outcome.kind),
    { answered: 20 },
  );
  assert.equal(header.functions[0]?.currentMemorySizeMB, 640);
  assert.deepEqual(journalsIn(out), []);
  const told = 'orders may have up to 1000 execution environments at once';
  assert.ok(finished.stdout.replaceAll(/\s+/g, ' ').includes(told), finished.stdout);
  assert.match(finished.stdout, /this load sends about 20 requests to 127\.0\.0\.1/);
  for (const file of readdirSync(out)) {
    const text = readFileSync(join(out, file), 'utf8');
    assert.ok(!/AKIDEXAMPLE|\b(000000000000|123456789012)\b/.test(text), `${file} tells too much`);
  }
});

test('a function URL and its alias go again after the run', async () => {
  const before = await account.state('orders');
  const out = join(folder, 'by-url');
  const args = ['load', '--function', 'orders', '--load', 'burst 3, constant 10/s 1s', '--via', 'function-url'];
  assertLoaded(await kelvin([...args, '--memory', '512', '--out', out], { env: account.env }));
  assert.deepEqual(await account.state('orders'), before);
  const { requests, reports } = recordedIn(out);
  assert.deepEqual([requests.length, reports.length], [13, 13]);
});

test('an address with its function beside it: nothing of that is touched, and its reports are found', async () => {
  const FunctionName = 'orders';
  const { FunctionUrl = '' } = await account.client.send(
    new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }),
  );
  const leave = { Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: 'NONE' } as const;
  await account.client.send(new AddPermissionCommand({ FunctionName, StatementId: 'all', ...leave }));
  const before = await account.state('orders');
  const out = join(folder, 'beside');
  const args = ['load', FunctionUrl, '--function', 'orders', '--load', 'constant 10/s 1s', '--out', out];
  assertLoaded(await kelvinHere([...args, '--threshold', 'costPerMillion<$50'], { env: account.env }));
  assert.deepEqual(await account.state('orders'), before);
  const { arms, requests, reports, header } = recordedIn(out);
  assert.deepEqual([requests.length, reports.length], [10, 10]);
  assert.deepEqual(
    arms.map((it) => [it.memorySizeMB, it.architecture]),
    [[640, 'x86_64']],
  );
  assert.deepEqual([header.load.memorySizesMB, header.functions.length], [[], 1]);
  await account.client.send(new DeleteFunctionUrlConfigCommand({ FunctionName }));
});

test('reserved concurrency is told before the load', async () => {
  const reserved = { FunctionName: 'orders', ReservedConcurrentExecutions: 3 };
  await account.client.send(new PutFunctionConcurrencyCommand(reserved));
  const out = join(folder, 'reserved');
  const args = ['load', '--function', 'orders', '--load', 'constant 5/s 1s', '--out', out];
  const { stdout } = await kelvinHere(args, { env: account.env });
  const told =
    'orders has a reserved concurrency of 3, which its own callers share: what would need more at once will be throttled';
  assert.ok(stdout.replaceAll(/\s+/g, ' ').includes(told), stdout);
  await account.client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'orders' }));
});

test('a function that is switched off by a reserved concurrency of 0 is refused before anything is made', async () => {
  const before = await account.state('orders');
  const off = { FunctionName: 'orders', ReservedConcurrentExecutions: 0 };
  await account.client.send(new PutFunctionConcurrencyCommand(off));
  const args = ['load', '--function', 'orders', '--load', 'burst 3', '--out', join(folder, 'off')];
  const { code, stderr } = await kelvinHere(args, { env: account.env });
  await account.client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'orders' }));
  assert.equal(code, 3, stderr);
  assert.match(stderr, /the reserved concurrency of orders is 0: it is switched off/);
  assert.equal(existsSync(join(folder, 'off', 'recording.jsonl')), false);
  assert.deepEqual(await account.state('orders'), before);
});

test('Ctrl-C: what is open is recorded as open, the function is put back, exit code 130', async () => {
  const before = await account.state('patient');
  const out = join(folder, 'interrupted');
  const args = ['--function', 'patient', '--load', 'constant 10/s 60s', '--via', 'function-url'];
  // Nothing answers, so that beats alone are recorded.
  const run = await loadUntilSending(args, out, account.env, 3);
  run.child.kill('SIGINT');
  const { code } = await run.finished;
  assert.equal(code, 130);
  assert.deepEqual(await account.state('patient'), before);
  const { requests, armEnds, end, unreadable } = recordedIn(out);
  assert.ok(
    requests.some((it) => it.outcome.kind === 'open'),
    JSON.stringify(countBy(requests, (it) => it.outcome.kind)),
  );
  for (const { outcome } of requests) assert.ok(['open', 'dropped'].includes(outcome.kind), outcome.kind);
  assert.deepEqual(
    armEnds.map((it) => it.reason),
    ['interrupted'],
  );
  assert.deepEqual([end?.reason, unreadable], ['interrupted', 0]);
  assert.deepEqual(journalsIn(out), []);
});

test('SIGTERM ends it in order as well', async () => {
  const before = await account.state('orders');
  const out = join(folder, 'terminated');
  const run = await loadUntilSending(LONG, out, account.env);
  run.child.kill('SIGTERM');
  assert.equal((await run.finished).code, 130);
  assert.deepEqual(await account.state('orders'), before);
  assert.equal(recordedIn(out).end?.reason, 'interrupted');
});

test('Ctrl-C twice does not wait, and the function is put back all the same', onLinux, async () => {
  const before = await account.state('orders');
  const out = join(folder, 'impatient');
  const run = await loadUntilSending([...LONG, '--via', 'function-url'], out, account.env);
  const family = familyOf(run.child.pid ?? 0);
  run.child.kill('SIGINT');
  await until('the first to be heard', () => recordedIn(out).armEnds.length > 0 || run.child.exitCode !== null);
  run.child.kill('SIGINT');
  assert.equal((await run.finished).code, 130);
  await until('the journal to go', () => journalsIn(out).length === 0);
  assert.deepEqual(await account.state('orders'), before);
  assert.equal(recordedIn(out).unreadable, 0);
  await until('every process to end', () => survivors(family).length === 0);
});

test('kill -9: the recording reads, and the function is put back without anybody doing anything', onLinux, async () => {
  const before = await account.state('orders');
  const out = join(folder, 'killed');
  const run = await loadUntilSending([...LONG, '--via', 'function-url'], out, account.env);
  const family = familyOf(run.child.pid ?? 0);
  run.child.kill('SIGKILL');
  await run.finished;
  await until('the journal to go', () => journalsIn(out).length === 0);
  assert.deepEqual(await account.state('orders'), before);
  const { requests, end } = recordedIn(out);
  assert.ok(requests.length > 5);
  assert.equal(end, undefined);
  await until('every process to end', () => survivors(family).length === 0);
});

test('kelvin restore puts it back where nobody was left to do it', onLinux, async () => {
  const before = await account.state('orders');
  const out = join(folder, 'restored');
  const run = await loadUntilSending([...LONG, '--via', 'function-url'], out, account.env);
  const caretaker = execFileSync('pgrep', ['-f', `restore ${join(out, 'restore.jsonl')}`], { encoding: 'utf8' });
  for (const pid of caretaker.trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
  run.child.kill('SIGKILL');
  await run.finished;
  assert.ok(existsSync(join(out, 'restore.jsonl')));
  assert.notDeepEqual(await account.state('orders'), before);
  const { code, stdout, stderr } = await kelvin(['restore', out], { env: account.env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /orders is as it was before the run/);
  assert.deepEqual(await account.state('orders'), before);
});
