import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import { arnOf, LogsBench, refusal } from './bench.js';

let bench: LogsBench;
let logs: sdk.CloudWatchLogsClient;
before(async () => {
  bench = await LogsBench.start();
  logs = bench.logs;
});
after(() => bench.close());

const bucket = (name: string) => ({
  deliveryDestinationConfiguration: { destinationResourceArn: `arn:aws:s3:::${name}` },
});
const notThere = (what: string) =>
  refusal('ResourceNotFoundException', `Requested ${what} does not exist in this account.`);

test('resource policies are stored, ten at most', async () => {
  const put = (policyName: string, policyDocument = '{}') =>
    logs.send(new sdk.PutResourcePolicyCommand({ policyName, policyDocument }));
  const { resourcePolicy } = await put('p0');
  const { lastUpdatedTime, ...rest } = resourcePolicy ?? {};
  assert.ok(Math.abs((lastUpdatedTime ?? 0) - Date.now()) < 60_000);
  assert.deepEqual(rest, { policyName: 'p0', policyDocument: '{}', policyScope: 'ACCOUNT' });
  for (let i = 1; i < 10; i++) await put(`p${i}`);
  await assert.rejects(put('p10'), refusal('LimitExceededException', 'Resource limit exceeded.'));
  await put('p1', '{"new":1}');
  const { resourcePolicies = [] } = await logs.send(new sdk.DescribeResourcePoliciesCommand({}));
  assert.deepEqual([resourcePolicies.length, resourcePolicies[1]?.policyDocument], [10, '{"new":1}']);
  await logs.send(new sdk.DeleteResourcePolicyCommand({ policyName: 'p1' }));
  await assert.rejects(
    logs.send(new sdk.DeleteResourcePolicyCommand({ policyName: 'p1' })),
    refusal('ResourceNotFoundException', 'Policy with name [p1] does not exist'),
  );
});

test('destinations are stored with their policy', async () => {
  const targetArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';
  const roleArn = 'arn:aws:iam::000000000000:role/r';
  const { destination } = await logs.send(
    new sdk.PutDestinationCommand({ destinationName: 'd', targetArn, roleArn, tags: { a: '1' } }),
  );
  assert.equal(destination?.arn, arnOf('destination:d'));
  await logs.send(new sdk.PutDestinationPolicyCommand({ destinationName: 'd', accessPolicy: '{}' }));
  const { destinations } = await logs.send(new sdk.DescribeDestinationsCommand({ DestinationNamePrefix: 'd' }));
  assert.deepEqual(destinations, [{ ...destination, accessPolicy: '{}' }]);
  const resourceArn = arnOf('destination:d');
  await logs.send(new sdk.TagResourceCommand({ resourceArn, tags: { b: '2' } }));
  assert.deepEqual((await logs.send(new sdk.ListTagsForResourceCommand({ resourceArn }))).tags, { a: '1', b: '2' });
  await logs.send(new sdk.DeleteDestinationCommand({ destinationName: 'd' }));
  assert.deepEqual((await logs.send(new sdk.DescribeDestinationsCommand({}))).destinations, []);
});

test('a delivery has a source, a destination and a policy, and holds both', async () => {
  const resourceArn = 'arn:aws:cloudfront::000000000000:distribution/E1Q5F5862X9VJ5';
  const { deliverySource } = await logs.send(
    new sdk.PutDeliverySourceCommand({ name: 'src', resourceArn, logType: 'ACCESS_LOGS', tags: { k: 'v' } }),
  );
  assert.deepEqual(deliverySource, {
    name: 'src',
    arn: arnOf('delivery-source:src'),
    resourceArns: [resourceArn],
    service: 'cloudfront',
    logType: 'ACCESS_LOGS',
    tags: { k: 'v' },
  });
  const { deliveryDestination } = await logs.send(
    new sdk.PutDeliveryDestinationCommand({ name: 'dst', ...bucket('b') }),
  );
  assert.deepEqual(deliveryDestination, {
    name: 'dst',
    arn: arnOf('delivery-destination:dst'),
    deliveryDestinationType: 'S3',
    ...bucket('b'),
  });
  const ends = { deliverySourceName: 'src', deliveryDestinationArn: arnOf('delivery-destination:dst') };
  const { delivery } = await logs.send(new sdk.CreateDeliveryCommand({ ...ends, recordFields: ['date'] }));
  assert.deepEqual((await logs.send(new sdk.GetDeliveryCommand({ id: delivery?.id }))).delivery, delivery);
  await assert.rejects(logs.send(new sdk.CreateDeliveryCommand(ends)), { name: 'ConflictException' });
  await assert.rejects(logs.send(new sdk.DeleteDeliverySourceCommand({ name: 'src' })), { name: 'ConflictException' });
  await logs.send(new sdk.DeleteDeliveryCommand({ id: delivery?.id }));
  await assert.rejects(logs.send(new sdk.GetDeliveryCommand({ id: delivery?.id })), notThere('Delivery'));
  await logs.send(new sdk.DeleteDeliverySourceCommand({ name: 'src' }));
  await assert.rejects(
    logs.send(new sdk.GetDeliverySourceCommand({ name: 'src' })),
    refusal('ResourceNotFoundException', 'Requested Delivery Source does not exist in this account..'),
  );
  await assert.rejects(logs.send(new sdk.GetDeliverySourceCommand({ name: 'foobar' })), notThere('Delivery Source'));
});

test('a delivery destination is changed, has a policy or none, and goes', async () => {
  const name = 'changing';
  await logs.send(new sdk.PutDeliveryDestinationCommand({ name, outputFormat: 'json', ...bucket('one') }));
  const { deliveryDestination } = await logs.send(new sdk.PutDeliveryDestinationCommand({ name, ...bucket('two') }));
  assert.deepEqual(
    [deliveryDestination?.outputFormat, deliveryDestination?.deliveryDestinationConfiguration],
    ['json', bucket('two').deliveryDestinationConfiguration],
  );
  await assert.rejects(
    logs.send(new sdk.PutDeliveryDestinationCommand({ name, outputFormat: 'foobar' as 'json', ...bucket('two') })),
    refusal(
      'ValidationException',
      "1 validation error detected: Value 'foobar' at 'outputFormat' failed to satisfy constraint: Member must satisfy enum value set: [w3c, raw, json, plain, parquet]",
    ),
  );
  const named = { deliveryDestinationName: name };
  await logs.send(new sdk.PutDeliveryDestinationPolicyCommand({ ...named, deliveryDestinationPolicy: '{}' }));
  const policy = async () => (await logs.send(new sdk.GetDeliveryDestinationPolicyCommand(named))).policy;
  assert.deepEqual(await policy(), { deliveryDestinationPolicy: '{}' });
  await logs.send(new sdk.DeleteDeliveryDestinationPolicyCommand(named));
  assert.deepEqual(await policy(), {});
  await logs.send(new sdk.DeleteDeliveryDestinationCommand({ name }));
  await assert.rejects(logs.send(new sdk.GetDeliveryDestinationCommand({ name })), notThere('Delivery Destination'));
});

test('query definitions are stored', async () => {
  const definition = { name: 'slow', queryString: 'fields @message', logGroupNames: ['g'] };
  const { queryDefinitionId } = await logs.send(new sdk.PutQueryDefinitionCommand(definition));
  await logs.send(new sdk.PutQueryDefinitionCommand({ ...definition, queryDefinitionId, queryString: 'limit 1' }));
  const { queryDefinitions = [] } = await logs.send(
    new sdk.DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix: 's' }),
  );
  assert.deepEqual(
    queryDefinitions.map((it) => [it.queryDefinitionId, it.queryString]),
    [[queryDefinitionId, 'limit 1']],
  );
  assert.deepEqual((await logs.send(new sdk.DeleteQueryDefinitionCommand({ queryDefinitionId }))).success, true);
});

test('no export begins, as no bucket is there', async () => {
  await logs.send(new sdk.CreateLogGroupCommand({ logGroupName: 'exported' }));
  const task = { logGroupName: 'exported', from: 0, to: 1, destination: 'bucket' };
  await assert.rejects(
    logs.send(new sdk.CreateExportTaskCommand(task)),
    refusal('InvalidParameterException', 'The given bucket does not exist. Please make sure the bucket is valid.'),
  );
  assert.deepEqual((await logs.send(new sdk.DescribeExportTasksCommand({ taskId: 'none' }))).exportTasks, []);
  await assert.rejects(
    logs.send(new sdk.CancelExportTaskCommand({ taskId: 'none' })),
    refusal('ResourceNotFoundException', 'The specified export task does not exist.'),
  );
});
