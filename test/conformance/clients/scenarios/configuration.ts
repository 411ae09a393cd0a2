import type { Actor } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { invalid, invalidParameter, notFound, outdated, violation } from './refusals.js';

const ENVIRONMENT = { 'index.js': 'exports.handler = async (name) => process.env[name] ?? null' };

const FunctionName = 'configured';
const update = { FunctionName };

export const configuration: Scenario = {
  name: 'configuration',
  async run(actor) {
    await settings(actor);
    await variables(actor);
    await logging(actor);
    await deadLetters(actor);
    await refused(actor);
    await networkRefused(actor);
  },
};

async function settings({ lambda, givenFunction }: Actor): Promise<void> {
  await givenFunction(FunctionName, { source: ENVIRONMENT, Description: 'kept' });

  const { RevisionId } = await lambda.answers(
    'UpdateFunctionConfiguration',
    { ...update, MemorySize: 512, Timeout: 10, Environment: { Variables: { WORD: 'one' } } },
    { MemorySize: 512, Timeout: 10, Description: 'kept', LastUpdateStatus: 'InProgress', Version: '$LATEST' },
  );
  await lambda.refuses('UpdateFunctionConfiguration', { ...update, RevisionId }, outdated('GetFunction/GetAlias'));
  await lambda.answers('GetFunctionConfiguration', update, { LastUpdateStatus: 'Successful', MemorySize: 512 });
  await lambda.answers('Invoke', { FunctionName, Payload: '"WORD"' }, { Payload: '"one"' });
}

async function variables({ lambda }: Actor): Promise<void> {
  await lambda.answers('UpdateFunctionConfiguration', { ...update, Environment: { Variables: { WORD: 'two' } } });
  await lambda.answers('Invoke', { FunctionName, Payload: '"WORD"' }, { Payload: '"two"' });
  await lambda.answers(
    'UpdateFunctionConfiguration',
    { ...update, Environment: { Variables: {} } },
    { Environment: { Variables: {} } },
  );
  await lambda.answers('Invoke', { FunctionName, Payload: '"WORD"' }, { Payload: 'null' });
}

async function logging({ lambda }: Actor): Promise<void> {
  await lambda.answers(
    'UpdateFunctionConfiguration',
    { ...update, LoggingConfig: { LogFormat: 'JSON' } },
    {
      LoggingConfig: {
        LogFormat: 'JSON',
        ApplicationLogLevel: 'INFO',
        SystemLogLevel: 'INFO',
        LogGroup: '/aws/lambda/configured',
      },
    },
  );
  await lambda.answers(
    'UpdateFunctionConfiguration',
    { ...update, LoggingConfig: { LogFormat: 'Text' } },
    { LoggingConfig: { LogFormat: 'Text', ApplicationLogLevel: absent, SystemLogLevel: absent } },
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, LoggingConfig: { LogFormat: 'Text', SystemLogLevel: 'WARN' } },
    invalidParameter('Log level configuration is only supported for functions with the JSON log format.'),
  );
}

async function deadLetters({ lambda, region }: Actor): Promise<void> {
  const TargetArn = `arn:aws:sqs:${region}:000000000000:letters`;
  await lambda.answers(
    'UpdateFunctionConfiguration',
    { ...update, DeadLetterConfig: { TargetArn } },
    { DeadLetterConfig: { TargetArn } },
  );
  await lambda.answers(
    'UpdateFunctionConfiguration',
    { ...update, DeadLetterConfig: { TargetArn: '' } },
    { DeadLetterConfig: absent },
  );
}

async function refused({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { FunctionName: 'nobody', Timeout: 1 },
    notFound(`Function not found: ${functionArn('nobody')}`),
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, Handler: 'with a blank' },
    invalid(violation('with a blank', 'handler', 'satisfy regular expression pattern: [^\\s]+')),
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, TracingConfig: { Mode: 'Deep' as 'Active' } },
    invalid(violation('Deep', 'tracingConfig.mode', 'satisfy enum value set: [Active, PassThrough]')),
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, SnapStart: { ApplyOn: 'PublishedVersions' } },
    invalidParameter('nodejs24.x is not supported for SnapStart enabled functions.'),
  );
}

async function networkRefused({ lambda }: Actor): Promise<void> {
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, VpcConfig: { SecurityGroupIds: ['sg-1'] } },
    invalidParameter(/^Error occurred while DescribeSecurityGroups\. EC2 Error Code: InvalidGroup\.NotFound\./),
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, Environment: { Variables: { AWS_REGION: 'x' } } },
    invalidParameter(/Reserved keys used in this request: AWS_REGION$/),
  );
}
