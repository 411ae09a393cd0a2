import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventMessage, exceptionMessage } from '../../../src/emulator/http/event-stream.js';
import { readAnswer, type WireTarget } from '../../../src/load/index.js';
import { formatReport } from '../../../src/logs/index.js';
import { requestOutcomeSchema } from '../../../src/recording/index.js';
import { megabytes, milliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';

const ID = '8f507cfc-1234-4697-b07a-ac58fc914c95';
const report = {
  requestId: ID,
  durationMs: milliseconds(12.5),
  billedDurationMs: milliseconds(13),
  memorySizeMB: megabytes(512),
  maxMemoryUsedMB: megabytes(70),
};
const tail = (more: object = {}) =>
  Buffer.from(`START\nEND\n${formatReport({ ...report, ...more })}\n`).toString('base64');

interface Given {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
}

function facts(protocol: WireTarget['protocol'], { status = 200, headers = {}, body = '' }: Given) {
  const all = new Map(Object.entries({ 'x-amzn-requestid': ID, ...headers }));
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return readAnswer(protocol, { status, headers: all }, bytes);
}
const invoke = (given: Given) => facts('invoke', given).outcome;
const stream = (body: Buffer, given: Given = {}) => facts('invoke-stream', { ...given, body }).outcome;
const http = (given: Given) => facts('http', given).outcome;

describe('an answer of Invoke', () => {
  test('has the report of its log tail', () => {
    assert.deepEqual(invoke({ headers: { 'x-amz-log-result': tail() }, body: '"ok"' }), {
      kind: 'answered',
      status: 200,
      requestId: ID,
      report,
    });
  });

  test('has none where the tail has lost it, or holds that of another request', () => {
    const answered = { kind: 'answered', status: 200, requestId: ID };
    assert.deepEqual(invoke({}), answered);
    assert.deepEqual(invoke({ headers: { 'x-amz-log-result': '!!' } }), answered);
    const other = { 'x-amz-log-result': tail({ requestId: ID.replace('8', '9') }) };
    assert.deepEqual(invoke({ headers: other }), answered);
  });

  const failed = (errorType: string, more: object = {}) =>
    invoke({
      headers: { 'x-amz-function-error': 'Unhandled', 'x-amz-log-result': tail(more) },
      body: { errorType, errorMessage: 'of account 123456789012' },
    });

  test("is a function error with the payload's type, or the report's truer one, and without its message", () => {
    const known = { kind: 'function-error', status: 200, requestId: ID };
    assert.deepEqual(failed('TypeError'), { ...known, errorType: 'TypeError', report });
    const killed = { status: 'error', errorType: 'Runtime.OutOfMemory' };
    assert.deepEqual(failed('Runtime.ExitError', killed), {
      ...known,
      errorType: 'Runtime.OutOfMemory',
      report: { ...report, ...killed },
    });
    assert.deepEqual(invoke({ headers: { 'x-amz-function-error': 'Unhandled' }, body: 'no JSON' }), {
      ...known,
      errorType: 'Unhandled',
    });
  });

  test('is a timeout by its type or by the report', () => {
    assert.equal(failed('Sandbox.Timedout').kind, 'timed-out');
    assert.equal(failed('Error', { status: 'timeout' }).kind, 'timed-out');
  });

  test('hands on no account id in the type of an error', () => {
    const outcome = failed('Error 123456789012\u001b[31m\nsecond line');
    assert.equal(outcome.kind === 'function-error' && outcome.errorType, 'Error <account>');
  });

  test("is throttled with AWS's reason", () => {
    const body = {
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      Type: 'User',
      message: 'Rate Exceeded',
    };
    const headers = { 'x-amzn-errortype': 'TooManyRequestsException' };
    assert.deepEqual(invoke({ status: 429, headers, body }), {
      kind: 'throttled',
      status: 429,
      reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
    assert.deepEqual(invoke({ status: 429 }), { kind: 'throttled', status: 429 });
    const throttling = invoke({ status: 400, headers: { 'x-amzn-errortype': 'ThrottlingException' } });
    assert.deepEqual(throttling, { kind: 'throttled', status: 400 });
  });

  test('is an HTTP error with the name that the header or the body has', () => {
    const named = (headers: Given['headers'], body: object | string = '') => {
      const outcome = invoke({ status: 404, headers: headers ?? {}, body });
      return outcome.kind === 'http-error' ? outcome.errorType : outcome;
    };
    assert.equal(named({ 'x-amzn-errortype': 'ResourceNotFoundException' }), 'ResourceNotFoundException');
    assert.equal(named({ 'x-amzn-errortype': 'A:http://internal.amazon.com/' }), 'A');
    assert.equal(named({}, { __type: 'com.amazonaws.lambda#ServiceException' }), 'ServiceException');
    assert.equal(named({}, { code: 'InternalFailure' }), 'InternalFailure');
    for (const body of ['', '<html>', 'null', '[]', '{"code":5}', '{"code":"my secret is 1"}']) {
      assert.equal(named({}, body), undefined, body);
    }
    assert.equal(named({ 'x-amzn-errortype': 'Denied-123456789012:x' }), undefined);
    assert.equal(named({}, { code: 'AKIAIOSFODNN7EXAMPLE' }), undefined);
  });

  test("tells the server's clock when it was refused because of ours", () => {
    const date = 'Thu, 26 Nov 2026 20:00:00 GMT';
    const refused = (errortype: string, more: object = { date }) =>
      facts('invoke', { status: 403, headers: { 'x-amzn-errortype': errortype, ...more } }).serverClock;
    assert.equal(refused('InvalidSignatureException'), Date.parse(date));
    assert.equal(refused('RequestTimeTooSkewed'), Date.parse(date));
    assert.equal(refused('AccessDeniedException'), undefined);
    assert.equal(refused('InvalidSignatureException', {}), undefined);
    assert.equal(refused('InvalidSignatureException', { date: 'yesterday' }), undefined);
  });

  test("has what Kelvin's emulator says beside it", () => {
    const host = { observedMs: 5, cpuTimeMs: 4, throttledMs: 1 };
    const simulated = { networkMs: 3 };
    const headers = { 'x-kelvin-host': JSON.stringify(host), 'x-kelvin-simulated': JSON.stringify(simulated) };
    const { outcome: _, ...beside } = facts('invoke', { headers });
    assert.deepEqual(beside, { host, simulated });
    const broken = { 'x-kelvin-host': '{"observedMs":-1}', 'x-kelvin-simulated': '{' };
    assert.deepEqual(Object.keys(facts('invoke', { headers: broken })), ['outcome']);
  });
});

describe('an answer of InvokeWithResponseStream', () => {
  const chunk = eventMessage('PayloadChunk', Buffer.from('Hello'));
  const complete = (fields: object) => Buffer.concat([chunk, chunk, eventMessage('InvokeComplete', fields)]);

  test('ends with the report', () => {
    const answered = { kind: 'answered', status: 200, requestId: ID };
    assert.deepEqual(stream(complete({ LogResult: tail() })), { ...answered, report });
    assert.deepEqual(stream(complete({})), answered);
  });

  test('ends with the error', () => {
    const failed = complete({ ErrorCode: 'Unhandled', ErrorDetails: '{"errorType":"E"}', LogResult: tail() });
    assert.deepEqual(stream(failed), { kind: 'function-error', status: 200, requestId: ID, errorType: 'E', report });
    const named = complete({ ErrorCode: 'Runtime.TruncatedResponse', ErrorDetails: 'text' });
    assert.equal((stream(named) as { errorType?: string }).errorType, 'Runtime.TruncatedResponse');
    assert.equal(stream(complete({ ErrorCode: 'Sandbox.Timedout' })).kind, 'timed-out');
  });

  test('is a bad answer without its end, and at every other place where it is cut off', () => {
    const whole = complete({ LogResult: tail() });
    for (let length = 0; length < whole.length; length++) {
      assert.equal(stream(whole.subarray(0, length)).kind, 'bad-answer', String(length));
    }
    assert.match(JSON.stringify(stream(Buffer.concat([chunk, chunk]))), /without InvokeComplete/);
    assert.equal(stream(Buffer.concat([whole, chunk.subarray(0, 5)])).kind, 'bad-answer');
  });

  test('is a bad answer where it is something else', () => {
    assert.equal(stream(Buffer.from('"a buffered answer"')).kind, 'bad-answer');
    assert.equal(stream(eventMessage('InvokeComplete', Buffer.from('no JSON'))).kind, 'bad-answer');
    assert.equal(stream(eventMessage('InvokeComplete', Buffer.from('null'))).kind, 'bad-answer');
  });

  test('may break off with an exception of the service', () => {
    const with_ = (type: string) => stream(Buffer.concat([chunk, exceptionMessage(type, 'text')]));
    assert.deepEqual(with_('ServiceException'), {
      kind: 'http-error',
      status: 200,
      requestId: ID,
      errorType: 'ServiceException',
    });
    assert.deepEqual(with_('TooManyRequestsException'), { kind: 'throttled', status: 200 });
  });

  test('may be refused before it begins, as Invoke is', () => {
    const body = Buffer.from('{"Reason":"CallerRateLimitExceeded"}');
    assert.deepEqual(stream(body, { status: 429 }), {
      kind: 'throttled',
      status: 429,
      reason: 'CallerRateLimitExceeded',
    });
  });
});

describe('an answer of any server', () => {
  test('is what its status says', () => {
    for (const status of [200, 204, 302, 304])
      assert.deepEqual(http({ status }), { kind: 'answered', status, requestId: ID });
    for (const status of [400, 404, 500, 503, 504]) {
      assert.deepEqual(http({ status, body: 'text' }), { kind: 'http-error', status, requestId: ID });
    }
    assert.deepEqual(http({ status: 429, body: '{"message":"Too Many Requests"}' }), {
      kind: 'throttled',
      status: 429,
    });
  });

  test("is the function's failure where Lambda says so in the place of the function", () => {
    const failure = { status: 502, body: 'Internal Server Error' };
    assert.deepEqual(http(failure), {
      kind: 'function-error',
      status: 502,
      requestId: ID,
      errorType: 'Unhandled',
    });
    assert.equal(http({ ...failure, body: '<html>Bad Gateway' }).kind, 'http-error');
    const gateway = { 'x-amz-apigw-id': 'abc=' };
    assert.equal(http({ ...failure, headers: gateway }).kind, 'http-error');
  });

  test('has no id of an invocation where the id is of API Gateway, or none at all', () => {
    assert.deepEqual(http({ headers: { 'x-amz-apigw-id': 'abc=' } }), { kind: 'answered', status: 200 });
    assert.deepEqual(http({ headers: { 'x-amzn-requestid': 'a b' } }), { kind: 'answered', status: 200 });
  });
});

test('no answer makes a reader throw or gives an outcome that cannot be recorded', () => {
  const names = ['x-amzn-requestid', 'x-amz-function-error', 'x-amz-log-result', 'x-amzn-errortype', 'x-kelvin-host'];
  const value = fc.oneof(fc.string(), fc.constantFrom(ID, tail(), 'Unhandled', '{}', 'null'));
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((it) => new TextEncoder().encode(it)),
    fc.json().map((it) => eventMessage('InvokeComplete', Buffer.from(it))),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('invoke', 'invoke-stream', 'http'),
      fc.integer({ min: 100, max: 999 }),
      fc.dictionary(fc.constantFrom(...names, 'date', 'x-amz-apigw-id'), value),
      body,
      (protocol: WireTarget['protocol'], status, headers, bytes) => {
        const { outcome } = readAnswer(protocol, { status, headers: new Map(Object.entries(headers)) }, bytes);
        assert.deepEqual(requestOutcomeSchema.parse(outcome), outcome);
      },
    ),
    { numRuns: 2000 },
  );
});
