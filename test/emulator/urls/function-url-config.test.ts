import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  AddPermissionCommand,
  type AddPermissionCommandInput,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  type CreateFunctionUrlConfigCommandInput,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  type LambdaClient,
  ListFunctionUrlConfigsCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  type Runtime,
  UpdateFunctionUrlConfigCommand,
} from '@aws-sdk/client-lambda';
import { Bench, credentials } from '../harness.js';
import { sign } from '../http/signature/sign.js';

let bench: Bench;
let lambda: LambdaClient;
before(async () => {
  bench = await Bench.start({ credentials: [credentials] });
  lambda = bench.lambda;
});
after(() => bench.close());

const ECHO = { 'index.js': 'exports.handler = async (event, context) => ({ event, arn: context.invokedFunctionArn })' };

const createUrl = (FunctionName: string, more: Partial<CreateFunctionUrlConfigCommandInput> = {}) =>
  lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE', ...more }));

const letIn = (FunctionName: string, more: Partial<AddPermissionCommandInput> = {}) =>
  lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: 'everybody',
      Action: 'lambda:InvokeFunctionUrl',
      Principal: '*',
      FunctionUrlAuthType: 'NONE',
      ...more,
    }),
  );

async function openUrl(FunctionName: string): Promise<string> {
  await letIn(FunctionName);
  return (await createUrl(FunctionName)).FunctionUrl ?? '';
}

describe('the configuration of a function URL', () => {
  test('is created, shown, changed, listed and deleted', async () => {
    await bench.create('f', ECHO);
    const created = await createUrl('f', { Cors: { AllowOrigins: ['*'], MaxAge: 5 } });
    assert.equal(created.$metadata.httpStatusCode, 201);
    assert.equal(created.FunctionArn, 'arn:aws:lambda:us-east-1:000000000000:function:f');
    assert.match(created.FunctionUrl ?? '', /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.match(created.CreationTime ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    assert.deepEqual(created.Cors, { AllowOrigins: ['*'], MaxAge: 5 });
    assert.ok(!('InvokeMode' in created), 'shows only the mode that was asked for');

    const shown = await lambda.send(new GetFunctionUrlConfigCommand({ FunctionName: 'f' }));
    assert.deepEqual([shown.FunctionUrl, shown.InvokeMode], [created.FunctionUrl, 'BUFFERED']);
    assert.equal(shown.LastModifiedTime, shown.CreationTime);

    const InvokeMode = 'RESPONSE_STREAM';
    const changed = await lambda.send(new UpdateFunctionUrlConfigCommand({ FunctionName: 'f', InvokeMode }));
    assert.deepEqual(
      [changed.FunctionUrl, changed.InvokeMode, changed.AuthType],
      [created.FunctionUrl, InvokeMode, 'NONE'],
    );
    const { FunctionUrlConfigs } = await lambda.send(new ListFunctionUrlConfigsCommand({ FunctionName: 'f' }));
    assert.deepEqual(
      FunctionUrlConfigs?.map((it) => it.InvokeMode),
      [InvokeMode],
    );

    const deleted = await lambda.send(new DeleteFunctionUrlConfigCommand({ FunctionName: 'f' }));
    assert.equal(deleted.$metadata.httpStatusCode, 204);
    await assert.rejects(lambda.send(new GetFunctionUrlConfigCommand({ FunctionName: 'f' })), {
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    });
    await assert.rejects(fetch(created.FunctionUrl ?? ''));
  });

  test("is refused in AWS's words", async () => {
    await bench.create('refused', ECHO);
    await createUrl('refused');
    await assert.rejects(createUrl('refused'), {
      name: 'ResourceConflictException',
      message:
        'Failed to create function url config for [functionArn = arn:aws:lambda:us-east-1:000000000000:function:refused]. Error message:  FunctionUrlConfig exists for this Lambda function',
    });
    const noFunction = { name: 'ResourceNotFoundException', message: 'Function does not exist' };
    await assert.rejects(createUrl('nobody'), noFunction);
    await assert.rejects(createUrl('refused', { Qualifier: 'nobody' }), noFunction);
    await assert.rejects(lambda.send(new ListFunctionUrlConfigsCommand({ FunctionName: 'nobody' })), noFunction);
    await assert.rejects(createUrl('refused', { InvokeMode: 'UNKNOWN' as never }), {
      name: 'ValidationException',
      message:
        "1 validation error detected: Value 'UNKNOWN' at 'invokeMode' failed to satisfy constraint: Member must satisfy enum value set: [RESPONSE_STREAM, BUFFERED]",
    });
    await assert.rejects(createUrl('refused', { Qualifier: '1' }), { name: 'ValidationException' });
  });

  test('is of the function and of each alias, page by page', async () => {
    await bench.create('paged', ECHO);
    await lambda.send(new PublishVersionCommand({ FunctionName: 'paged' }));
    await lambda.send(new CreateAliasCommand({ FunctionName: 'paged', Name: 'live', FunctionVersion: '1' }));
    const first = await createUrl('paged');
    const second = await createUrl('paged:live', { Qualifier: 'live' });
    const list = (Marker?: string) =>
      lambda.send(
        new ListFunctionUrlConfigsCommand({ FunctionName: 'paged', MaxItems: 1, ...(Marker ? { Marker } : {}) }),
      );
    const page = await list();
    const rest = await list(page.NextMarker);
    assert.deepEqual(
      [...(page.FunctionUrlConfigs ?? []), ...(rest.FunctionUrlConfigs ?? [])].map((it) => it.FunctionUrl),
      [first.FunctionUrl, second.FunctionUrl],
    );
    assert.equal(rest.NextMarker, undefined);
    const { FunctionUrl = '' } = second;
    await letIn('paged');
    assert.equal((await fetch(FunctionUrl)).status, 403, 'the policy of the function is not that of its alias');
    await letIn('paged', { Qualifier: 'live' });
    const answer = (await (await fetch(FunctionUrl)).json()) as { arn: string };
    assert.equal(answer.arn, 'arn:aws:lambda:us-east-1:000000000000:function:paged:live');
    await lambda.send(new DeleteAliasCommand({ FunctionName: 'paged', Name: 'live' }));
    const reply = await fetch(FunctionUrl);
    assert.deepEqual([reply.status, reply.headers.get('x-amzn-errortype')], [403, 'AccessDeniedException']);
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'paged' }));
    await assert.rejects(fetch(first.FunctionUrl ?? ''), 'the URLs go with the function');
  });
});

describe('functions behind a URL', () => {
  const python = { Runtime: 'python3.12' as Runtime, Handler: 'app.handler' };

  test('in Node.js and Python get the same event', async () => {
    await bench.create('node-echo', ECHO);
    const app = 'def handler(event, context):\n    return {"event": event, "arn": context.invoked_function_arn}\n';
    await bench.create('python-echo', { 'app.py': app }, python);
    const eventOf = async (name: string): Promise<Record<string, unknown>> => {
      const FunctionUrl = await openUrl(name);
      const reply = await fetch(`${FunctionUrl}a%20b?x=1&x=2`, {
        method: 'POST',
        body: 'grüße',
        headers: { 'Content-Type': 'text/plain; charset=utf-8', Cookie: 'a=1; b=2', 'User-Agent': 'test/1' },
      });
      assert.equal(reply.status, 200);
      const { event } = (await reply.json()) as { event: Record<string, unknown> };
      assert.equal(event.body, 'grüße');
      const { requestContext, headers, ...plain } = event;
      return { ...plain, http: (requestContext as { http: object }).http };
    };
    assert.deepEqual(await eventOf('node-echo'), await eventOf('python-echo'));
  });

  test('answer whatever JSON they like', async () => {
    const values = ['{"hello": "world"}', '["hello", 3, True]', '"hello"', '3', '3.1', 'True', 'None'];
    const app = `def handler(event, context):\n    return [${values.join(', ')}][int(event["rawPath"][1:])]\n`;
    await bench.create('values', { 'app.py': app }, python);
    const FunctionUrl = await openUrl('values');
    const texts: string[] = [];
    for (const index of values.keys()) {
      const reply = await fetch(`${FunctionUrl}${index}`);
      assert.equal(reply.headers.get('content-type'), 'application/json');
      texts.push(await reply.text());
    }
    assert.deepEqual(texts, ['{"hello":"world"}', '["hello",3,true]', 'hello', '3', '3.1', 'true', 'null']);
  });

  test('are called by nobody whom their policy does not let in', async () => {
    await bench.create('closed', ECHO);
    const { FunctionUrl = '' } = await createUrl('closed');
    const status = async () => (await fetch(FunctionUrl)).status;
    assert.equal(await status(), 403);
    const others: Partial<AddPermissionCommandInput>[] = [
      { StatementId: 'one-account', Principal: '111122223333' },
      { StatementId: 'signed', FunctionUrlAuthType: 'AWS_IAM' },
      { StatementId: 'of-one-source', SourceAccount: '111122223333' },
      { StatementId: 'in-one-organization', PrincipalOrgID: 'o-1234567890' },
    ];
    for (const other of others) await letIn('closed', other);
    assert.equal(await status(), 403);
    await letIn('closed');
    assert.equal(await status(), 200);
    await lambda.send(new RemovePermissionCommand({ FunctionName: 'closed', StatementId: 'everybody' }));
    assert.equal(await status(), 403);
  });

  test('that fail are an Internal Server Error', async () => {
    await bench.create('failing', { 'app.py': 'def handler(event, context):\n    raise Exception("no")\n' }, python);
    const FunctionUrl = await openUrl('failing');
    const reply = await fetch(FunctionUrl, { method: 'POST', body: '{}' });
    assert.deepEqual([reply.status, await reply.text()], [502, 'Internal Server Error']);
  });

  test('are told who signed when AuthType is AWS_IAM, which an update turns on at once', async () => {
    await bench.create('signed', ECHO);
    const FunctionUrl = await openUrl('signed');
    assert.equal((await fetch(FunctionUrl)).status, 200);
    await lambda.send(new UpdateFunctionUrlConfigCommand({ FunctionName: 'signed', AuthType: 'AWS_IAM' }));
    assert.equal((await fetch(FunctionUrl)).status, 403);
    const url = new URL(FunctionUrl);
    const reply = await fetch(url, { headers: sign({ method: 'GET', url, credentials }) });
    const { event } = (await reply.json()) as {
      event: { requestContext: { authorizer: { iam: { accessKey: string } } } };
    };
    assert.equal(event.requestContext.authorizer.iam.accessKey, credentials.accessKeyId);
    const elsewhere = await fetch(url, { headers: sign({ method: 'GET', url, credentials, region: 'eu-central-1' }) });
    assert.match(await elsewhere.text(), /Credential should be scoped to a valid region/);
  });

  test('are closed by a reserved concurrency of zero', async () => {
    await bench.create('emergency', ECHO);
    const FunctionUrl = await openUrl('emergency');
    const reserve = { FunctionName: 'emergency', ReservedConcurrentExecutions: 0 };
    await lambda.send(new PutFunctionConcurrencyCommand(reserve));
    const reply = await fetch(FunctionUrl);
    assert.deepEqual([reply.status, reply.headers.get('x-amzn-errortype')], [429, 'TooManyRequestsException']);
    assert.equal(
      ((await reply.json()) as { Reason: string }).Reason,
      'ReservedFunctionConcurrentInvocationLimitExceeded',
    );
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'emergency' }));
    assert.equal((await fetch(FunctionUrl)).status, 200);
  });

  test('answer many clients at once', async () => {
    await bench.create('many', { 'index.js': 'exports.handler = async (event) => event.rawPath' });
    const FunctionUrl = await openUrl('many');
    const paths = Array.from({ length: 20 }, (_, index) => String(index));
    const texts = await Promise.all(paths.map(async (path) => (await fetch(FunctionUrl + path)).text()));
    assert.deepEqual(
      texts,
      paths.map((path) => `/${path}`),
    );
  });
});
