import assert from 'node:assert/strict';
import type { OutputFormat } from '@aws-sdk/client-cloudwatch-logs';
import { ACCOUNT, logsRules, REGION } from '../../compare/rules.js';
import { script } from '../../script.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

const bucketArn = (): string => `arn:aws:s3:::${uniqueName('test-bucket-')}`;
const ACCESS_LOGS = { logType: 'ACCESS_LOGS' };
const distribution = (account: string): string => `arn:aws:cloudfront::${account}:distribution/E1Q5F5862X9VJ5`;

async function putDestination({ logs }: Stage, name = uniqueName('test-dd-')): Promise<string> {
  const deliveryDestinationConfiguration = { destinationResourceArn: bucketArn() };
  await logs.putDeliveryDestination({ name, deliveryDestinationConfiguration });
  return name;
}

const arnOf = (resource: string): string => `arn:aws:logs:${REGION}:${ACCOUNT}:${resource}`;

async function putPolicy(stage: Stage): Promise<string> {
  const deliveryDestinationName = await putDestination(stage);
  const statement = {
    Sid: 'AllowLogDeliveryActions',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: 'logs:CreateDelivery',
    Resource: ['delivery-source:*', 'delivery:*', 'delivery-destination:*'].map(arnOf),
  };
  const deliveryDestinationPolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await stage.logs.putDeliveryDestinationPolicy({ deliveryDestinationName, deliveryDestinationPolicy });
  return deliveryDestinationName;
}

async function deletedDelivery(stage: Stage): Promise<void> {
  const { logs } = stage;
  stage.addRules(...logsRules);
  const deliverySourceName = uniqueName('test-ds-');
  await logs.putDeliverySource({ name: deliverySourceName, resourceArn: distribution(ACCOUNT), ...ACCESS_LOGS });
  const destination = await putDestination(stage);
  const deliveryDestinationArn = arnOf(`delivery-destination:${destination}`);
  const { delivery } = await logs.createDelivery({ deliverySourceName, deliveryDestinationArn });
  await logs.deleteDelivery({ id: delivery?.id });
  await stage.record('error-after-delete', logs.getDelivery({ id: delivery?.id }));
}

const destinations = [
  script('TestDeliveryDestinations::test_put_delivery_destination_invalid_format', async (stage) => {
    const put = stage.logs.putDeliveryDestination({
      name: uniqueName('test-dd-'),
      outputFormat: 'foobar' as OutputFormat,
      deliveryDestinationConfiguration: { destinationResourceArn: bucketArn() },
    });
    await stage.record('error-invalid-format', put);
  }),
  script('TestDeliveryDestinations::test_put_delivery_destination_update', async (stage) => {
    stage.addRules(...logsRules);
    const name = await putDestination(stage);
    stage.replace(name, '<destination-name>');
    const second = uniqueName('test-bucket-');
    stage.replace(second, '<second-bucket>');
    const deliveryDestinationConfiguration = { destinationResourceArn: `arn:aws:s3:::${second}` };
    const update = stage.logs.putDeliveryDestination({ name, deliveryDestinationConfiguration });
    await stage.record('put-delivery-destination-update', update);
  }),
  script('TestDeliveryDestinationPolicies::test_get_delivery_destination_policy', async (stage) => {
    stage.addRules(...logsRules);
    const deliveryDestinationName = await putPolicy(stage);
    const policy = stage.logs.getDeliveryDestinationPolicy({ deliveryDestinationName });
    await stage.record('get-delivery-destination-policy', policy);
  }),
  script('TestDeliveryDestinationPolicies::test_delete_delivery_destination_policy', async (stage) => {
    const deliveryDestinationName = await putPolicy(stage);
    await stage.logs.deleteDeliveryDestinationPolicy({ deliveryDestinationName });
    const { policy } = await stage.logs.getDeliveryDestinationPolicy({ deliveryDestinationName });
    assert.deepEqual(policy, {});
  }),
];

export const deliveryScripts = [
  ...destinations,
  script('TestDeliverySources::test_put_delivery_source', async (stage) => {
    stage.addRules(...logsRules);
    const name = uniqueName('test-ds-');
    stage.replace(name, '<source-name>');
    const source = { name, resourceArn: distribution(ACCOUNT), ...ACCESS_LOGS, tags: { key1: 'value1' } };
    await stage.record('put-delivery-source', stage.logs.putDeliverySource(source));
  }),
  script('TestDeliverySources::test_get_delivery_source_not_found', async (stage) => {
    await stage.record('error-not-found', stage.logs.getDeliverySource({ name: 'foobar' }));
  }),
  script('TestDeliverySources::test_delete_delivery_source', async (stage) => {
    stage.addRules(...logsRules);
    const name = uniqueName('test-ds-');
    await stage.logs.putDeliverySource({ name, resourceArn: distribution(ACCOUNT), ...ACCESS_LOGS });
    await stage.logs.deleteDeliverySource({ name });
    await stage.record('error-after-delete', stage.logs.getDeliverySource({ name }));
  }),
  script('TestDeliveries::test_delete_delivery', deletedDelivery),
];
