import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { SignatureVerifier } from '../../src/emulator/http/signature/verifier.js';
import { RoleSessions } from '../../src/emulator/role-sessions.js';
import { Bench, credentials } from './harness.js';
import { ManualClock } from './manual-clock.js';

const ROLE = 'arn:aws:iam::123456789012:role/teams/Tuner';
const ASSUMED = 'arn:aws:sts::123456789012:assumed-role/Tuner/bob';

describe('a role that STS is asked for, where every request has to be signed', () => {
  let bench: Bench;
  let sts: STSClient;
  before(async () => {
    bench = await Bench.start({ host: '0.0.0.0', credentials: [{ ...credentials }] });
    sts = client(credentials);
  });
  after(async () => {
    sts.destroy();
    await bench.close();
  });

  const client = (signer: typeof credentials): STSClient =>
    new STSClient({ endpoint: bench.emulator.endpoint, region: 'us-east-1', credentials: signer, maxAttempts: 1 });

  async function assume(input: Partial<AssumeRoleCommandInput> = {}) {
    const answer = await sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'bob', ...input }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
    return { answer, keys: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } };
  }

  test('gives keys of its own for an hour, and says whose they are', async () => {
    const before = Date.now();
    const { answer, keys } = await assume();
    const asked = (answer.Credentials?.Expiration?.getTime() ?? 0) - 3_600_000;
    assert.ok(before <= asked && asked <= Date.now(), `${asked}`);
    assert.equal(answer.AssumedRoleUser?.Arn, ASSUMED);
    assert.match(answer.AssumedRoleUser?.AssumedRoleId ?? '', /^AROA[0-9A-F]{16}:bob$/);
    const role = client(keys);
    const { Arn, Account, UserId } = await role.send(new GetCallerIdentityCommand({}));
    role.destroy();
    assert.deepEqual([Arn, Account, UserId], [ASSUMED, '123456789012', answer.AssumedRoleUser?.AssumedRoleId]);
  });

  test('calls Lambda with them, and not without their token', async () => {
    const { endpoint } = bench.emulator;
    const { keys } = await assume();
    const lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials: keys, maxAttempts: 1 });
    assert.deepEqual((await lambda.send(new ListFunctionsCommand({}))).Functions, []);
    lambda.destroy();
    const { sessionToken: _, ...bare } = keys;
    const without = client(bare);
    await assert.rejects(without.send(new GetCallerIdentityCommand({})), { name: 'UnrecognizedClientException' });
    without.destroy();
  });

  for (const [wrong, message] of [
    [{ RoleArn: 'arn:aws:iam::12:role/Tuner' }, /arn:aws:iam::12:role\/Tuner is invalid/],
    [{ RoleSessionName: '<b>' }, /'<b>' at 'roleSessionName'/],
    [{ DurationSeconds: 60 }, /'60' at 'durationSeconds'/],
  ] as const) {
    test(`is refused with ${JSON.stringify(wrong)}`, async () => {
      await assert.rejects(assume(wrong), { name: 'ValidationError', message });
    });
  }
});

test('keys of a role are told to have expired once they have', async () => {
  const clock = new ManualClock();
  const sessions = new RoleSessions(clock);
  const verifier = new SignatureVerifier([], clock, sessions);
  const { accessKeyId, sessionToken } = sessions.assume(
    { accountId: '123456789012', name: 'Tuner' },
    'bob',
    900,
  ).credentials;
  const open = () => {
    const date = new Date(clock.epoch()).toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${accessKeyId}/${date.slice(0, 8)}/us-east-1/lambda/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
    const rawHeaders = ['Host', 'localhost', 'X-Amz-Date', date, 'X-Amz-Security-Token', sessionToken];
    return verifier.open(
      { method: 'GET', target: '/', rawHeaders: [...rawHeaders, 'Authorization', authorization] },
      { service: 'lambda' },
    );
  };
  await clock.advance(899_999);
  assert.equal(open().accessKeyId, accessKeyId);
  await clock.advance(1);
  assert.throws(open, { type: 'ExpiredTokenException' });
});
