import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import type { Credentials, WireTarget } from '../../src/load/index.js';
import type { LoadRequest } from '../../src/recording/index.js';
import { burst, driven, targetOf } from '../load/driver/driven.js';
import { Bench, credentials } from './harness.js';

/** Where nobody is served who has not signed: what the load driver signs and reads is what AWS would. */
describe("the load driver's wire, on an emulator that verifies signatures", () => {
  let bench: Bench;
  before(async () => {
    bench = await Bench.start({ host: '0.0.0.0', credentials: [{ ...credentials }] });
    const code = `
      exports.handler = async (event) => {
        if (event.fail) throw new TypeError('no');
        if (event.hang) await new Promise((resolve) => setTimeout(resolve, 60000));
        return event;
      };
      exports.stream = awslambda.streamifyResponse(async (event, response) => {
        response.write('Hello ');
        if (event.fail) throw new RangeError('no');
        response.end(event.text);
      });`;
    await bench.create('f', { 'index.js': code });
    await bench.create('hangs', { 'index.js': code }, { Timeout: 1 });
    await bench.create('s', { 'index.js': code }, { Handler: 'index.stream' });
    await bench.create('none', { 'index.js': code });
    await bench.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: 'none', ReservedConcurrentExecutions: 0 }),
    );
  });
  after(() => bench.close());

  const signing = { service: 'lambda', region: 'us-east-1' } as const;
  const payload = (event: object) => ({ payloads: [{ name: 'p', weight: 1, body: JSON.stringify(event) }] });

  async function outcomeAt(target: WireTarget, by: Credentials = credentials): Promise<LoadRequest['outcome']> {
    const { requests } = await driven('', [burst(1)], { targets: [target] }, { credentials: async () => by });
    const [request] = requests;
    assert.ok(request !== undefined);
    return request.outcome;
  }
  const invoked = (name: string, event: object, by?: Credentials) => {
    const url = `${bench.emulator.endpoint}/2015-03-31/functions/${name}/invocations`;
    return outcomeAt(targetOf(url, { protocol: 'invoke', signing, ...payload(event) }), by);
  };
  const streamed = (event: object) => {
    const url = `${bench.emulator.endpoint}/2021-11-15/functions/s/response-streaming-invocations`;
    return outcomeAt(targetOf(url, { protocol: 'invoke-stream', signing, ...payload(event) }));
  };

  /** The outcome, and of its report what does not depend on time. */
  const plain = (outcome: LoadRequest['outcome']) => {
    const { requestId, report, ...rest } = outcome as Extract<LoadRequest['outcome'], { kind: 'function-error' }>;
    return { ...rest, hasReport: report !== undefined && report.requestId === requestId };
  };

  test('is answered with the report of its request, by name or by ARN', async () => {
    const arn = encodeURIComponent('arn:aws:lambda:us-east-1:000000000000:function:f');
    for (const name of ['f', `${arn}`, 'f:$LATEST']) {
      const outcome = await invoked(name, { ü: 'é' });
      assert.deepEqual(plain(outcome), { kind: 'answered', status: 200, hasReport: true }, name);
    }
  });

  test('tells what a function failed of', async () => {
    const failed = { kind: 'function-error', status: 200, hasReport: true };
    assert.deepEqual(plain(await invoked('f', { fail: true })), { ...failed, errorType: 'TypeError' });
    const hung = await invoked('hangs', { hang: true });
    assert.deepEqual(plain(hung), { kind: 'timed-out', status: 200, hasReport: true });
  });

  test('tells what kept a request from the function', async () => {
    assert.deepEqual(await invoked('none', {}), {
      kind: 'throttled',
      status: 429,
      reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
    const refused = { kind: 'http-error', hasReport: false };
    assert.deepEqual(plain(await invoked('no-such', {})), {
      ...refused,
      status: 404,
      errorType: 'ResourceNotFoundException',
    });
    const guessed = { ...credentials, secretAccessKey: 'guessed' };
    assert.deepEqual(plain(await invoked('f', {}, guessed)), {
      ...refused,
      status: 403,
      errorType: 'InvalidSignatureException',
    });
  });

  test('reads a stream to its end, and how that was', async () => {
    assert.deepEqual(plain(await streamed({ text: 'x'.repeat(200_000) })), {
      kind: 'answered',
      status: 200,
      hasReport: true,
    });
    const failed = await streamed({ fail: true });
    assert.deepEqual([failed.kind, plain(failed).hasReport], ['function-error', true]);
  });

  test('reaches a function by its URL, signed where that is asked for', async () => {
    const FunctionName = 'f';
    await bench.lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: 'url',
        Action: 'lambda:InvokeFunctionUrl',
        Principal: '*',
        FunctionUrlAuthType: 'AWS_IAM',
      }),
    );
    const made = await bench.lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'AWS_IAM' }));
    const url = `${made.FunctionUrl}a%20b/?z=1&a=%2F`;
    const answered = await outcomeAt(targetOf(url, { signing }));
    assert.deepEqual([answered.kind, 'requestId' in answered], ['answered', true]);
    const unsigned = await outcomeAt(targetOf(url));
    assert.deepEqual(plain(unsigned), {
      kind: 'http-error',
      status: 403,
      errorType: 'AccessDeniedException',
      hasReport: false,
    });
  });
});
