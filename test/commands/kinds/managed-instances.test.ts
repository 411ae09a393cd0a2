import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ListVersionsByFunctionCommand, PublishVersionCommand } from '@aws-sdk/client-lambda';
import { readRecording } from '../../../src/recording/index.js';
import { type FaultProxy, type ProxiedAnswer, rewritten, startProxy } from '../../fixtures/faults/index.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { assertLoaded } from '../load/load-run.js';
import { type Account, openAccount } from './kind-of-function.js';

const folder = temporaryFolder(after);
const PROVIDER = { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: 'arn:aws:lambda:::x' } };
let account: Account;
let proxy: FaultProxy;

/** The report as Managed Instances write it: of the JSON event's metrics the duration alone (DOC and RIE, 2026). */
function durationAlone(answer: ProxiedAnswer): ProxiedAnswer {
  const log = answer.headers['x-amz-log-result'];
  if (typeof log !== 'string') return answer;
  const lines = Buffer.from(log, 'base64').toString('utf8').split('\n');
  const cut = lines.map((line) => {
    if (!line.includes('"platform.report"')) return line;
    const event = JSON.parse(line);
    event.record.metrics = { durationMs: event.record.metrics.durationMs };
    return JSON.stringify(event);
  });
  const result = Buffer.from(cut.join('\n')).toString('base64');
  return { ...answer, headers: { ...answer.headers, 'x-amz-log-result': result } };
}

before(async () => {
  account = await openAccount();
  await account.has('instances', { MemorySize: 2048, LoggingConfig: { LogFormat: 'JSON' } });
  await account.client.send(new PublishVersionCommand({ FunctionName: 'instances' }));
  proxy = await startProxy(account.emulator.endpoint, {
    onAnswer: ({ operation }, answer) => {
      if (operation === 'Invoke') return durationAlone(answer);
      if (operation !== 'GetFunctionConfiguration') return answer;
      return rewritten(answer, (body) => ({ ...body, CapacityProviderConfig: PROVIDER }));
    },
  });
});
after(async () => {
  await proxy.close();
  await account.close();
});

const run = (command: string, out: string, ...more: readonly string[]) =>
  kelvinHere(
    [command, '--function', 'instances', '--qualifier', '1', '--no-tui', '--yes', ...more].concat(
      ...['--endpoint-url', proxy.endpoint, '--out', join(folder, out)],
    ),
    { env: account.env },
  );
const flat = (text: string): string => text.replace(/\s+/g, ' ');

test('of a function on Managed Instances tune shows durations, and says what cannot be known', async () => {
  const { code, stdout, stderr } = await run('tune', 'tune', '--cold', '0', '--warm', '12');
  const said = flat(stdout);
  assert.equal(code, 4, `${stdout}${stderr}`);
  assert.match(flat(stderr), /nothing is changed \(it runs on Managed Instances\): measured at 2,048 MB/);
  assert.match(said, /what it costs, what memory it used and which memory size it should have cannot be known/);
  assert.match(said, /GB-s unknown \(\d+ without a Billed Duration\), at least \$/);
  assert.doesNotMatch(said, / 0 GB-s|last tier|cold when a warm start was meant/);
  const { measurements } = readRecording(join(folder, 'tune', 'recording.jsonl'));
  assert.ok(measurements.filter(({ outcome }) => outcome.kind === 'completed').length >= 12);
});

test('a load of one has its durations, and no cost', async () => {
  const finished = await run('load', 'load', '--load', 'burst 4');
  assertLoaded(finished);
  const said = flat(finished.stdout);
  assert.match(said, /GB-s unknown \(4 without a Billed Duration\)/);
  assert.match(said, /what it costs, what memory it used and which memory size it should have cannot be known/);
  // Four requests, and no duration charge.
  assert.match(said, /sends about 4 requests to \S+, about \$0\.0000008 /);
  assert.doesNotMatch(said, /Environments at most 0/);
});

test('no view has a zero where there is none to be known, and each says so', () => {
  for (const [out, view] of ['tune', 'load'].flatMap((it) =>
    ['result.json', 'summary.md', 'report.html'].map((name) => [it, name] as const),
  )) {
    const text = readFileSync(join(folder, out, view), 'utf8').replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
    assert.match(text, /runs on Managed Instances, whose reports hold its Duration alone/, `${out}/${view}`);
    assert.doesNotMatch(text, /\$0(\.0+)?(?![.\d])|\bNaN\b|>0 GB-s|Environments, at most \| 0/, `${out}/${view}`);
  }
  const tuned = JSON.parse(readFileSync(join(folder, 'tune', 'result.json'), 'utf8'));
  const [size] = tuned.sizes;
  assert.deepEqual([size.warm.billedDurationMs, size.maxMemoryUsedMB, size.costPerMillionUsd], [null, null, null]);
  assert.deepEqual([tuned.recommendation, tuned.spent.unbilled], [null, tuned.spent.invocations]);
  const loaded = JSON.parse(readFileSync(join(folder, 'load', 'result.json'), 'utf8'));
  const { total } = loaded.arms[0];
  assert.deepEqual([total.cost.load.value, total.maxMemoryUsedMB, total.environments.peak], [null, null, null]);
});

test('nothing of it is published, changed or locked', async () => {
  const { Versions } = await account.client.send(new ListVersionsByFunctionCommand({ FunctionName: 'instances' }));
  assert.equal(Versions?.length, 2);
  const changing = proxy.calls.filter(({ operation }) => /^(Create|Update|Publish|Put|Delete)/.test(operation));
  assert.deepEqual(changing, []);
});

test('no other memory size of it can be asked for', async () => {
  const { code, stderr } = await run('tune', 'other', '--memory', '4096');
  assert.equal(code, 2);
  assert.match(stderr, /runs on Managed Instances: it is measured as it is, at 2,048 MB/);
});
