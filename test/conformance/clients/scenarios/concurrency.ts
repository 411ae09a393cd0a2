import type { Actor } from '../actor.js';
import { until } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { conflict, invalid, invalidParameter, notFound } from './refusals.js';

const throttled = (reason: string) => ({
  code: 'TooManyRequestsException',
  message: 'Rate Exceeded.',
  status: 429,
  reason,
});

const FunctionName = 'limited';

export const reservedConcurrency: Scenario = {
  name: 'reservations',
  async run(actor) {
    await reserved(actor);
    await throttledAtZero(actor);
    await reservationsRefused(actor);
  },
};

async function reserved({ lambda, givenFunction }: Actor): Promise<void> {
  await givenFunction(FunctionName);
  await lambda.answers(
    'GetAccountSettings',
    {},
    {
      AccountLimit: {
        TotalCodeSize: 322_122_547_200,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: 1000,
        UnreservedConcurrentExecutions: 1000,
      },
      AccountUsage: { FunctionCount: 1, TotalCodeSize: (it) => Number(it) > 0 },
    },
  );
  await lambda.answers('GetFunctionConcurrency', { FunctionName }, { ReservedConcurrentExecutions: absent });
  await lambda.answers(
    'PutFunctionConcurrency',
    { FunctionName, ReservedConcurrentExecutions: 10 },
    { ReservedConcurrentExecutions: 10 },
  );
  await lambda.answers('GetFunctionConcurrency', { FunctionName }, { ReservedConcurrentExecutions: 10 });
  await lambda.answers('GetFunction', { FunctionName }, { Concurrency: { ReservedConcurrentExecutions: 10 } });
  await lambda.answers('GetAccountSettings', {}, { AccountLimit: { UnreservedConcurrentExecutions: 990 } });
  await lambda.answers('Invoke', { FunctionName, Payload: '1' }, { Payload: '1' });
}

async function throttledAtZero({ lambda }: Actor): Promise<void> {
  await lambda.answers('PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions: 0 });
  await lambda.refuses('Invoke', { FunctionName }, throttled('ReservedFunctionConcurrentInvocationLimitExceeded'));
  await lambda.refuses(
    'PutFunctionConcurrency',
    { FunctionName, ReservedConcurrentExecutions: 901 },
    invalidParameter(
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    ),
  );
  await lambda.answers('DeleteFunctionConcurrency', { FunctionName });
  await lambda.answers('DeleteFunctionConcurrency', { FunctionName });
  await lambda.answers('Invoke', { FunctionName, Payload: '2' }, { Payload: '2' });
}

async function reservationsRefused({ lambda, functionArn }: Actor): Promise<void> {
  const gone = notFound(`Function not found: ${functionArn('nobody')}`);
  await lambda.refuses('PutFunctionConcurrency', { FunctionName: 'nobody', ReservedConcurrentExecutions: 1 }, gone);
  await lambda.refuses('GetFunctionConcurrency', { FunctionName: 'nobody' }, gone);
  await lambda.refuses('DeleteFunctionConcurrency', { FunctionName: 'nobody' }, gone);
  await lambda.refuses(
    'GetFunctionConcurrency',
    { FunctionName: `${FunctionName}:$LATEST` },
    invalidParameter(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    ),
  );
}

const config = { FunctionName, Qualifier: 'live' };

export const provisionedConcurrency: Scenario = {
  name: 'provisioned',
  async run(actor) {
    await allocated(actor);
    await refusals(actor);
    await unknownRefused(actor);
    await taken(actor);
  },
};

async function taken({ lambda }: Actor): Promise<void> {
  await lambda.answers('DeleteProvisionedConcurrencyConfig', config);
  await lambda.answers('DeleteProvisionedConcurrencyConfig', config);
  await lambda.refuses('GetProvisionedConcurrencyConfig', config, {
    code: 'ProvisionedConcurrencyConfigNotFoundException',
    message: 'No Provisioned Concurrency Config found for this function',
    status: 404,
  });
}

async function allocated({ lambda, givenFunction, functionArn }: Actor): Promise<void> {
  const initialised = {
    'index.js': 'const type = process.env.AWS_LAMBDA_INITIALIZATION_TYPE; exports.handler = async () => type',
  };
  await givenFunction(FunctionName, { source: initialised, Publish: true });
  await lambda.answers('CreateAlias', { FunctionName, Name: 'live', FunctionVersion: '1' });
  await lambda.answers(
    'PutProvisionedConcurrencyConfig',
    { ...config, ProvisionedConcurrentExecutions: 2 },
    {
      RequestedProvisionedConcurrentExecutions: 2,
      AllocatedProvisionedConcurrentExecutions: 0,
      AvailableProvisionedConcurrentExecutions: 0,
      Status: 'IN_PROGRESS',
      StatusReason: absent,
      LastModified: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/,
    },
  );
  const ready = await until(
    () => lambda.answers('GetProvisionedConcurrencyConfig', config),
    ({ Status }) => Status !== 'IN_PROGRESS',
  );
  await lambda.answers('GetProvisionedConcurrencyConfig', config, {
    ...ready,
    Status: 'READY',
    AllocatedProvisionedConcurrentExecutions: 2,
    AvailableProvisionedConcurrentExecutions: 2,
  });
  await lambda.answers('Invoke', config, { Payload: '"provisioned-concurrency"', ExecutedVersion: '1' });
  await lambda.answers(
    'ListProvisionedConcurrencyConfigs',
    { FunctionName },
    {
      ProvisionedConcurrencyConfigs: [{ FunctionArn: functionArn(FunctionName, ':live'), Status: 'READY' }],
      NextMarker: absent,
    },
  );
}

async function refusals({ lambda }: Actor): Promise<void> {
  const one = { FunctionName, ProvisionedConcurrentExecutions: 1 };
  await lambda.refuses(
    'PutProvisionedConcurrencyConfig',
    { ...one, Qualifier: '$LATEST' },
    invalidParameter('Provisioned Concurrency Configs cannot be applied to unpublished function versions.'),
  );
  await lambda.refuses(
    'GetProvisionedConcurrencyConfig',
    { FunctionName, Qualifier: '$LATEST' },
    invalidParameter('The function resource provided must be an alias or a published version.'),
  );
  await lambda.refuses(
    'PutProvisionedConcurrencyConfig',
    { ...one, Qualifier: '1' },
    conflict('Version is pointed by a Provisioned Concurrency alias'),
  );
}

async function unknownRefused({ lambda, functionArn }: Actor): Promise<void> {
  const one = { FunctionName, ProvisionedConcurrentExecutions: 1 };
  await lambda.refuses(
    'PutProvisionedConcurrencyConfig',
    { ...one, Qualifier: 'gone' },
    notFound(`Cannot find alias arn: ${functionArn(FunctionName, ':gone')}`),
  );
  await lambda.refuses(
    'PutProvisionedConcurrencyConfig',
    { ...one, Qualifier: '9' },
    notFound(`Function not found: ${functionArn(FunctionName, ':9')}`),
  );
  await lambda.refuses(
    'PutProvisionedConcurrencyConfig',
    { ...one, Qualifier: '1', ProvisionedConcurrentExecutions: 0 },
    invalid(
      "1 validation error detected: Value '0' at 'provisionedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ),
    'boto3 and aws',
  );
  await lambda.refuses(
    'ListProvisionedConcurrencyConfigs',
    { FunctionName: 'nobody' },
    notFound(`Function not found: ${functionArn('nobody')}`),
  );
  await lambda.refuses(
    'DeleteProvisionedConcurrencyConfig',
    { FunctionName, Qualifier: 'gone' },
    notFound(/^Cannot find alias arn/),
  );
}
