import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  ListFunctionEventInvokeConfigsCommand,
  PublishVersionCommand,
  PutFunctionEventInvokeConfigCommand,
  type PutFunctionEventInvokeConfigCommandInput,
  UpdateFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import { Bench } from '../harness.js';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:q';
const source = { 'index.js': 'exports.handler = async () => 1' };

let bench: Bench;
before(async () => {
  bench = await Bench.start();
  await bench.create('f', source);
  await bench.create('g', source);
  await bench.lambda.send(new PublishVersionCommand({ FunctionName: 'f' }));
  await bench.lambda.send(new CreateAliasCommand({ FunctionName: 'f', Name: 'live', FunctionVersion: '1' }));
});
after(() => bench.close());

type Settings = Partial<PutFunctionEventInvokeConfigCommandInput>;
const f = { FunctionName: 'f' };
const put = (settings: Settings) => bench.lambda.send(new PutFunctionEventInvokeConfigCommand({ ...f, ...settings }));
const update = (settings: Settings) =>
  bench.lambda.send(new UpdateFunctionEventInvokeConfigCommand({ ...f, ...settings }));
const get = (Qualifier?: string) =>
  bench.lambda.send(
    new GetFunctionEventInvokeConfigCommand({ ...f, ...(Qualifier === undefined ? {} : { Qualifier }) }),
  );
const list = (more: { MaxItems?: number; Marker?: string } = {}) =>
  bench.lambda.send(new ListFunctionEventInvokeConfigsCommand({ ...f, ...more }));
const invalid = (message: string) => ({ name: 'InvalidParameterValueException', message });

describe('the configuration of asynchronous invocations', () => {
  test('is put as a whole and updated in part', async () => {
    await put({ MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: QUEUE } } });
    await update({ MaximumEventAgeInSeconds: 60 });
    const updated = await update({ DestinationConfig: { OnSuccess: { Destination: QUEUE } } });
    assert.equal(updated.FunctionArn, `${ARN}:$LATEST`);
    assert.ok(updated.LastModified instanceof Date);
    assert.deepEqual([updated.MaximumRetryAttempts, updated.MaximumEventAgeInSeconds], [1, 60]);
    assert.deepEqual(updated.DestinationConfig, {
      OnSuccess: { Destination: QUEUE },
      OnFailure: { Destination: QUEUE },
    });
    await update({ DestinationConfig: { OnFailure: {} } });
    assert.deepEqual((await get()).DestinationConfig, { OnSuccess: { Destination: QUEUE }, OnFailure: {} });
    await put({ MaximumRetryAttempts: 0 });
    const replaced = await get();
    assert.deepEqual([replaced.MaximumRetryAttempts, replaced.MaximumEventAgeInSeconds], [0, undefined]);
    assert.deepEqual(replaced.DestinationConfig, { OnSuccess: {}, OnFailure: {} });
  });

  test('is one for each version and alias, listed page by page, and goes with an alias', async () => {
    await put({ MaximumRetryAttempts: 0 });
    await put({ Qualifier: '1', MaximumRetryAttempts: 1 });
    await put({ Qualifier: 'live', MaximumRetryAttempts: 2 });
    const first = await list({ MaxItems: 2 });
    const second = await list({ Marker: first.NextMarker ?? '' });
    const all = [...(first.FunctionEventInvokeConfigs ?? []), ...(second.FunctionEventInvokeConfigs ?? [])];
    assert.deepEqual(
      all.map(({ FunctionArn, MaximumRetryAttempts }) => [FunctionArn, MaximumRetryAttempts]),
      [
        [`${ARN}:$LATEST`, 0],
        [`${ARN}:1`, 1],
        [`${ARN}:live`, 2],
      ],
    );
    assert.equal(second.NextMarker, undefined);
    await bench.lambda.send(new DeleteAliasCommand({ ...f, Name: 'live' }));
    await bench.lambda.send(new CreateAliasCommand({ ...f, Name: 'live', FunctionVersion: '1' }));
    await assert.rejects(get('live'), {
      name: 'ResourceNotFoundException',
      message: `The function ${ARN}:live doesn't have an EventInvokeConfig`,
    });
    await bench.lambda.send(new DeleteFunctionEventInvokeConfigCommand({ ...f, Qualifier: '1' }));
    assert.equal((await list()).FunctionEventInvokeConfigs?.length, 1);
  });

  test('has destinations that AWS takes', async () => {
    const to = (OnSuccess: string, OnFailure?: string) =>
      put({
        DestinationConfig: {
          OnSuccess: { Destination: OnSuccess },
          ...(OnFailure === undefined ? {} : { OnFailure: { Destination: OnFailure } }),
        },
      });
    await to('arn:aws:sns:us-east-1:000000000000:t', 'arn:aws:s3:::bucket');
    await to('arn:aws:events:us-east-1:000000000000:event-bus/default', `${ARN.slice(0, -1)}g:$LATEST`);
    const bucket = 'arn:aws:s3:::bucket';
    await assert.rejects(
      to(bucket),
      invalid(
        `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${bucket}), onFailure=null) is invalid.`,
      ),
    );
    await assert.rejects(
      to(QUEUE, 'arn:aws:iam:us-east-1:000000000000:x'),
      invalid(
        `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${QUEUE}), onFailure=OnFailure(destination=arn:aws:iam:us-east-1:000000000000:x)) is invalid.`,
      ),
    );
    await assert.rejects(to(ARN), invalid("You can't specify the function as a destination for itself."));
    const nobody = `${ARN.slice(0, -1)}nobody`;
    await assert.rejects(to(nobody), invalid(`The destination ARN ${nobody} is invalid.`));
  });

  test('keeps to AWS’s ranges', async () => {
    for (const settings of [
      { MaximumRetryAttempts: 3 },
      { MaximumRetryAttempts: -1 },
      { MaximumEventAgeInSeconds: 59 },
      { MaximumEventAgeInSeconds: 21_601 },
    ]) {
      await assert.rejects(put(settings), { name: 'ValidationException' });
    }
    await assert.rejects(put({}), invalid('You must specify at least one of error handling or destination setting.'));
  });

  test('goes with the function', async () => {
    await bench.create('gone', source);
    await put({ FunctionName: 'gone', MaximumRetryAttempts: 0 });
    await bench.lambda.send(new DeleteFunctionCommand({ FunctionName: 'gone' }));
    await assert.rejects(put({ FunctionName: 'gone', MaximumRetryAttempts: 0 }), {
      name: 'ResourceNotFoundException',
      message: "The function doesn't exist.",
    });
    await bench.create('gone', source);
    await assert.rejects(
      bench.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: 'gone' })),
      /doesn't have an EventInvokeConfig/,
    );
  });
});
