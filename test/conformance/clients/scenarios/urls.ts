import assert from 'node:assert/strict';
import type { Actor } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { conflict, invalid, invalidParameter, notFound, violation } from './refusals.js';

const TELL = {
  'index.js': `exports.handler = async ({ rawPath, rawQueryString, body, requestContext }) => ({
    statusCode: 201,
    headers: { 'X-Method': requestContext.http.method },
    body: [rawPath, rawQueryString, body, requestContext.authorizer?.iam?.accessKey].join(' '),
  });`,
};
const STREAM = {
  'index.js': `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
    stream.write('first ');
    stream.end('second');
  });`,
};

const FunctionName = 'reachable';
const gone = notFound('The resource you requested does not exist.');

export const urls: Scenario = {
  name: 'urls',
  async run(actor) {
    const url = await created(actor);
    await asAnybody(actor, url);
    await asSomebody(actor, await ofAlias(actor));
    await withCors(actor, url);
    await streamed(actor);
    await refusals(actor);
    await inputRefused(actor);
    await actor.lambda.answers('DeleteFunctionUrlConfig', { FunctionName });
    await actor.lambda.refuses('GetFunctionUrlConfig', { FunctionName }, gone);
    await actor.lambda.refuses('DeleteFunctionUrlConfig', { FunctionName }, gone);
  },
};

/** @returns the address. */
async function created({ lambda, givenFunction, functionArn }: Actor): Promise<string> {
  await givenFunction(FunctionName, { source: TELL, Publish: true });
  const { FunctionUrl = '' } = await lambda.answers(
    'CreateFunctionUrlConfig',
    { FunctionName, AuthType: 'NONE' },
    {
      FunctionUrl: /^http/,
      FunctionArn: functionArn(FunctionName),
      AuthType: 'NONE',
      Cors: absent,
      CreationTime: /Z$/,
    },
  );
  const shown = { FunctionUrl, InvokeMode: 'BUFFERED', LastModifiedTime: /Z$/ } as const;
  await lambda.answers('GetFunctionUrlConfig', { FunctionName }, shown);
  return FunctionUrl;
}

/** @returns the address of the alias. */
async function ofAlias({ lambda, functionArn }: Actor): Promise<string> {
  const alias = { FunctionName, Qualifier: 'live' };
  const FunctionArn = functionArn(FunctionName, ':live');
  await lambda.answers('CreateAlias', { FunctionName, Name: 'live', FunctionVersion: '1' });
  await lambda.answers('CreateFunctionUrlConfig', { ...alias, AuthType: 'AWS_IAM' }, { FunctionArn });
  await lambda.answers(
    'ListFunctionUrlConfigs',
    { FunctionName },
    { FunctionUrlConfigs: [{ AuthType: 'NONE' }, { AuthType: 'AWS_IAM', FunctionArn }] },
  );
  const { FunctionUrl = '' } = await lambda.answers('GetFunctionUrlConfig', alias);
  return FunctionUrl;
}

async function asAnybody({ lambda }: Actor, url: string): Promise<void> {
  const closed = await fetch(url);
  assert.equal(closed.status, 403);
  assert.match(await closed.text(), /^\{"Message":"Forbidden\. For troubleshooting Function URL authorization issues/);
  await lambda.answers('AddPermission', {
    FunctionName,
    StatementId: 'public',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: '*',
    FunctionUrlAuthType: 'NONE',
  });
  const open = await fetch(`${url}a/b?c=d`, {
    method: 'POST',
    body: 'hello',
    headers: { 'Content-Type': 'text/plain' },
  });
  assert.equal(open.status, 201);
  assert.equal(open.headers.get('x-method'), 'POST');
  assert.equal(await open.text(), '/a/b c=d hello ');
}

/** With the client's own signer, where it has one. */
async function asSomebody({ sendSigned }: Actor, url: string): Promise<void> {
  assert.equal((await fetch(url)).status, 403);
  const answer = await sendSigned({ url: `${url}signed/path?a=b`, method: 'POST', body: '{"x":1}' });
  if (answer === undefined) return;
  assert.equal(answer.status, 201, answer.body);
  assert.equal(answer.body, '/signed/path a=b {"x":1} AKIDEXAMPLE');
}

async function withCors({ lambda }: Actor, url: string): Promise<void> {
  const Cors = { AllowOrigins: ['https://example.org'], AllowMethods: ['GET'], MaxAge: 60 };
  await lambda.answers('UpdateFunctionUrlConfig', { FunctionName, Cors }, { Cors, AuthType: 'NONE' });
  const asked = await fetch(url, {
    method: 'OPTIONS',
    headers: { Origin: 'https://example.org', 'Access-Control-Request-Method': 'GET' },
  });
  assert.equal(asked.headers.get('access-control-allow-origin'), 'https://example.org');
  assert.equal(asked.headers.get('access-control-max-age'), '60');
}

async function streamed({ lambda, givenFunction }: Actor): Promise<void> {
  const streaming = { FunctionName: 'streaming' };
  await givenFunction(streaming.FunctionName, { source: STREAM });
  await lambda.answers('AddPermission', {
    ...streaming,
    StatementId: 'public',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: '*',
    FunctionUrlAuthType: 'NONE',
  });
  const { FunctionUrl = '' } = await lambda.answers(
    'CreateFunctionUrlConfig',
    { ...streaming, AuthType: 'NONE', InvokeMode: 'RESPONSE_STREAM' },
    { InvokeMode: 'RESPONSE_STREAM' },
  );
  assert.equal(await (await fetch(FunctionUrl)).text(), 'first second');
}

async function refusals({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.refuses(
    'CreateFunctionUrlConfig',
    { FunctionName, AuthType: 'NONE' },
    conflict(
      `Failed to create function url config for [functionArn = ${functionArn(FunctionName)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    ),
  );
  await lambda.refuses(
    'CreateFunctionUrlConfig',
    { FunctionName: 'nobody', AuthType: 'NONE' },
    notFound('Function does not exist'),
  );
  await lambda.refuses(
    'CreateFunctionUrlConfig',
    { FunctionName, Qualifier: 'gone', AuthType: 'NONE' },
    notFound('Function does not exist'),
  );
  await lambda.refuses('ListFunctionUrlConfigs', { FunctionName: 'nobody' }, notFound('Function does not exist'));
}

async function inputRefused({ lambda }: Actor): Promise<void> {
  await lambda.refuses(
    'UpdateFunctionUrlConfig',
    { FunctionName, InvokeMode: 'SLOW' as 'BUFFERED' },
    invalid(violation('SLOW', 'invokeMode', 'satisfy enum value set: [RESPONSE_STREAM, BUFFERED]')),
  );
  await lambda.refuses(
    'CreateFunctionUrlConfig',
    { FunctionName, Qualifier: '1', AuthType: 'NONE' },
    invalid(
      /^1 validation error detected: Value '1' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    ),
  );
  await lambda.refuses('UpdateFunctionUrlConfig', { FunctionName: 'streaming', Qualifier: 'gone' }, gone);
  await lambda.refuses(
    'AddPermission',
    {
      FunctionName,
      StatementId: 's',
      Action: 'lambda:InvokeFunction',
      Principal: '*',
      FunctionUrlAuthType: 'NONE',
    },
    invalidParameter('FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action'),
  );
}
