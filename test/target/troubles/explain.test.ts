import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/target/explain.js';
import { thrownBy } from '../../../src/target/troubles/index.js';

const thrown = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });
const told = (name: string, message: string, more: object = {}) => explain(thrown(name, message, more), 'tuning');

const WHO = 'arn:aws:sts::123456789012:assumed-role/Deployer/bob';
const SHOP = 'arn:aws:lambda:eu-west-1:123456789012:function:shop';
const denied = (action: string, on: string, why: string) =>
  told('AccessDeniedException', `User: ${WHO} is not authorized to perform: ${action} on resource: ${on} ${why}`);

test('a denied action is named, with who lacks it and the policy line that gives it', () => {
  const error = denied(
    'lambda:PublishVersion',
    SHOP,
    'because no identity-based policy allows the lambda:PublishVersion action',
  );
  assert.equal(
    error.problem,
    'tuning: AWS denies lambda:PublishVersion on arn:aws:lambda:eu-west-1:<account>:function:shop: no identity-based policy allows it',
  );
  assert.match(
    error.hint,
    /--on-latest: .* Else the role Deployer needs this line in a policy \(Kelvin needs it to publish a version/,
  );
  const line = JSON.parse(error.hint.slice(error.hint.indexOf('{')));
  assert.deepEqual(line, {
    Effect: 'Allow',
    Action: 'lambda:PublishVersion',
    Resource: 'arn:aws:lambda:eu-west-1:*:function:shop',
  });
});

test('the line for one version or one copy is for all that the run will make', () => {
  const lineOf = (action: string, on: string): { Resource: string } => {
    const { hint } = denied(action, on, 'because no identity-based policy allows the action');
    return JSON.parse(hint.slice(hint.indexOf('{')));
  };
  assert.equal(lineOf('lambda:DeleteFunction', `${SHOP}:7`).Resource, 'arn:aws:lambda:eu-west-1:*:function:shop:*');
  const copy = SHOP.replace('shop', 'kelvin-shop-base-0123456789ab');
  assert.equal(lineOf('lambda:CreateFunction', copy).Resource, 'arn:aws:lambda:eu-west-1:*:function:kelvin-*');
});

test('what no policy of one’s own can give is said to be another’s', () => {
  for (const [why, whose] of [
    ['with an explicit deny in a service control policy', /organization/],
    [
      'with an explicit deny in a service control policy: arn:aws:organizations::123456789012:policy/o-1/p-1',
      /organization/,
    ],
    ['because no service control policy allows the lambda:Get action', /organization/],
    ['because no permissions boundary allows the lambda:Get action', /permissions boundary/],
    ['because no VPC endpoint policy allows the lambda:Get action', /VPC endpoint/],
    ['with an explicit deny in an identity-based policy', /whoever keeps the policy/],
  ] as const) {
    const { hint, problem } = denied('lambda:GetFunction', SHOP, why);
    assert.match(hint, whose, why);
    assert.match(hint, /no policy of your own can allow it/);
    assert.doesNotMatch(`${hint} ${problem}`, /"Effect"|\d{12}/);
  }
});

test('a refusal that names no action is of the call that was made', () => {
  const { problem, hint } = explain(thrownBy('lambda:InvokeFunction', thrown('AccessDeniedException', '')), 'invoking');
  assert.match(problem, /denies lambda:InvokeFunction/);
  assert.match(hint, /"Resource":\["arn:aws:lambda:\*:\*:function:FUNCTION"/);
});

test('neither account nor session stands in what is said', () => {
  const { problem, hint } = denied(
    'iam:PassRole',
    'arn:aws:iam::123456789012:role/shop',
    'because no identity-based policy allows it',
  );
  assert.doesNotMatch(`${problem} ${hint}`, /\d{12}|bob/);
});

/** What AWS and its SDK say, and what of it is said to the user. Texts by AWS's documents and by issues of the SDK (2026-11). */
const CASES: readonly (readonly [string, string, object, RegExp, RegExp])[] = [
  [
    'CredentialsProviderError',
    'Could not load credentials from any providers',
    {},
    /no AWS credentials were found$/,
    /AWS_PROFILE/,
  ],
  [
    'CredentialsProviderError',
    'Could not resolve credentials using profile: [prod] in configuration/credentials file(s).',
    {},
    /the profile prod has no credentials/,
    /list-profiles/,
  ],
  [
    'CredentialsProviderError',
    'The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.',
    {},
    /SSO session has expired/,
    /aws sso login/,
  ],
  [
    'CredentialsProviderError',
    'Profile prod requires multi-factor authentication, but no MFA code callback was provided.',
    {},
    /multi-factor/,
    /export-credentials/,
  ],
  ['Error', 'Region is missing', {}, /no AWS region is set/, /--region/],
  [
    'ExpiredTokenException',
    'The security token included in the request is expired',
    {},
    /credentials have expired/,
    /sign in again/,
  ],
  [
    'InvalidSignatureException',
    'Signature expired: 20261127T052457Z is now earlier than 20261127T060958Z (20261127T061458Z - 5 min.)',
    {},
    /clock of this machine/,
    /set the clock/,
  ],
  [
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided.',
    {},
    /secret does not belong/,
    /get-caller-identity/,
  ],
  [
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
    {},
    /does not accept these credentials/,
    /region enabled/,
  ],
  [
    'KMSAccessDeniedException',
    'Lambda was unable to decrypt',
    { $metadata: { httpStatusCode: 502 } },
    /decrypt the function's environment/,
    /kms:Decrypt/,
  ],
  [
    'ResourceNotFoundException',
    'Function not found: arn:aws:lambda:eu-west-1:123456789012:function:shop',
    {},
    /no such function/,
    /--region/,
  ],
  [
    'ResourceNotFoundException',
    'Cannot find alias arn: arn:aws:lambda:eu-west-1:123456789012:function:shop:live',
    {},
    /no such alias/,
    /--region/,
  ],
  [
    'CodeStorageExceededException',
    'Code storage limit exceeded.',
    {},
    /code storage/,
    /remove versions.*\$LATEST itself with --on-latest: it is set/,
  ],
  [
    'ResourceConflictException',
    'An update is in progress for resource: shop',
    {},
    /something else is changing it/,
    /deployment/,
  ],
  [
    'ResourceNotReadyException',
    'The function is inactive',
    { $metadata: { httpStatusCode: 502 } },
    /inactive/,
    /gets it ready now/,
  ],
  ['ENILimitReachedException', 'limit', { $metadata: { httpStatusCode: 502 } }, /network/, /addresses/],
  [
    'TooManyRequestsException',
    'Rate Exceeded.',
    { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
    /reserved concurrency/,
    /get-function-concurrency/,
  ],
  [
    'TooManyRequestsException',
    'Rate Exceeded.',
    { Reason: 'ConcurrentInvocationLimitExceeded' },
    /concurrency of the account/,
    /--concurrency/,
  ],
  ['TooManyRequestsException', 'Rate exceeded', {}, /slow down, after retries/, /later/],
  [
    'InvalidParameterValueException',
    "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 3008",
    {},
    /no more than 3008 MB/,
    /--memory/,
  ],
  ['ServiceException', 'internal', { $metadata: { httpStatusCode: 500 } }, /service itself failed \(500/, /Health/],
  ['SyntaxError', 'Unexpected token < in JSON', {}, /does not speak the API/, /proxy/],
  ['Error', '', { code: 'ECONNREFUSED' }, /cannot be reached/, /--endpoint-url/],
  [
    'Error',
    'unable to get local issuer certificate',
    { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    /certificate/,
    /NODE_EXTRA_CA_CERTS/,
  ],
];

test('each error of AWS is told in the user’s words, with what to do', () => {
  for (const [name, message, more, problem, hint] of CASES) {
    const error = told(name, message, more);
    assert.match(error.problem, problem, name);
    assert.match(error.hint, hint, name);
    assert.doesNotMatch(`${error.problem} ${error.hint}`, /\d{12}(?!T)/);
  }
});

test('one that nobody knows is passed on as it is', () => {
  const error = told('OddException', 'odd things of 123456789012');
  assert.equal(error.problem, 'tuning failed: OddException: odd things of <account>');
});
