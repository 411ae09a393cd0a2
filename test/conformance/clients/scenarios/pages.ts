import assert from 'node:assert/strict';
import { zip } from '../../../emulator/harness.js';
import { type Actor, ECHO } from '../actor.js';
import type { Scenario } from '../scenario.js';
import { invalid } from './refusals.js';

/** Lists that are longer than a page, read to their end by each client's own paginator. */
export const pages: Scenario = {
  name: 'pages',
  async run(actor) {
    const { lambda, givenFunction } = actor;
    for (const name of ['one', 'two', 'three']) await givenFunction(name);
    const two = { pageSize: 2, pages: 2 };
    const functions = await lambda.all('ListFunctions', {}, 'Functions', two);
    assert.deepEqual(
      functions.map(({ FunctionName }) => FunctionName),
      ['one', 'three', 'two'],
    );
    // A token leads to the next page, whoever sends it.
    const { NextMarker } = await lambda.answers(
      'ListFunctions',
      { MaxItems: 1 },
      { Functions: [{ FunctionName: 'one' }] },
    );
    await lambda.answers(
      'ListFunctions',
      { MaxItems: 1, Marker: NextMarker },
      { Functions: [{ FunctionName: 'three' }] },
    );
    await lambda.refuses(
      'ListFunctions',
      { MaxItems: 10_001 },
      invalid(
        "1 validation error detected: Value '10001' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 10000",
      ),
    );
    await ofOneFunction(actor);
    await listsOfOneFunction(actor, two);
    await ofLayers(actor, two);
    await ofOthers(actor, two);
    await ofLogs(actor);
  },
};

type Paging = { readonly pageSize: number; readonly pages: number };

async function ofOneFunction({ lambda }: Actor): Promise<void> {
  const FunctionName = 'one';
  for (const Name of ['a', 'b', 'c']) {
    await lambda.answers('UpdateFunctionConfiguration', { FunctionName, Description: Name });
    const { Version } = await lambda.answers('PublishVersion', { FunctionName });
    await lambda.answers('CreateAlias', { FunctionName, Name, FunctionVersion: Version });
    await lambda.answers('PutFunctionEventInvokeConfig', { FunctionName, Qualifier: Name, MaximumRetryAttempts: 1 });
    await lambda.answers('CreateFunctionUrlConfig', { FunctionName, Qualifier: Name, AuthType: 'AWS_IAM' });
    await lambda.answers('PutProvisionedConcurrencyConfig', {
      FunctionName,
      Qualifier: Name,
      ProvisionedConcurrentExecutions: 1,
    });
  }
}

async function listsOfOneFunction({ lambda }: Actor, two: Paging): Promise<void> {
  const FunctionName = 'one';
  const versions = await lambda.all('ListVersionsByFunction', { FunctionName }, 'Versions', two);
  assert.deepEqual(
    versions.map(({ Version }) => Version),
    ['$LATEST', '1', '2', '3'],
  );
  const aliases = await lambda.all('ListAliases', { FunctionName }, 'Aliases', two);
  assert.deepEqual(
    aliases.map(({ Name }) => Name),
    ['a', 'b', 'c'],
  );
  const events = await lambda.all(
    'ListFunctionEventInvokeConfigs',
    { FunctionName },
    'FunctionEventInvokeConfigs',
    two,
  );
  assert.equal(events.length, 3);
  const urls = await lambda.all('ListFunctionUrlConfigs', { FunctionName }, 'FunctionUrlConfigs', two);
  assert.equal(urls.length, 3);
  const provisioned = await lambda.all(
    'ListProvisionedConcurrencyConfigs',
    { FunctionName },
    'ProvisionedConcurrencyConfigs',
    two,
  );
  assert.equal(provisioned.length, 3);
}

async function ofLayers({ lambda }: Actor, two: Paging): Promise<void> {
  const Content = { ZipFile: await zip(ECHO) };
  for (const LayerName of ['a', 'b', 'c', 'c', 'c'])
    await lambda.answers('PublishLayerVersion', { LayerName, Content });
  const layers = await lambda.all('ListLayers', {}, 'Layers', two);
  assert.deepEqual(
    layers.map(({ LayerName }) => LayerName),
    ['a', 'b', 'c'],
  );
  const versions = await lambda.all('ListLayerVersions', { LayerName: 'c' }, 'LayerVersions', two);
  assert.deepEqual(
    versions.map(({ Version }) => Version),
    [3, 2, 1],
  );
}

async function ofOthers({ lambda, region }: Actor, two: Paging): Promise<void> {
  const profile = `arn:aws:signer:${region}:000000000000:/signing-profiles/profile/1234567890`;
  const made = [];
  for (const FunctionName of ['one', 'two', 'three']) {
    const EventSourceArn = `arn:aws:sqs:${region}:000000000000:${FunctionName}`;
    await lambda.answers('CreateEventSourceMapping', { FunctionName, EventSourceArn });
    const AllowedPublishers = { SigningProfileVersionArns: [profile] };
    const { CodeSigningConfig } = await lambda.answers('CreateCodeSigningConfig', { AllowedPublishers });
    made.push(CodeSigningConfig?.CodeSigningConfigArn);
    await lambda.answers('PutFunctionCodeSigningConfig', { FunctionName, CodeSigningConfigArn: made[0] });
  }
  assert.equal((await lambda.all('ListEventSourceMappings', {}, 'EventSourceMappings', two)).length, 3);
  assert.equal((await lambda.all('ListCodeSigningConfigs', {}, 'CodeSigningConfigs', two)).length, 3);
  const trusting = { CodeSigningConfigArn: made[0] };
  assert.equal((await lambda.all('ListFunctionsByCodeSigningConfig', trusting, 'FunctionArns', two)).length, 3);
}

async function ofLogs({ logs }: Actor): Promise<void> {
  const logGroupName = 'paged';
  for (const name of [logGroupName, 'paged-too', 'paged-three'])
    await logs.answers('CreateLogGroup', { logGroupName: name });
  for (const logStreamName of ['a', 'b', 'c']) {
    await logs.answers('CreateLogStream', { logGroupName, logStreamName });
    const logEvents = ['first', 'second'].map((message) => ({ message, timestamp: Date.now() }));
    await logs.answers('PutLogEvents', { logGroupName, logStreamName, logEvents });
  }
  const groups = await logs.all('DescribeLogGroups', { logGroupNamePrefix: 'paged' }, 'logGroups', {
    pageSize: 2,
    pages: 2,
  });
  assert.deepEqual(
    groups.map(({ logGroupName: name }) => name),
    [logGroupName, 'paged-three', 'paged-too'],
  );
  const streams = await logs.all('DescribeLogStreams', { logGroupName }, 'logStreams', { pageSize: 2, pages: 2 });
  assert.deepEqual(
    streams.map(({ logStreamName }) => logStreamName),
    ['a', 'b', 'c'],
  );
  const events = await logs.all('FilterLogEvents', { logGroupName, filterPattern: 'first' }, 'events', {
    pageSize: 1,
    pages: 3,
  });
  assert.equal(events.length, 3);
}
