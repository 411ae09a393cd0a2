import assert from 'node:assert/strict';
import type { FunctionUrlConfig } from '@aws-sdk/client-lambda';
import { zip } from '../../../../emulator/harness.js';
import { keyed, masked, numbered } from '../../compare/transformers.js';
import { script, scripts } from '../../script.js';
import { createUsual, untilActive } from '../../stage/functions.js';
import { ask } from '../../stage/http.js';
import { createFrom, from } from '../../stage/invocations.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

const OPEN = { AuthType: 'NONE' } as const;
const PUBLIC = {
  StatementId: 'urlPermission',
  Action: 'lambda:InvokeFunctionUrl',
  Principal: '*',
  FunctionUrlAuthType: 'NONE',
} as const;

async function recordOpenUrl(stage: Stage, FunctionName: string, mask: string): Promise<string> {
  const { lambda } = stage;
  stage.addRules(masked(keyed('FunctionUrl'), mask));
  const create = lambda.createFunctionUrlConfig({ FunctionName, ...OPEN });
  const { FunctionUrl = '' } = await stage.record('create_lambda_url_config', create);
  await stage.record('add_permission', lambda.addPermission({ FunctionName, ...PUBLIC }));
  return FunctionUrl;
}

async function openUrl({ lambda }: Stage, FunctionName: string, config: Partial<FunctionUrlConfig> = {}) {
  const url = await lambda.createFunctionUrlConfig({ FunctionName, ...OPEN, ...config });
  await lambda.addPermission({ FunctionName, ...PUBLIC });
  return url.FunctionUrl ?? '';
}

/** What the function answers, as Python writes it. */
const results = {
  dict: '{"hello": "world"}',
  'http-response': '{"statusCode": 200, "body": "body123"}',
  'http-response-json': '{"statusCode": 200, "body": "{\\"hello\\": \\"world\\"}"}',
  'list-mixed': '["hello", 3, True]',
  string: '"hello"',
  integer: '3',
  float: '3.1',
  boolean: 'True',
};

async function resultOf(stage: Stage, result: string): Promise<void> {
  const FunctionName = uniqueName('test-function-');
  const ZipFile = await zip({ 'handler.py': `def handler(event, ctx):\n    return ${result}\n` });
  await createUsual(stage, FunctionName, { Code: { ZipFile } });
  const url = await recordOpenUrl(stage, FunctionName, '<function-url>');
  const path = 'custom_path/extend?test_param=test_value';
  const answer = await ask(`${url}${path}`, { method: 'POST', body: "{'key':'value'}" });
  stage.note('lambda_url_invocation', {
    statuscode: answer.status,
    headers: {
      'Content-Type': answer.headers['content-type'] ?? null,
      'Content-Length': answer.headers['content-length'] ?? null,
    },
    content: answer.body,
  });
}

async function exception(stage: Stage): Promise<void> {
  const FunctionName = await createFrom(stage, 'custom-error.py');
  await stage.record('get_fn_result', stage.lambda.getFunction({ FunctionName }));
  const url = await recordOpenUrl(stage, FunctionName, 'function-url');
  const answer = await ask(url, { method: 'POST', body: '{}' });
  assert.deepEqual([answer.status, answer.body], [502, 'Internal Server Error']);
}

async function statusAndHeaders(stage: Stage): Promise<void> {
  const url = await openUrl(stage, await createFrom(stage, 'echo-body.py'));
  const post = (answer: object) => {
    const headers = { 'content-type': 'application/json' };
    return ask(`${url}custom_path/extend?test_param=test_value`, {
      method: 'POST',
      headers,
      body: JSON.stringify(answer),
    });
  };
  const headers = { 'Content-Type': 'application/json', 'My-Custom-Header': 'Custom Value' };
  const body = '{"message": "hello-world"}';
  const created = await post({ statusCode: 201, headers, body, isBase64Encoded: false });
  assert.deepEqual([created.status, created.body], [201, body]);
  assert.equal(created.headers['my-custom-header'], 'Custom Value');
  const teapot = await post({ statusCode: '418', body: "i'm a teapot", isBase64Encoded: false });
  assert.deepEqual([teapot.status, teapot.body], [418, "i'm a teapot"]);
}

async function echoed(stage: Stage): Promise<void> {
  const tls = ['x-amzn-tls-cipher-suite', 'x-amzn-tls-version', 'x-amzn-trace-id'];
  const forwarded = ['x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto'];
  stage.addRules(...['domain', 'origin', ...tls, ...forwarded].map((name) => numbered(keyed(name), name)));
  const url = await openUrl(stage, await createFrom(stage, 'echo-http.py'));
  const answer = await ask(`${url}pa2%Fth/1?q=query&multiQuery=foo&multiQuery=/bar`, {
    method: 'POST',
    headers: {
      'user-agent': 'test/echo',
      'accept-encoding': 'gzip, deflate',
      accept: '*/*',
      'content-type': 'application/json',
      'ExTrA-HeadErs': 'With WeiRd CapS',
    },
    body: '{"foo": "bar"}',
  });
  stage.note('url_response', JSON.parse(answer.body));
}

async function afterAlias(stage: Stage): Promise<void> {
  const { lambda } = stage;
  stage.addRules(masked(keyed('FunctionUrl'), '<function-url>'));
  const FunctionName = await createFrom(stage, 'hello.js');
  const { Version: FunctionVersion } = await lambda.publishVersion({ FunctionName });
  await untilActive(lambda, FunctionName, FunctionVersion);
  const Name = uniqueName('alias-');
  await lambda.createAlias({ FunctionName, Name, FunctionVersion });
  const qualified = { FunctionName, Qualifier: Name };
  const create = lambda.createFunctionUrlConfig({ ...qualified, ...OPEN, InvokeMode: 'BUFFERED' });
  const { FunctionUrl = '' } = await stage.record('create_lambda_url_config', create);
  await lambda.addPermission({ ...qualified, ...PUBLIC });
  stage.note('invoke_aliased_url_response', { status_code: (await ask(FunctionUrl)).status });
  await stage.record('delete_alias_resp', lambda.deleteAlias({ FunctionName, Name }));
  const { status, headers, body } = await ask(FunctionUrl);
  stage.note('invoke_deleted_alias_url_response_delayed', {
    status_code: status,
    headers: { 'x-amzn-ErrorType': String(headers['x-amzn-errortype']) },
    content: body,
  });
}

export const urlScripts = [
  ...scripts('TestLambdaURL::test_lambda_url_invocation', results, resultOf),
  script('TestLambdaURL::test_lambda_url_invocation_exception', exception),
  script('TestLambdaURL::test_lambda_url_headers_and_status', statusAndHeaders),
  script('TestLambdaURL::test_lambda_url_echo_http_fixture_default', echoed),
  script('TestLambdaURL::test_lambda_url_persists_after_alias_delete', afterAlias),
  script('TestLambdaURL::test_lambda_url_invalid_invoke_mode', async (stage) => {
    const FunctionName = await createFrom(stage, 'echo-body.py');
    const InvokeMode = 'UNKNOWN' as 'BUFFERED';
    const create = stage.lambda.createFunctionUrlConfig({ FunctionName, ...OPEN, InvokeMode });
    await stage.record('invoke_function_invalid_invoke_type', create);
  }),
  script('TestLambdaURL::test_function_url_with_response_streaming', async (stage) => {
    const FunctionName = uniqueName('test-function-');
    await createUsual(stage, FunctionName, await from('stream.mjs', { Handler: 'handler.handler' }));
    const answer = await ask(await openUrl(stage, FunctionName, { InvokeMode: 'RESPONSE_STREAM' }));
    stage.note('response_status', answer.status);
    stage.note('response_data', answer.body);
  }),
  script('TestLambdaURL::test_lambda_url_non_existing_url', async ({ emulator }) => {
    const host = '0123456789abcdefghijklmnopqrstuv.lambda-url.us-east-1.on.aws';
    const { status, headers, body } = await ask(emulator.endpoint, { headers: { host } });
    assert.deepEqual([status, body, headers['content-type']], [403, '{"Message":null}', 'application/json']);
    assert.equal(headers['x-amzn-errortype'], 'AccessDeniedException');
  }),
];
