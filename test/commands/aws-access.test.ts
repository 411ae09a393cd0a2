import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  refusal,
  roleCredentials,
  type StandIn,
  type StandInAnswer,
  startStandIn,
  stsAnswer,
  stsRefusal,
} from '../fixtures/stand-in.js';
import { kelvinHere, NO_AWS, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
const ROLE = 'arn:aws:iam::123456789012:role/measure';
const CONFIG = join(folder, 'config');
writeFileSync(
  CONFIG,
  '[profile other]\nregion = eu-west-3\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = secret\n[profile empty]\nregion = eu-west-3\n',
);
const ENV = {
  ...NO_AWS,
  AWS_ACCESS_KEY_ID: 'AKIDENV',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: CONFIG,
};
const NOT_THERE = refusal(404, 'ResourceNotFoundException', 'Function not found: shop');

const open: StandIn[] = [];
after(() => {
  for (const it of open) it.close();
});

/** STS as the environment names it, and Lambda, which has nothing. */
async function services(sts: StandInAnswer, lambda: StandInAnswer = NOT_THERE) {
  const [asSts, asLambda] = [await startStandIn(() => sts), await startStandIn(() => lambda)];
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    kelvinHere([...args, '--endpoint-url', asLambda.url], {
      cwd: folder,
      env: { ...ENV, AWS_ENDPOINT_URL_STS: asSts.url, ...env },
    });
  open.push(asSts, asLambda);
  return { asSts, asLambda, run };
}

const COMMANDS = [
  ['tune', '--function', 'shop', '--no-tui'],
  ['load', '--function', 'shop', '--no-tui', '--load', 'burst 1', '--yes'],
  ['check', '--function', 'shop', '--self', '--no-tui'],
  ['logs', '--log-group', '/aws/lambda/shop'],
] as const;

test('every command that calls AWS does so as the role that is assumed', async () => {
  const { asSts, asLambda, run } = await services(roleCredentials('AKIDROLE', new Date(Date.now() + 3_600_000)));
  for (const command of COMMANDS) {
    const [sent, asked] = [asLambda.requests.length, asSts.requests.length];
    const { code, stderr } = await run([...command, '--assume-role', ROLE]);
    assert.ok(code === 3, `${command[0]}: ${code} ${stderr}`);
    const keys = new Set(
      asLambda.requests.slice(sent).flatMap(({ accessKeyId }) => (accessKeyId === '' ? [] : [accessKeyId])),
    );
    assert.deepEqual([...keys], ['AKIDROLE'], command[0]);
    assert.deepEqual(
      asSts.requests.slice(asked).map(({ accessKeyId }) => accessKeyId),
      ['AKIDENV'],
      command[0],
    );
    assert.doesNotMatch(stderr, /123456789012|secret|\n\s+at /);
  }
});

test('--profile names keys and region, before those of the environment, and nothing is warned of', async () => {
  const { asLambda, run } = await services(stsRefusal(403, 'AccessDenied', ''));
  const { stderr } = await run([...COMMANDS[0], '--profile', 'other'], { AWS_REGION: undefined });
  const signed = asLambda.requests.filter(({ accessKeyId }) => accessKeyId !== '');
  assert.deepEqual([...new Set(signed.map(({ accessKeyId }) => accessKeyId))], ['AKIDPROFILE']);
  assert.equal(signed[0]?.region, 'eu-west-3');
  assert.doesNotMatch(stderr, /WARNING|Multiple credential/);
});

test('the region is that of AWS_DEFAULT_REGION, which the aws command goes by, where the chain finds none', async () => {
  const { asLambda, run } = await services(stsRefusal(403, 'AccessDenied', ''));
  const env = { AWS_REGION: undefined, AWS_DEFAULT_REGION: 'ap-south-1' };
  for (const [more, region] of [
    [[], 'ap-south-1'],
    [['--profile', 'other'], 'eu-west-3'],
  ] as const) {
    const sent = asLambda.requests.length;
    await run([...COMMANDS[0], ...more], env);
    const signed = asLambda.requests.slice(sent).filter(({ accessKeyId }) => accessKeyId !== '');
    assert.equal(signed[0]?.region, region);
  }
});

test('a profile that names an endpoint is followed, by every client, and the question names it', async () => {
  const there = { status: 200, body: JSON.stringify({ FunctionName: 'shop', State: 'Active', MemorySize: 128 }) };
  const asLambda = await startStandIn(() => there);
  const asLogs = await startStandIn(() => refusal(400, 'ResourceNotFoundException', 'no such group'));
  open.push(asLambda, asLogs);
  const file = join(folder, 'with-endpoint');
  const keys = 'region = eu-west-3\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = secret\n';
  const services = `[services here]\ncloudwatch_logs =\n  endpoint_url = ${asLogs.url}\n`;
  writeFileSync(file, `[profile local]\n${keys}endpoint_url = ${asLambda.url}\nservices = here\n${services}`);
  const env = { ...ENV, AWS_CONFIG_FILE: file };
  for (const named of [['--profile', 'local'], []]) {
    const [sent, read] = [asLambda.requests.length, asLogs.requests.length];
    const all = { cwd: folder, env: named.length > 0 ? env : { ...env, AWS_PROFILE: 'local' } };
    const { stdout } = await kelvinHere(['doctor', '--aws', '--function', 'shop', '--for', 'tune', ...named], all);
    assert.match(stdout, new RegExp(new URL(asLambda.url).host));
    assert.ok(asLambda.requests.length > sent);
    assert.ok(asLogs.requests.length > read);
  }
});

test('a role that may not be assumed is told with the line that allows it', async () => {
  const message = `User: arn:aws:iam::123456789012:user/bob is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
  const { run, asLambda } = await services(stsRefusal(403, 'AccessDenied', message));
  const { code, stderr } = await run([...COMMANDS[0], '--assume-role', ROLE]);
  assert.equal(code, 3);
  assert.match(stderr, /AWS denies sts:AssumeRole/);
  assert.match(stderr, /the user bob needs this line/);
  assert.doesNotMatch(stderr, /\d{12}|this is a bug/);
  assert.equal(asLambda.requests.filter(({ accessKeyId }) => accessKeyId !== '').length, 0);
});

test('a profile without credentials is told, with exit code 3', async () => {
  const { run } = await services(stsRefusal(403, 'AccessDenied', ''));
  for (const [profile, told] of [
    ['empty', /credentials of the profile empty: /],
    ['nobody', /there is no profile nobody /],
  ] as const) {
    const { code, stderr } = await run([...COMMANDS[0], '--profile', profile]);
    assert.equal(code, 3);
    assert.match(stderr, told);
  }
});

test('doctor names who calls and the last four digits of the account, and nothing more of it', async () => {
  const arn = 'arn:aws:sts::123456789012:assumed-role/Tuner/bob@example.com';
  const identity = `<Arn>${arn}</Arn><UserId>A:bob</UserId><Account>123456789012</Account>`;
  const { run } = await services(stsAnswer('GetCallerIdentity', identity));
  const { stdout } = await run(['doctor', '--aws', '--for', 'logs']);
  assert.match(stdout, /the role Tuner of account \*{8}9012/);
  assert.doesNotMatch(stdout, /123456789012|bob/);
});

test('no calls that could change anything go to an endpoint that is neither AWS nor Kelvin’s', async () => {
  const there = { status: 200, body: JSON.stringify({ FunctionName: 'shop', State: 'Active' }) };
  const { run, asLambda } = await services(stsRefusal(403, 'InvalidClientTokenId', ''), there);
  const { stdout } = await run(['doctor', '--aws', '--function', 'shop', '--for', 'tune,check']);
  assert.deepEqual(
    asLambda.requests.filter(({ method, service }) => method !== 'GET' && service === 'lambda').map(({ path }) => path),
    [],
  );
  assert.match(stdout, /others may\s+do what they are asked/);
});
