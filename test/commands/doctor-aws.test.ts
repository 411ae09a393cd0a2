import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  CreateFunctionCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { doctorSpec } from '../../src/commands/doctor/spec.js';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { type AwsDiagnosis, needNames, type Policy, policyFor } from '../../src/target/index.js';
import { accountState, clientsOf } from '../fixtures/faults/account-state.js';
import { type FaultProxy, startProxy } from '../fixtures/faults/index.js';
import { type Asked, iam } from '../fixtures/iam.js';
import { zipOf } from '../fixtures/zip.js';
import { kelvinHere, temporaryFolder } from './kelvin.js';

const NAME = 'shop';
const target = { region: 'us-east-1', functionName: NAME, roleName: 'service-role/shop' };
const folder = temporaryFolder(after);
let emulator: Emulator;
let proxy: FaultProxy;
/** Where nobody stands in the way. */
let clients: ReturnType<typeof clientsOf>;
let policy: Policy;
const denied: Asked[] = [];

before(async () => {
  emulator = await startEmulator({ port: 0 });
  clients = clientsOf(emulator.endpoint);
  proxy = await startProxy(emulator.endpoint, { onRequest: iam(() => policy, denied) });
  const client: LambdaClient = clients.lambda;
  await client.send(
    new CreateFunctionCommand({
      FunctionName: NAME,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/service-role/shop',
      Code: { ZipFile: await zipOf({ 'index.mjs': 'export const handler = async () => ({});\n' }) },
    }),
  );
  await waitUntilFunctionActiveV2({ client, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName: NAME });
});
after(async () => {
  clients.lambda.destroy();
  clients.logs.destroy();
  await proxy.close();
  await emulator.close();
});
beforeEach(() => {
  denied.length = 0;
});

const doctor = (...args: string[]) =>
  kelvinHere([
    'doctor',
    '--aws',
    '--function',
    NAME,
    '--endpoint-url',
    proxy.endpoint,
    '--region',
    'us-east-1',
    ...args,
  ]);

/** The policy of all needs without one action. */
function allBut(action: string): Policy {
  const { Statement, ...rest } = policyFor(needNames(), target);
  const kept = Statement.map((it) => ({ ...it, Action: [it.Action].flat().filter((one) => one !== action) }));
  return { ...rest, Statement: kept };
}

test('with the least policy of a command nothing that it needs is missing, and nothing of the account changes', async () => {
  const earlier = await accountState(clients, NAME);
  policy = policyFor(needNames(), target);
  const { code, stdout, stderr } = await doctor('--for', needNames().join());
  assert.equal(code, 0, stdout + stderr);
  assert.deepEqual(denied, []);
  assert.match(stdout, /✓ kelvin tune: \d+ of \d+ permissions are there\n/);
  assert.match(stdout, /DeleteFunction.*: it names\s+version 999999999, which does not exist/);
  assert.deepEqual(await accountState(clients, NAME), earlier);
});

test('a denied action is told with the policy line that gives it, and the exit code is 3', async () => {
  policy = allBut('lambda:PublishVersion');
  const { code, stdout } = await doctor('--for', 'tune,check,logs');
  assert.equal(code, 3);
  assert.match(stdout, /✗ kelvin tune: .*, 1 denied/);
  assert.match(stdout, /the role Tuner needs this line/);
  assert.match(
    stdout,
    /^\{"Effect":"Allow","Action":"lambda:PublishVersion","Resource":"arn:aws:lambda:us-east-1:\*:function:shop"\}$/m,
  );
  assert.match(stdout, /✓ kelvin logs/);
  assert.doesNotMatch(stdout, /\d{12}|bob/);
});

test('what a command can go without keeps nobody from it', async () => {
  policy = allBut('lambda:GetAccountSettings');
  const { code, stdout } = await doctor('--for', 'tune');
  assert.equal(code, 0);
  assert.match(stdout, /! kelvin tune/);
  assert.match(stdout, /without it Kelvin keeps/);
});

test('--json holds each permission with its verdict, and no account', async () => {
  policy = allBut('lambda:CreateAlias');
  const { code, stdout } = await doctor('--for', 'tune', '--json');
  assert.equal(code, 3);
  const { needs, region, schemaVersion } = JSON.parse(stdout) as AwsDiagnosis & { schemaVersion: number };
  assert.deepEqual([schemaVersion, region], [1, 'us-east-1']);
  const [lock] = needs[0]?.permissions.filter(({ action }) => action === 'lambda:CreateAlias') ?? [];
  assert.equal(lock?.verdict, 'denied');
  assert.doesNotMatch(stdout, /\d{12}/);
});

test('without a function what acts on one is not tried, and that is said', async () => {
  policy = policyFor(needNames(), target);
  const sent = proxy.calls.length;
  const { code, stdout } = await kelvinHere(
    ['doctor', '--aws', '--for', 'tune', '--endpoint-url', proxy.endpoint, '--region', 'us-east-1'],
    { cwd: folder },
  );
  assert.equal(code, 0, stdout);
  assert.match(stdout, /name a function with\s+--function/);
  const asked = proxy.calls.slice(sent).map(({ operation }) => operation);
  assert.deepEqual(
    asked.filter((it) => !it.includes(' ')),
    ['GetAccountSettings'],
  );
});

test('a function that is not there is told, with exit code 3', async () => {
  policy = policyFor(needNames(), { ...target, functionName: '*' });
  const { code, stderr } = await kelvinHere([
    'doctor',
    '--aws',
    '--function',
    'nobody',
    '--endpoint-url',
    proxy.endpoint,
    '--region',
    'us-east-1',
  ]);
  assert.equal(code, 3);
  assert.match(stderr, /there is no such function/);
});

test('--for says in its help what there is', () => {
  const said = doctorSpec.options.find(({ flags }) => flags.startsWith('--for'))?.description ?? '';
  for (const need of needNames()) assert.match(said, new RegExp(`[ ,]${need}[ ,]`));
});

test('--policy prints JSON alone and calls nothing', async () => {
  const sent = proxy.calls.length;
  for (const need of needNames()) {
    const { code, stdout, stderr } = await kelvinHere([
      'doctor',
      '--policy',
      need,
      '--function',
      NAME,
      '--region',
      'eu-west-1',
    ]);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    const { Version, Statement } = JSON.parse(stdout) as Policy;
    assert.equal(Version, '2012-10-17');
    assert.ok(Statement.length > 0);
  }
  assert.equal(proxy.calls.length, sent);
});

test('what is no command and what is about this host are told apart, with exit code 2', async () => {
  for (const [args, says] of [
    [['--policy', 'tone'], /tune, load, check/],
    [['--aws', '--for', 'everything'], /tune, load, check/],
    [['--aws', '--memory', '128'], /about this host/],
    [['--function', 'shop'], /--function is about AWS, and not about this host\n {2}hint: add --aws/],
    [['--aws', '--function', 'no name'], /--function no name is no function/],
    [['--aws', '--assume-role', 'admin'], /arn:aws:iam::ACCOUNT/],
  ] as const) {
    const { code, stderr } = await kelvinHere(['doctor', ...args]);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, says);
  }
});

test('a function that is switched off by its reserved concurrency is told before anything is changed', async () => {
  policy = policyFor(needNames(), target);
  const off = { FunctionName: NAME, ReservedConcurrentExecutions: 0 };
  await clients.lambda.send(new PutFunctionConcurrencyCommand(off));
  const sent = proxy.calls.length;
  const where = ['--endpoint-url', proxy.endpoint, '--region', 'us-east-1', '--out', `${folder}/off`, '--no-tui'];
  const { code, stderr } = await kelvinHere(['tune', '--function', NAME, ...where]);
  assert.equal(code, 3);
  assert.match(stderr, /the reserved concurrency of shop is 0/);
  const changes = proxy.calls.slice(sent).filter(({ method }) => method !== 'GET');
  assert.deepEqual(changes, []);
  assert.match((await doctor('--for', 'logs')).stdout, /! its reserved concurrency is 0/);
});
