import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { readRecording } from '../../../src/recording/index.js';
import { errorAnswer, type FaultProxy, rewritten } from '../../fixtures/faults/index.js';
import { hideEmulator } from '../../fixtures/hidden-emulator.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { assertLoaded } from '../load/load-run.js';
import { type Account, openAccount, sentAs } from './kind-of-function.js';

const folder = temporaryFolder(after);
const VPC = { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'], VpcId: 'vpc-1' };
let account: Account;
let proxy: FaultProxy;
/** How many invocations are still refused, as Lambda refuses those of a function that sleeps; and how many looks see it so. */
let asleep = 0;
let pendingLooks = 0;

before(async () => {
  account = await openAccount();
  await account.has('inside');
  proxy = await hideEmulator(account.emulator.endpoint, {
    onRequest: (call) => {
      const { operation } = call;
      if (operation === 'CreateFunction') {
        return sentAs(account.emulator, call, ({ VpcConfig: _, ...others }) => others);
      }
      if (operation !== 'Invoke' || asleep === 0) return undefined;
      asleep -= 1;
      return asleep % 2 === 0
        ? errorAnswer(409, 'CodeArtifactUserPendingException', 'Lambda is initializing your function.')
        : errorAnswer(502, 'ResourceNotReadyException', 'The function is inactive and its VPC connection is gone.');
    },
    onAnswer: ({ operation, path }, answer) => {
      if (operation === 'GetFunction') {
        return rewritten(answer, (body) => ({
          ...body,
          Configuration: { ...Object(body.Configuration), VpcConfig: VPC },
        }));
      }
      if (operation !== 'GetFunctionConfiguration' || answer.status !== 200) return undefined;
      const isPending = pendingLooks > 0 && path.includes('kelvin-inside');
      if (isPending) pendingLooks -= 1;
      const State = isPending ? 'Pending' : asleep > 0 ? 'Inactive' : 'Active';
      const reason = isPending ? { StateReasonCode: 'Creating' } : asleep > 0 ? { StateReasonCode: 'Idle' } : {};
      return rewritten(answer, (body) => ({ ...body, VpcConfig: VPC, State, ...reason }));
    },
  });
});
afterEach(() => {
  asleep = 0;
  pendingLooks = 0;
});
after(async () => {
  await proxy.close();
  await account.close();
});

const run = (command: string, out: string, ...more: readonly string[]) =>
  kelvinHere(
    [command, '--function', 'inside', '--no-tui', '--yes', ...more].concat(
      ...['--endpoint-url', proxy.endpoint, '--out', join(folder, out)],
    ),
    { env: account.env },
  );
const flat = (text: string): string => text.replace(/\s+/g, ' ');

test('a function in a VPC that slept is woken: what Lambda refused meanwhile is no measurement, and is told', async () => {
  asleep = 2;
  const { code, stdout, stderr } = await run('tune', 'slept', '--read-only', '--cold', '1', '--warm', '3');
  assert.ok(code === 0 || code === 4, `${stdout}${stderr}`);
  assert.match(flat(stdout + stderr), /Invoke is sent again in 1\.00? s: the function slept or is new/);
  assert.match(flat(stdout), /\(2 function not ready\)/);
  const { measurements } = readRecording(join(folder, 'slept', 'recording.jsonl'));
  assert.ok(measurements.length >= 4 && measurements.every(({ outcome }) => outcome.kind === 'completed'));
  // Two seconds were waited between the second of the invocations and the third, the first that happened.
  const [, refused, , next] = proxy.calls.filter(({ operation }) => operation === 'Invoke');
  const [first] = measurements;
  assert.ok(first?.outcome.kind === 'completed' && refused !== undefined && next !== undefined);
  assert.ok(Number(first.outcome.latencyMs) < next.atMs - refused.atMs, `${first.outcome.latencyMs} ms`);
});

test('a load wakes it beside the load, and says so', async () => {
  asleep = 1;
  const finished = await run('load', 'load', '--read-only', '--load', 'burst 3');
  assertLoaded(finished);
  assert.match(
    flat(finished.stdout),
    /inside sleeps \(state Inactive\): one invocation beside the load wakes it first/,
  );
  const lines = readFileSync(join(folder, 'load', 'recording.jsonl'), 'utf8');
  assert.equal(lines.match(/"type":"request"/g)?.length, 3);
  assert.doesNotMatch(lines, /ResourceNotReady|CodeArtifact/);
});

test('a copy of it is waited for while Lambda makes its network interface', async () => {
  pendingLooks = 3;
  const { code, stdout, stderr } = await run('tune', 'copy', '--copy', '--memory', '256', '--cold', '1', '--warm', '3');
  assert.ok(code === 0 || code === 4, `${stdout}${stderr}`);
  assert.equal(pendingLooks, 0);
  const made = proxy.calls.find(({ operation }) => operation === 'CreateFunction');
  const { VpcConfig } = JSON.parse(made?.body.toString('utf8') ?? '{}');
  assert.deepEqual(VpcConfig, { SubnetIds: VPC.SubnetIds, SecurityGroupIds: VPC.SecurityGroupIds });
});
