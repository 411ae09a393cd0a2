import type { Actor } from '../../actor.js';
import { absent } from '../../expectation.js';
import type { Scenario } from '../../scenario.js';
import { BESIDE_THE_POINT } from '../refusals.js';
import { invalidParameter, notFound, refusal } from './refusals.js';

/** What CloudWatch Logs stores for accounts and shows again. */
export const storedResources: Scenario = {
  name: 'stored',
  without: { aws: BESIDE_THE_POINT },
  async run(actor) {
    await policies(actor);
    await destinations(actor);
    await definitions(actor);
    await exportTasks(actor);
  },
};

async function policies({ logs }: Actor): Promise<void> {
  const policy = { policyName: 'policy', policyDocument: '{"Version":"2012-10-17"}' };
  await logs.answers('PutResourcePolicy', policy, { resourcePolicy: { ...policy, policyScope: 'ACCOUNT' } });
  await logs.answers('DescribeResourcePolicies', {}, { resourcePolicies: [policy] });
  await logs.answers('DeleteResourcePolicy', { policyName: 'policy' });
  await logs.refuses(
    'DeleteResourcePolicy',
    { policyName: 'policy' },
    notFound('Policy with name [policy] does not exist'),
  );
}

async function destinations({ logs, region }: Actor): Promise<void> {
  const destinationName = 'there';
  const destination = {
    destinationName,
    targetArn: `arn:aws:kinesis:${region}:000000000000:stream/s`,
    roleArn: 'arn:aws:iam::000000000000:role/r',
  };
  const arn = `arn:aws:logs:${region}:000000000000:destination:${destinationName}`;
  await logs.answers('PutDestination', destination, { destination: { ...destination, arn } });
  await logs.answers('PutDestinationPolicy', { destinationName, accessPolicy: '{}' });
  await logs.answers('DescribeDestinations', {}, { destinations: [{ ...destination, accessPolicy: '{}' }] });
  await logs.answers('DeleteDestination', { destinationName });
  await logs.refuses('DeleteDestination', { destinationName }, notFound('The specified destination does not exist.'));
}

async function definitions({ logs }: Actor): Promise<void> {
  const definition = { name: 'slow', queryString: 'fields @message', logGroupNames: ['g'] };
  const { queryDefinitionId } = await logs.answers('PutQueryDefinition', definition, {
    queryDefinitionId: /^[0-9a-f-]{36}$/,
  });
  await logs.answers('DescribeQueryDefinitions', {}, { queryDefinitions: [definition] });
  await logs.answers('DeleteQueryDefinition', { queryDefinitionId }, { success: true });
  await logs.refuses('DeleteQueryDefinition', { queryDefinitionId }, notFound(/./));
}

async function exportTasks({ logs }: Actor): Promise<void> {
  // There are no buckets to export to, so an export is always refused.
  await logs.answers('CreateLogGroup', { logGroupName: 'exported' });
  await logs.refuses(
    'CreateExportTask',
    { logGroupName: 'exported', from: 0, to: 1, destination: 'bucket' },
    invalidParameter('The given bucket does not exist. Please make sure the bucket is valid.'),
  );
  await logs.answers('DescribeExportTasks', {}, { exportTasks: [] });
  await logs.refuses('CancelExportTask', { taskId: 'none' }, notFound('The specified export task does not exist.'));
}

const missing = (what: string) => notFound(`Requested ${what} does not exist in this account.`);
const bucket = { deliveryDestinationConfiguration: { destinationResourceArn: 'arn:aws:s3:::bucket' } };
const arnOf = (region: string, what: string): string => `arn:aws:logs:${region}:000000000000:${what}`;

export const deliveries: Scenario = {
  name: 'deliveries',
  without: { aws: BESIDE_THE_POINT },
  async run(actor) {
    await sources(actor);
    await deliveryDestinations(actor);
    const id = await ofBoth(actor);
    await gone(actor, id);
  },
};

async function sources({ logs, region }: Actor): Promise<void> {
  const resourceArn = 'arn:aws:cloudfront::000000000000:distribution/E1Q5F5862X9VJ5';
  await logs.answers(
    'PutDeliverySource',
    { name: 'source', resourceArn, logType: 'ACCESS_LOGS' },
    {
      deliverySource: {
        name: 'source',
        arn: arnOf(region, 'delivery-source:source'),
        service: 'cloudfront',
        logType: 'ACCESS_LOGS',
      },
    },
  );
  await logs.answers('GetDeliverySource', { name: 'source' }, { deliverySource: { resourceArns: [resourceArn] } });
  await logs.answers('DescribeDeliverySources', {}, { deliverySources: [{ name: 'source' }] });
}

async function deliveryDestinations({ logs, region }: Actor): Promise<void> {
  const deliveryDestinationArn = arnOf(region, 'delivery-destination:destination');
  await logs.answers(
    'PutDeliveryDestination',
    { name: 'destination', outputFormat: 'json', ...bucket },
    {
      deliveryDestination: {
        name: 'destination',
        arn: deliveryDestinationArn,
        deliveryDestinationType: 'S3',
        outputFormat: 'json',
      },
    },
  );
  await logs.answers('GetDeliveryDestination', { name: 'destination' }, { deliveryDestination: bucket });
  await logs.answers('DescribeDeliveryDestinations', {}, { deliveryDestinations: [{ name: 'destination' }] });
  await logs.refuses(
    'PutDeliveryDestination',
    { name: 'destination', outputFormat: 'xml' as 'json', ...bucket },
    refusal(
      'ValidationException',
      "1 validation error detected: Value 'xml' at 'outputFormat' failed to satisfy constraint: Member must satisfy enum value set: [w3c, raw, json, plain, parquet]",
    ),
  );
  const named = { deliveryDestinationName: 'destination' };
  await logs.answers(
    'PutDeliveryDestinationPolicy',
    { ...named, deliveryDestinationPolicy: '{}' },
    { policy: { deliveryDestinationPolicy: '{}' } },
  );
  await logs.answers('GetDeliveryDestinationPolicy', named, { policy: { deliveryDestinationPolicy: '{}' } });
  await logs.answers('DeleteDeliveryDestinationPolicy', named);
  await logs.answers('GetDeliveryDestinationPolicy', named, { policy: { deliveryDestinationPolicy: absent } });
}

/** @returns the id of the delivery. */
async function ofBoth({ logs, region }: Actor): Promise<string> {
  const deliveryDestinationArn = arnOf(region, 'delivery-destination:destination');
  const { delivery } = await logs.answers(
    'CreateDelivery',
    { deliverySourceName: 'source', deliveryDestinationArn },
    {
      delivery: { deliverySourceName: 'source', deliveryDestinationArn, deliveryDestinationType: 'S3', id: /./ },
    },
  );
  const id = delivery?.id ?? '';
  await logs.answers('GetDelivery', { id }, { delivery: { id } });
  await logs.answers('DescribeDeliveries', {}, { deliveries: [{ id }] });
  await logs.answers('UpdateDeliveryConfiguration', { id, recordFields: ['date'] });
  await logs.answers('GetDelivery', { id }, { delivery: { recordFields: ['date'] } });
  await logs.refuses(
    'CreateDelivery',
    { deliverySourceName: 'source', deliveryDestinationArn },
    refusal('ConflictException', /./),
  );
  await logs.refuses('DeleteDeliverySource', { name: 'source' }, refusal('ConflictException', /./));
  return id;
}

async function gone({ logs }: Actor, id: string): Promise<void> {
  await logs.answers('DeleteDelivery', { id });
  await logs.refuses('GetDelivery', { id }, missing('Delivery'));
  await logs.answers('DeleteDeliverySource', { name: 'source' });
  await logs.refuses('GetDeliverySource', { name: 'never' }, missing('Delivery Source'));
  await logs.answers('DeleteDeliveryDestination', { name: 'destination' });
  await logs.refuses('GetDeliveryDestination', { name: 'destination' }, missing('Delivery Destination'));
}
