import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import {
  CreateEventSourceMappingCommand,
  CreateFunctionUrlConfigCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { openLoadRecording, readRecording, startKind } from '../../src/recording/index.js';
import { policyFor } from '../../src/target/index.js';
import {
  errorAnswer,
  type FaultProxy,
  type ProxiedCall,
  type ProxyHooks,
  startProxy,
} from '../fixtures/faults/index.js';
import { type Asked, iam } from '../fixtures/iam.js';
import { ENV, emulatorEndpoint, folder, HALVES, makeFunction, state } from './apply/orders.js';
import { kelvinHere } from './kelvin.js';

const FunctionName = 'orders';
let client: LambdaClient;
let hooks: ProxyHooks = {};
let proxy: FaultProxy;
let first = 0;
let isBegun = false;

/** Not in a "before", which does not wait for the one that starts the emulator. */
async function begin(): Promise<void> {
  const endpoint = emulatorEndpoint();
  client = new LambdaClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  proxy = await startProxy(endpoint, {
    onRequest: (call) => hooks.onRequest?.(call),
    onAnswer: (call, answer) => hooks.onAnswer?.(call, answer),
  });
}
after(async () => {
  client.destroy();
  await proxy.close();
});
beforeEach(async () => {
  hooks = {};
  if (!isBegun) await begin();
  isBegun = true;
  await makeFunction(HALVES);
  first = proxy.calls.length;
});

let runs = 0;
function here(...args: readonly string[]) {
  runs += 1;
  const out = join(folder, `on-latest-${runs}`);
  const where = ['--function', FunctionName, '--endpoint-url', proxy.endpoint, '--region', 'us-east-1'];
  return { out, finished: kelvinHere([...args, ...where, '--out', out, '--no-tui'], { env: ENV }) };
}
const TUNE = ['tune', '--on-latest', '--memory', '128,256', '--exhaustive', '--cold', '2', '--warm', '4'];
const calls = (): readonly ProxiedCall[] => proxy.calls.slice(first);
const bodyOf = ({ body }: ProxiedCall) => JSON.parse(body.toString('utf8')) as { MemorySize?: number };
const isInvoke = ({ operation }: ProxiedCall): boolean => operation === 'Invoke';
const isUpdate = ({ operation }: ProxiedCall): boolean => operation === 'UpdateFunctionConfiguration';

/** Sizes that `$LATEST` was set to, in order, and between them how many invocations there were: `256 × 3`. */
function course(): string[] {
  const told: string[] = [];
  let invoked = 0;
  for (const call of calls()) {
    if (isInvoke(call)) invoked += 1;
    if (!isUpdate(call)) continue;
    if (invoked > 0) told.push(`${told.pop()} × ${invoked}`);
    invoked = 0;
    told.push(`${bodyOf(call).MemorySize}`);
  }
  return told;
}

test('tune --on-latest measures each size on $LATEST without a version, and puts it back after each visit', async () => {
  const denied: Asked[] = [];
  hooks = {
    onRequest: iam(() => policyFor(['on-latest'], { region: 'us-east-1', functionName: FunctionName }), denied),
  };
  const was = await state();
  const { out, finished } = here(...TUNE, '--yes');
  const { stderr, stdout } = await finished;
  assert.deepEqual(denied, [], stderr);
  assert.deepEqual(await state(), was);
  const { measurements, header, end } = readRecording(join(out, 'recording.jsonl'));
  assert.equal(end?.reason, 'complete', stderr);
  assert.equal(header.function.onLatest, true);
  // What the host has disturbed is measured again by further visits.
  assert.ok(measurements.length >= 12);
  const visits = course().filter((_, index) => index % 2 === 0);
  const between = course().filter((_, index) => index % 2 === 1);
  assert.ok(visits.length >= 4 && visits.every((it) => /^(128|256) × \d+$/.test(it)), course().join());
  assert.deepEqual(new Set(between), new Set(['128']));
  for (const { outcome, memorySizeMB, intended } of measurements) {
    assert.ok(outcome.kind === 'completed', JSON.stringify(outcome));
    assert.equal(outcome.report.memorySizeMB, memorySizeMB);
    if (intended === 'cold') assert.equal(startKind(outcome.report), 'cold');
  }
  assert.match(stdout, /\$LATEST itself was measured, set to each memory size for a visit and put\s+back after it/);
  assert.equal(existsSync(join(out, 'restore.jsonl')), false);
});

test('what answers after somebody else has changed the function is not measured, and what they changed stays', async () => {
  let invoked = 0;
  hooks = {
    onRequest: async (call) => {
      if (!isInvoke(call)) return undefined;
      invoked += 1;
      if (invoked !== 2) return undefined;
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 }));
      await waitUntilFunctionUpdatedV2({ client, minDelay: 0.05, maxWaitTime: 20 }, { FunctionName });
      return undefined;
    },
  };
  const was = await state();
  const { out, finished } = here(...TUNE, '--yes');
  const { code, stderr } = await finished;
  assert.match(stderr, /somebody else has changed orders during the run.*Timeout is 9 and was 5/);
  assert.equal(code, 3, stderr);
  const [one, other, ...more] = readRecording(join(out, 'recording.jsonl')).measurements;
  assert.equal(one?.outcome.kind, 'completed');
  assert.ok(other?.outcome.kind === 'unreadable');
  assert.match(other.outcome.reason, /it is not known what has answered: somebody else has changed orders/);
  assert.deepEqual(more, []);
  assert.deepEqual(await state(), { ...was, latest: { ...was.latest, Timeout: 9 } });
});

test('a start that was meant to be cold and met the environment of another caller is told and counted as warm', async () => {
  let isSet = false;
  hooks = {
    onRequest: async (call) => {
      if (isUpdate(call)) isSet = bodyOf(call).MemorySize === 256;
      if (!isInvoke(call) || !isSet) return undefined;
      isSet = false;
      await client.send(new InvokeCommand({ FunctionName }));
      return undefined;
    },
  };
  const size = ['--memory', '256', '--exhaustive', '--cold', '1', '--warm', '1'];
  const { out, finished } = here('tune', '--on-latest', ...size, '--yes');
  const { stdout, stderr } = await finished;
  const { measurements } = readRecording(join(out, 'recording.jsonl'));
  const met = measurements.filter(
    ({ outcome }) => outcome.kind === 'completed' && startKind(outcome.report) === 'warm',
  );
  assert.ok(
    met.some(({ intended }) => intended === 'cold'),
    stderr,
  );
  assert.match(stdout, /each counts\s+as\s+what\s+its\s+report\s+says/);
});

test('a load on $LATEST holds its requests back until it was seen unchanged, and drops them where it was not', async () => {
  let isChanged = false;
  hooks = {
    onAnswer: async (call) => {
      if (!isInvoke(call) || isChanged) return undefined;
      isChanged = true;
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: 'theirs' }));
      return undefined;
    },
  };
  const load = ['load', '--on-latest', '--memory', '256', '--load', 'burst 3', '--yes'];
  const changed = here(...load);
  const { code, stderr } = await changed.finished;
  assert.match(stderr, /somebody else has changed orders during the run.*Description/);
  assert.equal(code, 3, stderr);
  const requestsIn = (out: string) =>
    [...openLoadRecording(join(out, 'recording.jsonl')).lines()].filter((it) => it.type === 'request');
  assert.deepEqual(requestsIn(changed.out), []);
  const { latest } = await state();
  assert.equal(latest.Description, 'theirs');
  assert.equal(latest.MemorySize, 128);
});

test('a load on $LATEST sends to it at each size, and puts it back after each', async () => {
  const was = await state();
  const { out, finished } = here('load', '--on-latest', '--memory', '128,256', '--load', 'burst 3', '--yes');
  const { code, stderr, stdout } = await finished;
  assert.equal(code, 0, stderr);
  assert.deepEqual(course().toSorted(), ['128', '128', '128 × 3', '256 × 3']);
  const requests = [...openLoadRecording(join(out, 'recording.jsonl')).lines()].filter((it) => it.type === 'request');
  assert.equal(requests.length, 6);
  assert.ok(
    requests.every(({ outcome }) => outcome.kind === 'answered' && outcome.report?.initDurationMs !== undefined),
  );
  assert.match(stdout, /\$LATEST itself was measured/);
  assert.deepEqual(await state(), was);
});

test('before it begins it says what its callers meet, and who is known to invoke $LATEST', async () => {
  await client.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'AWS_IAM' }));
  await client.send(
    new CreateEventSourceMappingCommand({
      ...{ FunctionName, EventSourceArn: 'arn:aws:sqs:us-east-1:123456789012:orders' },
    }),
  );
  const said = /answered at that size, after a cold start; .* nobody should deploy/;
  const known =
    /\(known callers of orders: its function URL, events of sqs; whoever has permissions of their own is not/;
  const was = await state();
  const rehearsed = await here(...TUNE, '--dry-run').finished;
  assert.match(rehearsed.stdout, said);
  assert.match(rehearsed.stdout, known);
  assert.match(rehearsed.stdout, /lambda:GetFunctionConfiguration orders: reads, after each of them/);
  assert.doesNotMatch(rehearsed.stdout, /PublishVersion|DeleteFunction|123456789012/);
  assert.deepEqual(await state(), was);
  assert.ok(!calls().some((it) => isInvoke(it) || isUpdate(it)));
});

test('callers that may not be read are told as not known, and the run goes on', async () => {
  const reads = /^(GetPolicy|GetFunctionUrlConfig|ListEventSourceMappings)$/;
  hooks = {
    onRequest: ({ operation }) =>
      reads.test(operation) ? errorAnswer(403, 'AccessDeniedException', 'not you') : undefined,
  };
  const { finished } = here('load', '--on-latest', '--memory', '256', '--load', 'burst 1', '--yes');
  const { code, stderr } = await finished;
  assert.equal(code, 0, stderr);
  assert.match(stderr, /none; a function URL, event source mappings, its own policy may not be read; whoever/);
});

test('what needs a version, or promises that nothing is changed, is refused before anything is sent', async () => {
  const load = ['load', '--on-latest', '--load', 'burst 1'];
  const cases = [
    [['tune', '--on-latest', '--read-only'], /--read-only promises that nothing is changed/],
    [['tune', '--on-latest', '--copy'], /--copy measures a copy/],
    [['tune', '--on-latest', '--provisioned', '1'], /--provisioned gives versions provisioned concurrency/],
    [['tune', '--on-latest', '--async'], /with --on-latest no events are sent/],
    [['tune', '--on-latest', '--qualifier', 'live'], /--on-latest measures \$LATEST, and live was named/],
    [[...load, '--via', 'function-url'], /needs an alias of a version/],
    [[...load, '--via', 'https://example.com/'], /behind an address nothing is changed/],
    [[...load, '--qualifier', '1'], /--on-latest measures \$LATEST, and 1 was named/],
  ] as const;
  for (const [args, words] of cases) {
    const { code, stderr } = await here(...args).finished;
    assert.equal(code, 2, stderr);
    assert.match(stderr, words);
  }
  const made = await kelvinHere(['tune', 'scenarios/cpu-bound.yaml', '--on-latest']);
  assert.match(made.stderr, /--on-latest is for a function that exists/);
  assert.deepEqual(calls(), []);
});
