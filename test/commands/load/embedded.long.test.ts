import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { familyOf, isLinux, kelvin, kelvinHere, survivors, temporaryFolder, until } from '../kelvin.js';
import { assertLoaded, childrenOf, countBy, handlerAt, loadUntilSending, recordedIn } from './load-run.js';

/** Loads of code on the emulator that the run itself starts. */
const folder = temporaryFolder(after);
for (const name of ['quick', 'slow']) mkdirSync(join(folder, name));
const QUICK = handlerAt(join(folder, 'quick'), 'handler', 5);
handlerAt(join(folder, 'slow'), 'handler', 40);

const onLinux = { skip: isLinux ? false : 'processes are found through /proc' };

const load = (args: readonly string[], out: string) => kelvinHere(['load', ...args, '--out', out]);

test('puts every size under the same load, and records each request once', async () => {
  const out = join(folder, 'two-sizes');
  const args = [QUICK, '--memory', '512,1024', '--load', 'constant 20/s 2s', '--seed', '7'];
  const finished = await kelvin(['load', ...args, '--out', out]);
  assertLoaded(finished);
  const { header, arms, requests, armEnds, end, unreadable } = recordedIn(out);
  assert.deepEqual(header.load.memorySizesMB, [512, 1024]);
  assert.deepEqual(arms.map((it) => it.memorySizeMB).sort(), [1024, 512]);
  assert.deepEqual(
    countBy(requests, (it) => it.arm),
    { 0: 40, 1: 40 },
  );
  assert.deepEqual(
    armEnds.map((it) => [it.reason, it.reportsMissing]),
    Array(2).fill(['complete', undefined]),
  );
  assert.deepEqual([end?.reason, unreadable], ['complete', 0]);
  const due = (arm: number) =>
    requests
      .filter((it) => it.arm === arm)
      .map((it) => it.dueMs)
      .sort((a, b) => a - b);
  assert.deepEqual(due(0), due(1));
  for (const { arm, outcome } of requests) {
    if (outcome.kind !== 'answered') assert.fail(`${outcome.kind}: ${JSON.stringify(outcome)}`);
    assert.equal(outcome.report?.memorySizeMB, arms[arm]?.memorySizeMB);
  }
  const cold = requests.filter(({ outcome }) => 'report' in outcome && outcome.report?.initDurationMs !== undefined);
  assert.deepEqual([...new Set(cold.map((it) => it.arm))].sort(), [0, 1], 'each size begins without environments');
});

test('a mix goes to its functions by weight, and one of fixed memory size keeps it', async () => {
  const scenario = join(folder, 'mix.yaml');
  writeFileSync(
    scenario,
    `functions:
  quick: {code: ./quick, handler: handler.handler, runtime: nodejs24.x, weight: 3}
  slow: {code: ./slow, handler: handler.handler, runtime: nodejs24.x, weight: 1, memorySize: 1769}
memorySizes: [512]
load: {kind: constant, rate: 40/s, for: 2s}
`,
  );
  const out = join(folder, 'mix');
  assertLoaded(await load([scenario], out));
  const { header, requests } = recordedIn(out);
  assert.deepEqual(
    header.functions.map((it) => [it.name, it.weight]),
    [
      ['quick', 3],
      ['slow', 1],
    ],
  );
  const shares = countBy(requests, (it) => it.function ?? 'none');
  assert.equal(requests.length, 80);
  assert.ok((shares[0] ?? 0) > (shares[1] ?? 0) && (shares[1] ?? 0) > 0, JSON.stringify(shares));
});

test('--max-requests bounds the whole run, and every size gets its share', async () => {
  const out = join(folder, 'bounded');
  const bound = ['--max-requests', '21', '--memory', '512,1024'];
  assertLoaded(await load([QUICK, '--load', 'constant 50/s 2s', ...bound], out));
  const { requests, armEnds } = recordedIn(out);
  const sent = requests.filter((it) => it.outcome.kind !== 'dropped');
  assert.equal(sent.length, 21);
  assert.deepEqual(
    countBy(sent, (it) => it.arm),
    { 0: 10, 1: 11 },
  );
  assert.deepEqual(
    armEnds.map((it) => it.reason),
    ['max-requests', 'max-requests'],
  );
});

test('--budget ends the load when about that much is spent', async () => {
  const out = join(folder, 'budget');
  // A request of a few milliseconds costs 0.0000002 and its duration.
  const { code, stderr } = await load(
    [QUICK, '--memory', '512', '--load', 'constant 50/s 20s', '--budget', '$0.00001'],
    out,
  );
  assert.notEqual(code, 3, stderr);
  const { requests, armEnds, header } = recordedIn(out);
  assert.equal(header.load.limits.budgetUsd, 0.00001);
  assert.deepEqual(
    armEnds.map((it) => it.reason),
    ['budget'],
  );
  const sent = requests.filter((it) => it.outcome.kind !== 'dropped').length;
  assert.ok(sent > 5 && sent < 1000, `${sent} were sent`);
});

test('goes through a function URL that is made for the run, with the reports from the log group', async () => {
  const out = join(folder, 'function-url');
  const args = ['--memory', '512,1024', '--load', 'constant 20/s 1s', '--via', 'function-url'];
  assertLoaded(await load([QUICK, ...args], out));
  const { arms, requests, reports, armEnds } = recordedIn(out);
  assert.equal(requests.length, 40);
  const arm = new Map(requests.map((it) => ['requestId' in it.outcome ? it.outcome.requestId : undefined, it.arm]));
  assert.equal(reports.length, 40);
  for (const it of reports) {
    assert.equal(arm.get(it.requestId), it.arm);
    assert.equal(it.report.memorySizeMB, arms[it.arm]?.memorySizeMB);
    assert.match(it.logStream ?? '', /\[\d+\]/);
  }
  assert.deepEqual(
    armEnds.map((it) => it.reportsMissing),
    [undefined, undefined],
  );
});

test('a function URL that asks for signed requests gets them', async () => {
  const scenario = join(folder, 'signed.yaml');
  writeFileSync(
    scenario,
    `function: {code: ./quick, handler: handler.handler, runtime: nodejs24.x}
memorySizes: [512]
via: {functionUrl: AWS_IAM}
payload: {json: {hello: world}}
load: {kind: constant, rate: 10/s, for: 1s}
`,
  );
  const out = join(folder, 'signed');
  assertLoaded(await load([scenario], out));
  const { requests, reports } = recordedIn(out);
  assert.deepEqual(
    countBy(requests, (it) => it.outcome.kind),
    { answered: 10 },
  );
  assert.equal(reports.length, 10);
});

test('streamed answers are read to their end', async () => {
  const out = join(folder, 'streamed');
  const args = ['--memory', '512', '--load', 'constant 10/s 1s', '--via', 'invoke-stream'];
  assertLoaded(await load([QUICK, ...args], out));
  const { requests } = recordedIn(out);
  assert.deepEqual(
    countBy(requests, (it) => it.outcome.kind),
    { answered: 10 },
  );
});

const ENDLESS = ['--memory', '512', '--load', 'constant 20/s 120s'];

test('when its emulator ends, the load ends at once and says so', onLinux, async () => {
  const out = join(folder, 'lost');
  const run = await loadUntilSending([QUICK, ...ENDLESS], out);
  const [emulator] = childrenOf(run.child.pid ?? 0).filter((it) => it.command.includes('emulate'));
  assert.ok(emulator !== undefined);
  process.kill(emulator.pid, 'SIGKILL');
  const { code, stderr } = await run.finished;
  assert.equal(code, 3, stderr);
  assert.match(stderr, /the emulator ended in the middle of the run \(SIGKILL\)/);
  const { end, requests, unreadable } = recordedIn(out);
  assert.deepEqual([end?.reason, unreadable], ['failed', 0]);
  assert.ok(requests.length < 1500, 'it did not go on for two minutes');
});

test('kill -9: the recording reads, and no process is left', onLinux, async () => {
  const out = join(folder, 'killed');
  const run = await loadUntilSending([QUICK, ...ENDLESS], out);
  const family = familyOf(run.child.pid ?? 0);
  run.child.kill('SIGKILL');
  await run.finished;
  await until('every process to end', () => survivors(family).length === 0);
  const { end, requests } = recordedIn(out);
  assert.equal(end, undefined);
  assert.ok(requests.length > 5);
});
