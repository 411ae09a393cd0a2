import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetProvisionedConcurrencyConfigCommand,
  PublishVersionCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import { analyse } from '../../../src/analysis/index.js';
import { openLoadRecording, readRecording, startKind } from '../../../src/recording/index.js';
import { errorAnswer, startProxy } from '../../fixtures/faults/index.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { type Account, openAccount } from './kind-of-function.js';

const folder = temporaryFolder(after);
/** Long enough in the handler that two at once need two environments. */
const SLOW = `export const handler = async () => new Promise((resolve) => setTimeout(resolve, 400));\n`;
let account: Account;
before(async () => {
  account = await openAccount();
  await account.has('kept', {}, SLOW);
  const { client } = account;
  await client.send(new PublishVersionCommand({ FunctionName: 'kept' }));
  const of = { FunctionName: 'kept', Qualifier: '1' };
  await client.send(new PutProvisionedConcurrencyConfigCommand({ ...of, ProvisionedConcurrentExecutions: 1 }));
  for (let status = 'IN_PROGRESS'; status === 'IN_PROGRESS'; ) {
    await sleep(50);
    status = (await client.send(new GetProvisionedConcurrencyConfigCommand(of))).Status ?? 'none';
    assert.notEqual(status, 'FAILED');
  }
});
after(() => account.close());

const tune = (out: string, ...more: readonly string[]) => tuneAt(account.emulator.endpoint, out, ...more);
const tuneAt = (endpoint: string, out: string, ...more: readonly string[]) =>
  kelvinHere(
    ['tune', '--function', 'kept', '--qualifier', '1', '--read-only', '--no-tui', '--yes', ...more].concat(
      ...['--endpoint-url', endpoint, '--out', join(folder, out)],
    ),
    { env: account.env },
  );
const flat = (text: string): string => text.replace(/\s+/g, ' ');

test('a version with provisioned concurrency is measured as it is: what ran ahead is no cold start', async () => {
  const { stdout, stderr } = await tune('one', '--cold', '1', '--warm', '4');
  const recording = readRecording(join(folder, 'one', 'recording.jsonl'));
  assert.equal(recording.header.function.provisionedConcurrency, 1, stderr);
  const reports = recording.measurements.flatMap(({ outcome }) => (outcome.kind === 'completed' ? outcome.report : []));
  const [first, ...others] = reports;
  assert.ok(first?.initDurationMs !== undefined && first.initializedAhead === true, JSON.stringify(first));
  assert.ok(others.every((it) => it.initDurationMs === undefined));
  assert.ok(reports.every((it) => startKind(it) === 'warm'));
  assert.match(flat(stdout), /measured on provisioned concurrency of 1: INIT runs before an invocation/);
  assert.match(flat(stdout), /Init Duration of first invocations, median: .*n = 1\)/);
  const [reported] = recording.inits ?? [];
  assert.ok(reported?.init.kind === 'init-report' && reported.version === '1', JSON.stringify(recording.inits));
  assert.match(flat(stdout), /INIT before any invocation \(provisioned-concurrency\), median: .*n = 1\)/);
  assert.match(flat(stdout), /keeping it costs \$[\d.]+ a month/);
  const { result } = analyse(recording);
  assert.equal(result.sizes[0]?.cold.n, 0);
  assert.ok(!result.warnings.some((it) => ['provisioned-spill-over', 'unexpected-starts'].includes(it.code)));
});

test('an invocation that spilled over to an environment on demand is a cold start, and is told', async () => {
  const { stdout } = await tune('spilled', '--cold', '2', '--warm', '4', '--concurrency', '2');
  const recording = readRecording(join(folder, 'spilled', 'recording.jsonl'));
  const cold = recording.measurements.filter(
    ({ outcome }) => outcome.kind === 'completed' && startKind(outcome.report) === 'cold',
  );
  assert.equal(cold.length, 1, stdout);
  assert.match(flat(stdout), /1 of \d+ invocations found no provisioned environment free and ran on demand/);
});

test('a load on it counts as cold only what spilled over, and says that its cost is on demand', async () => {
  const out = join(folder, 'load');
  const { stdout, stderr } = await kelvinHere(
    ['load', '--function', 'kept', '--qualifier', '1', '--read-only', '--load', 'burst 3', '--no-tui', '--yes'].concat(
      ...['--endpoint-url', account.emulator.endpoint, '--out', out],
    ),
    { env: account.env },
  );
  const { header, lines } = openLoadRecording(join(out, 'recording.jsonl'));
  assert.equal(header.functions[0]?.provisionedConcurrency, 1, stderr);
  const reports = [...lines()].flatMap((it) =>
    it.type === 'request' && 'report' in it.outcome && it.outcome.report !== undefined ? [it.outcome.report] : [],
  );
  assert.equal(reports.length, 3);
  for (const it of reports) {
    const isWithin = it.initDurationMs !== undefined && Number(it.billedDurationMs) > it.durationMs + 1;
    assert.equal(startKind(it), isWithin ? 'cold' : 'warm');
  }
  assert.match(flat(stdout), /put on provisioned concurrency of 1/i);
  assert.match(flat(stdout), /INIT before any invocation \(provisioned-concurrency\), median: .*n = 1\)/);
  const { reportedInits } = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')).arms[0];
  assert.deepEqual([reportedInits[0].functionName, reportedInits[0].kinds[0].n], ['kept', 1]);
  for (const view of ['summary.md', 'report.html']) {
    assert.match(flat(readFileSync(join(out, view), 'utf8')), /INIT before any invocation/, view);
  }
});

test('where it may not be asked, the policy line is told before and the reports tell what they show of it', async () => {
  const message =
    'User: arn:aws:iam::123456789012:user/eve is not authorized to perform: lambda:GetProvisionedConcurrencyConfig on ' +
    'resource: arn:aws:lambda:us-east-1:123456789012:function:kept:1 because no identity-based policy allows the ' +
    'lambda:GetProvisionedConcurrencyConfig action';
  const proxy = await startProxy(account.emulator.endpoint, {
    onRequest: ({ operation }) =>
      operation === 'GetProvisionedConcurrencyConfig' ? errorAnswer(403, 'AccessDeniedException', message) : undefined,
  });
  const { stdout, stderr } = await tuneAt(proxy.endpoint, 'denied', '--cold', '0', '--warm', '2').finally(() =>
    proxy.close(),
  );
  const said = flat(`${stderr}${stdout}`);
  assert.match(said, /not known whether kept:1 has provisioned concurrency: .*AWS denies lambda:GetProvisioned/);
  assert.match(said, /needs this line in a policy .*function:kept:\*/);
  assert.match(said, /whether it has provisioned concurrency could not be asked/);
  assert.ok(!said.includes('123456789012'), said);
  const { function: fn } = readRecording(join(folder, 'denied', 'recording.jsonl')).header;
  assert.deepEqual([fn.provisionedConcurrencyUnknown, fn.provisionedConcurrency], [true, undefined]);
});
