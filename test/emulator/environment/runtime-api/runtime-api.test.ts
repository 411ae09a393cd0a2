import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Invocation } from '../../../../src/emulator/environment/invocation.js';
import { invocation, kinds, outcomeOf, textOf } from '../plays.js';
import { PaperEnvironment, type Reply, type Request } from './paper-environment.js';

const RUNTIME = '/2018-06-01/runtime';
const NEXT: Request = { method: 'GET', path: `${RUNTIME}/invocation/next` };
const post = (path: string, more: Partial<Request> = {}): Request => ({
  method: 'POST',
  path: RUNTIME + path,
  ...more,
});
const response = (more: Partial<Request> = {}): Request => post('/invocation/a/response', more);
const error = ({ status, body }: Reply) => [status, JSON.parse(body)];

/** The runtime is at `next`, and has got invocation `a`. */
async function running(more: Partial<Invocation> = {}): Promise<PaperEnvironment> {
  const it = new PaperEnvironment({ invocation: { ...invocation('a'), ...more } }).launch();
  await it.send(NEXT);
  return it;
}

describe('next', () => {
  test('hands over the event, and all that AWS says of it in headers', async () => {
    const more = { clientContext: '{"a":1}', cognitoIdentity: '{"cognitoIdentityId":"i"}', tenantId: 'blue' };
    const it = new PaperEnvironment({ invocation: { ...invocation('a'), ...more } }).launch();
    const { status, headers, body } = await it.send(NEXT);
    assert.deepEqual([status, body], [200, '{}']);
    assert.deepEqual(headers, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': 'a',
      'Lambda-Runtime-Invocation-Id': 'attempt of a',
      'Lambda-Runtime-Deadline-Ms': Date.UTC(2026, 10, 26),
      'Lambda-Runtime-Invoked-Function-Arn': 'arn',
      'Lambda-Runtime-Trace-Id': 'Root=1',
      'Lambda-Runtime-Client-Context': '{"a":1}',
      'Lambda-Runtime-Cognito-Identity': '{"cognitoIdentityId":"i"}',
      'Lambda-Runtime-Aws-Tenant-Id': 'blue',
    });
  });

  test('again, before there is an answer, gets the same event', async () => {
    const it = await running();
    assert.equal((await it.send(NEXT)).headers['Lambda-Runtime-Aws-Request-Id'], 'a');
  });
});

describe('response', () => {
  test('is accepted once', async () => {
    const it = await running();
    assert.deepEqual(error(await it.send(response({ body: '"ok"' }))), [202, { status: 'OK' }]);
    assert.equal(textOf(outcomeOf(it.effects)), '"ok"');
    assert.deepEqual(error(await it.send(response({ body: '"twice"' }))), [
      403,
      {
        errorMessage:
          'State transition from RuntimeResponseSentState to InvocationResponse failed for runtime. Error: State transition is not allowed',
        errorType: 'InvalidStateTransition',
      },
    ]);
  });

  test('to another request, or to an earlier attempt, is refused, and the right one is still taken', async () => {
    const it = await running();
    assert.deepEqual(error(await it.send(post('/invocation/b/response'))), [
      400,
      { errorMessage: 'Invalid request ID', errorType: 'InvalidRequestID' },
    ]);
    const headers = { 'lambda-runtime-invocation-id': 'another' };
    assert.deepEqual(error(await it.send(response({ headers }))), [
      400,
      { errorMessage: 'Invalid invocation ID', errorType: 'InvalidInvocationId' },
    ]);
    const echoed = { 'lambda-runtime-invocation-id': 'attempt of a' };
    assert.equal((await it.send(response({ headers: echoed, body: '1' }))).status, 202);
  });

  test('of 6 MB and 100 bytes is the largest; nothing is kept of what is larger', async () => {
    const it = await running();
    const chunks = [Buffer.alloc(6_291_456, ' '), Buffer.alloc(100, ' ')];
    assert.equal((await it.send(response({ body: chunks }))).status, 202);
    const other = await running();
    const many = Array.from({ length: 100 }, () => Buffer.alloc(1_048_576));
    const refused = await other.send(response({ body: many }));
    assert.deepEqual(error(refused), [
      413,
      {
        errorMessage: 'Exceeded maximum allowed payload size (6291556 bytes).',
        errorType: 'RequestEntityTooLarge',
      },
    ]);
    assert.deepEqual(JSON.parse(textOf(outcomeOf(other.effects))), {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    });
    // The invocation is over with it, and the runtime may ask for more.
    void other.send(NEXT);
    assert.equal(other.state.name, 'Ready');
  });

  test('that breaks off is an error of its own', async () => {
    const it = await running();
    assert.deepEqual(error(await it.send(response({ body: '"half', breaks: true }))), [
      400,
      { errorMessage: 'HTTP request detected as truncated', errorType: 'TruncatedHTTPRequest' },
    ]);
    assert.match(textOf(outcomeOf(it.effects)), /Runtime\.TruncatedResponse/);
  });

  test('in a mode that is none is refused', async () => {
    const it = await running();
    const headers = { 'lambda-runtime-function-response-mode': 'trickling' };
    assert.deepEqual(error(await it.send(response({ headers }))), [
      400,
      { errorMessage: 'Invalid function response mode', errorType: 'InvalidFunctionResponseMode' },
    ]);
    assert.match(textOf(outcomeOf(it.effects)), /Runtime\.InvalidResponseModeHeader/);
  });
});

describe('a streamed response', () => {
  const STREAMING = { 'lambda-runtime-function-response-mode': 'streaming', 'content-type': 'text/html' };
  const failed = {
    'lambda-runtime-function-error-type': 'Function.Broken',
    'lambda-runtime-function-error-body': Buffer.from('{"errorMessage":"in the middle"}').toString('base64'),
  };

  function sinkOf() {
    const got: (string | undefined)[] = [];
    let bytes = 0;
    const sink = {
      begin: (contentType: string | undefined) => void got.push(contentType),
      write(chunk: Uint8Array) {
        bytes += chunk.length;
        if (chunk.length < 100) got.push(Buffer.from(chunk).toString());
        return undefined;
      },
    };
    return { got, sink, bytes: () => bytes };
  }

  test('is passed on as it comes, and the outcome holds nothing of it', async () => {
    const { got, sink } = sinkOf();
    const it = await running({ sink });
    const body = [Buffer.from('one'), Buffer.from('two')];
    assert.equal((await it.send(response({ headers: STREAMING, body }))).status, 202);
    assert.deepEqual(got, ['text/html', 'one', 'two']);
    assert.deepEqual([outcomeOf(it.effects).kind, textOf(outcomeOf(it.effects))], ['completed', '']);
  });

  test('may fail in its middle: the trailers say how', async () => {
    const { got, sink } = sinkOf();
    const it = await running({ sink });
    await it.send(response({ headers: STREAMING, body: 'begun', trailers: failed }));
    assert.deepEqual(got, ['text/html', 'begun']);
    const outcome = outcomeOf(it.effects);
    assert.equal(outcome.kind === 'functionError' && outcome.errorType, 'Function.Broken');
    assert.equal(textOf(outcome), '{"errorMessage":"in the middle"}');
  });

  test('is gathered where nobody takes a stream, and fails whole', async () => {
    const it = await running();
    await it.send(response({ headers: STREAMING, body: [Buffer.from('one'), Buffer.from('two')] }));
    assert.equal(textOf(outcomeOf(it.effects)), 'onetwo');
    const other = await running();
    await other.send(response({ headers: STREAMING, body: 'begun', trailers: failed }));
    assert.equal(outcomeOf(other.effects).kind, 'functionError');
  });

  test('ends at 200 MB', async () => {
    const { sink, bytes } = sinkOf();
    const it = await running({ sink });
    const chunk = Buffer.alloc(1_048_576);
    const { status } = await it.send(response({ headers: STREAMING, body: Array.from({ length: 201 }, () => chunk) }));
    assert.equal(status, 413);
    assert.equal(bytes(), 200 * 1_048_576);
    assert.match(textOf(outcomeOf(it.effects)), /Function\.ResponseSizeTooLarge/);
  });
});

describe('error', () => {
  test('goes to the caller as it is, and to the report by the categories of AWS', async () => {
    const body = '{"errorType":"MyError","errorMessage":"no"}';
    for (const [sent, reported] of [
      ['Runtime.Mine', 'Runtime.Mine'],
      ['MyError', 'Runtime.Unknown'],
      ['Function.my error', 'Function.Unknown'],
    ] as const) {
      const it = await running();
      const headers = { 'lambda-runtime-function-error-type': sent };
      assert.equal((await it.send(post('/invocation/a/error', { headers, body }))).status, 202);
      const outcome = outcomeOf(it.effects);
      assert.equal(outcome.kind === 'functionError' && outcome.errorType, reported);
      assert.equal(textOf(outcome), body);
    }
  });

  test('with a cause for X-Ray goes to the caller without it', async () => {
    const headers = { 'content-type': 'application/vnd.aws.lambda.error.cause+json' };
    for (const [body, payload] of [
      [
        '{"errorMessage":"no","errorType":"E","stackTrace":["at x"],"errorCause":{"paths":[]}}',
        '{"errorMessage":"no","errorType":"E","stackTrace":["at x"]}',
      ],
      ['no JSON', '"Invalid error body"'],
    ] as const) {
      const it = await running();
      assert.equal((await it.send(post('/invocation/a/error', { headers, body }))).status, 202);
      assert.equal(textOf(outcomeOf(it.effects)), payload);
    }
  });

  test('in INIT is taken once, and the runtime may not go on', async () => {
    const it = new PaperEnvironment({ invocation: invocation('a') }).launch();
    assert.deepEqual(error(await it.send(post('/init/error', { body: '{}' }))), [202, { status: 'OK' }]);
    for (const again of [post('/init/error'), NEXT]) {
      const { status, body } = await it.send(again);
      assert.equal(status, 403);
      assert.match(body, /State transition from InitError to (InitError|Ready) failed for runtime\./);
    }
    const late = await running();
    assert.match((await late.send(post('/init/error'))).body, /from Running to InitError/);
  });
});

describe('what SnapStart has', () => {
  test('is not there for others', async () => {
    const it = new PaperEnvironment().launch();
    for (const request of [{ method: 'GET', path: `${RUNTIME}/restore/next` }, post('/restore/error')]) {
      assert.equal((await it.send(request)).status, 404);
    }
  });

  test('lets a runtime run its hooks before its first next', async () => {
    const it = new PaperEnvironment({ snapStart: true, invocation: invocation('a') }).launch();
    const restored = await it.send({ method: 'GET', path: `${RUNTIME}/restore/next` });
    assert.deepEqual([restored.status, restored.body], [200, '']);
    assert.equal((await it.send(NEXT)).headers['Lambda-Runtime-Aws-Request-Id'], 'a');
  });

  test('takes the error of a hook', async () => {
    const it = new PaperEnvironment({ snapStart: true, invocation: invocation('a') }).launch();
    assert.equal((await it.send(post('/restore/error'))).status, 403);
    await it.send({ method: 'GET', path: `${RUNTIME}/restore/next` });
    assert.deepEqual(error(await it.send(post('/restore/error', { body: '{}' }))), [202, { status: 'OK' }]);
    it.act({ kind: 'exited', reason: { kind: 'code', code: 1 } });
    assert.ok(kinds(it.effects).includes('kill'));
  });
});

test('other paths are not found', async () => {
  const it = new PaperEnvironment().launch();
  for (const request of [
    { method: 'GET', path: '/' },
    { method: 'DELETE', path: NEXT.path },
    post('/invocation/next'),
    post('/invocation/a/b/response'),
  ]) {
    const { status, body } = await it.send(request);
    assert.deepEqual([status, body], [404, '404 page not found\n']);
  }
});
