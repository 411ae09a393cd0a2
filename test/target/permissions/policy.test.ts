import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEEDS, needNames, type Permission, permissionsFor, policyFor } from '../../../src/target/index.js';

const target = { region: 'eu-west-1', functionName: 'shop', roleName: 'service-role/shop' };

/** The actions that a policy allows on a resource, by IAM's own rule for `*`. */
function allowedOn(needs: Parameters<typeof policyFor>[0], arn: string): string[] {
  const matches = (pattern: string): boolean =>
    new RegExp(`^${pattern.split('*').map(escapeAll).join('.*')}$`).test(arn);
  return policyFor(needs, target).Statement.flatMap(({ Action, Resource }) =>
    [Resource].flat().some(matches) ? [Action].flat() : [],
  );
}
const escapeAll = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:shop';

test('no policy can delete the function, change its code, or let somebody else in', () => {
  const allowed = allowedOn(needNames(), FUNCTION);
  for (const action of ['DeleteFunction', 'UpdateFunctionCode', 'AddPermission', 'CreateFunction']) {
    assert.ok(!allowed.includes(`lambda:${action}`), action);
  }
  assert.ok(allowedOn(['tune'], `${FUNCTION}:7`).includes('lambda:DeleteFunction'));
});

test('nothing of another function is touched, not even of one whose name begins alike', () => {
  for (const other of [`${FUNCTION}-2`, FUNCTION.replace('shop', 'till')]) {
    const own = allowedOn(needNames(), other).filter((action) => !ACCOUNT_WIDE.has(action));
    assert.deepEqual(own, []);
  }
});
const ACCOUNT_WIDE = new Set(['lambda:GetAccountSettings', 'lambda:GetLayerVersion', 'lambda:ListEventSourceMappings']);

test('check and a copy only read the function that they copy', () => {
  for (const need of ['check', 'copy'] as const) {
    const writes = allowedOn([need], FUNCTION).filter((action) => !/:(Get|List)/.test(action));
    assert.deepEqual(writes, []);
  }
});

test('--read-only allows reads and invokes alone', () => {
  const rest = policyFor(['read-only'], target)
    .Statement.flatMap(({ Action }) => Action)
    .filter((action) => !/:(Get|List|Filter)/.test(action));
  assert.deepEqual(rest, ['lambda:InvokeFunction']);
});

test('a role is handed to Lambda and to nobody else', () => {
  const passing = policyFor(['check'], target).Statement.filter(({ Action }) => Action === 'iam:PassRole');
  assert.deepEqual(passing, [
    {
      Sid: 'KelvinRoleOfCopies',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: 'arn:aws:iam::*:role/service-role/shop',
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
  ]);
});

test('a policy is of the partition of its region, and names no account', () => {
  const china = JSON.stringify(policyFor(needNames(), { ...target, region: 'cn-north-1' }));
  assert.match(china, /arn:aws-cn:lambda:cn-north-1:\*:function:shop/);
  assert.doesNotMatch(china, /arn:aws:/);
  assert.doesNotMatch(china, /\d{12}/);
  assert.match(JSON.stringify(policyFor(['tune'], { ...target, region: 'us-gov-west-1' })), /arn:aws-us-gov:lambda/);
});

test('each statement of a policy has a name of its own, and fits into an inline policy', () => {
  const policy = policyFor(needNames(), target);
  const sids = policy.Statement.map(({ Sid }) => Sid);
  assert.equal(new Set(sids).size, sids.length);
  // 2,048 characters is what a user's inline policies may have together, white space left out; a managed one 6,144.
  assert.ok(JSON.stringify(policyFor(['tune'], target)).length < 2048);
  assert.ok(JSON.stringify(policy).length < 6144);
});

test('what one of two commands cannot go without, both together cannot', () => {
  const [logs] = permissionsFor(['tune', 'logs']).filter(({ action }) => action === 'logs:FilterLogEvents');
  assert.equal(logs?.without, undefined);
  assert.notEqual(permissionsFor(['tune']).find(({ action }) => action === 'logs:FilterLogEvents')?.without, undefined);
});

test('each action is named once in a need, on something, with what it is for', () => {
  for (const [need, permissions] of Object.entries<readonly Permission[]>(NEEDS)) {
    const keys = permissions.flatMap(({ action, on }) => on.map((it) => `${action} ${it}`));
    assert.equal(new Set(keys).size, keys.length, need);
    assert.ok(permissions.every(({ on, why }) => on.length > 0 && why !== ''));
  }
});
