import { type Actor, until } from '../actor.js';
import { absent, empty } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { invalid, invalidParameter, notFound } from './refusals.js';

const FunctionName = 'asynchronous';
const FAIL = { 'index.js': "exports.handler = async () => { throw new Error('no') }" };
const PRINT = {
  'index.js': 'exports.handler = async (event) => { console.log("GOT " + JSON.stringify(event)); return "done" }',
};

export const eventInvoke: Scenario = {
  name: 'events',
  async run(actor) {
    await configured(actor);
    await invocations(actor);
    await failures(actor);
    await replaced(actor);
    await refusals(actor);
    await destinationsRefused(actor);
    await deleted(actor);
  },
};

async function deleted({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.answers('DeleteFunctionEventInvokeConfig', { FunctionName });
  const none = notFound(`The function ${functionArn(FunctionName, ':$LATEST')} doesn't have an EventInvokeConfig`);
  await lambda.refuses('GetFunctionEventInvokeConfig', { FunctionName }, none);
  await lambda.refuses('DeleteFunctionEventInvokeConfig', { FunctionName }, none);
  await lambda.refuses('UpdateFunctionEventInvokeConfig', { FunctionName, MaximumRetryAttempts: 1 }, none);
}

async function replaced({ lambda }: Actor): Promise<void> {
  await lambda.answers(
    'PutFunctionEventInvokeConfig',
    { FunctionName, MaximumRetryAttempts: 2 },
    {
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: absent,
      DestinationConfig: { OnSuccess: empty, OnFailure: empty },
    },
  );
}

async function configured({ lambda, givenFunction, functionArn }: Actor): Promise<void> {
  await givenFunction('receiver', { source: PRINT });
  await givenFunction(FunctionName, { source: PRINT });
  const Destination = functionArn('receiver');
  await lambda.answers(
    'PutFunctionEventInvokeConfig',
    {
      FunctionName,
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnSuccess: { Destination } },
    },
    {
      FunctionArn: functionArn(FunctionName, ':$LATEST'),
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnSuccess: { Destination }, OnFailure: empty },
      LastModified: (it) => Math.abs(Date.parse(String(it)) - Date.now()) < 3_600_000,
    },
  );
  await lambda.answers(
    'UpdateFunctionEventInvokeConfig',
    { FunctionName, MaximumRetryAttempts: 1 },
    {
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 60,
    },
  );
  await lambda.answers(
    'GetFunctionEventInvokeConfig',
    { FunctionName },
    { DestinationConfig: { OnSuccess: { Destination } } },
  );
  await lambda.answers(
    'ListFunctionEventInvokeConfigs',
    { FunctionName },
    { FunctionEventInvokeConfigs: [{ MaximumRetryAttempts: 1 }] },
  );
}

/** An event that fails, without retries, and where its record goes. */
async function failures({ lambda, logs, givenFunction, functionArn }: Actor): Promise<void> {
  await givenFunction('failing', { source: FAIL });
  await lambda.answers('PutFunctionEventInvokeConfig', {
    FunctionName: 'failing',
    MaximumRetryAttempts: 0,
    DestinationConfig: { OnFailure: { Destination: functionArn('receiver') } },
  });
  await lambda.answers(
    'Invoke',
    { FunctionName: 'failing', InvocationType: 'Event', Payload: '{"n":9}' },
    { StatusCode: 202 },
  );
  const query = { logGroupName: '/aws/lambda/receiver', filterPattern: 'RetriesExhausted' };
  await until(
    () => logs.answers('FilterLogEvents', query),
    ({ events = [] }) =>
      /"condition":"RetriesExhausted","approximateInvokeCount":1\},"requestPayload":\{"n":9\},"responseContext":\{"statusCode":200,"executedVersion":"\$LATEST","functionError":"Unhandled"\},"responsePayload":\{"errorType":"Error","errorMessage":"no"/.test(
        events[0]?.message ?? '',
      ),
  );
}

/** The event reaches the function, and the record of it the destination. */
async function invocations({ lambda, logs }: Actor): Promise<void> {
  const invocation = { FunctionName: 'asynchronous', InvocationType: 'Event', Payload: '{"n":7}' } as const;
  await lambda.answers('Invoke', invocation, {
    StatusCode: 202,
    ExecutedVersion: absent,
    FunctionError: absent,
  });
  const read = async (logGroupName: string) => {
    const { events = [] } = await logs.answers('FilterLogEvents', { logGroupName, filterPattern: 'GOT' });
    return events.map(({ message = '' }) => message).join('');
  };
  const isThere = (name: string) =>
    until(
      async () => (await logs.answers('DescribeLogGroups', { logGroupNamePrefix: name })).logGroups ?? [],
      (found) => found.length > 0,
    );
  await isThere('/aws/lambda/asynchronous');
  await until(
    () => read('/aws/lambda/asynchronous'),
    (text) => text.includes('GOT {"n":7}'),
  );
  await isThere('/aws/lambda/receiver');
  await until(
    () => read('/aws/lambda/receiver'),
    (text) =>
      /GOT \{"version":"1\.0","timestamp":.*"condition":"Success","approximateInvokeCount":1\},"requestPayload":\{"n":7\},"responseContext":\{"statusCode":200,"executedVersion":"\$LATEST"\},"responsePayload":"done"\}/.test(
        text,
      ),
  );
  await lambda.answers('InvokeAsync', { FunctionName: 'asynchronous', InvokeArgs: '{"n":8}' });
  await until(
    () => read('/aws/lambda/asynchronous'),
    (text) => text.includes('GOT {"n":8}'),
  );
}

async function refusals({ lambda }: Actor): Promise<void> {
  await lambda.refuses(
    'PutFunctionEventInvokeConfig',
    { FunctionName },
    invalidParameter('You must specify at least one of error handling or destination setting.'),
  );
  await lambda.refuses(
    'PutFunctionEventInvokeConfig',
    { FunctionName, MaximumRetryAttempts: 3 },
    invalid(
      "1 validation error detected: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2",
    ),
  );
  await lambda.refuses(
    'PutFunctionEventInvokeConfig',
    { FunctionName, MaximumEventAgeInSeconds: 21_601 },
    invalid(
      "1 validation error detected: Value '21601' at 'maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value less than or equal to 21600",
    ),
  );
}

async function destinationsRefused({ lambda, functionArn, region }: Actor): Promise<void> {
  const sendTo = (Destination: string) => ({ FunctionName, DestinationConfig: { OnSuccess: { Destination } } });
  const nobody = notFound("The function doesn't exist.");
  await lambda.refuses(
    'PutFunctionEventInvokeConfig',
    sendTo(functionArn('nobody')),
    invalidParameter(`The destination ARN ${functionArn('nobody')} is invalid.`),
  );
  await lambda.refuses(
    'PutFunctionEventInvokeConfig',
    sendTo(functionArn(FunctionName)),
    invalidParameter("You can't specify the function as a destination for itself."),
  );
  const table = `arn:aws:dynamodb:${region}:000000000000:table/t`;
  await lambda.refuses(
    'PutFunctionEventInvokeConfig',
    sendTo(table),
    invalidParameter(
      `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${table}), onFailure=null) is invalid.`,
    ),
  );
  await lambda.refuses('PutFunctionEventInvokeConfig', { FunctionName: 'nobody', MaximumRetryAttempts: 1 }, nobody);
  await lambda.refuses('ListFunctionEventInvokeConfigs', { FunctionName: 'nobody' }, nobody);
  await lambda.refuses('InvokeAsync', { FunctionName: 'nobody', InvokeArgs: '{}' }, notFound(/^Function not found: /));
}
