import type {
  DeleteDeliverySourceRequest,
  DeliverySource,
  DescribeDeliverySourcesRequest,
  DescribeDeliverySourcesResponse,
  GetDeliverySourceRequest,
  GetDeliverySourceResponse,
  PutDeliverySourceRequest,
  PutDeliverySourceResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { ACCOUNT_ID } from '../../functions/function-name.js';
import { logsOperation } from '../operation.js';
import { logsError, resourceNotFound } from './errors.js';
import { regionOf } from './lookup.js';
import { pageOf } from './page.js';

/** Services that deliver their logs this way (API reference, PutDeliverySource, read 2026-11), as their ARNs have them. */
const SERVICES = new Set(
  'bedrock bedrock-agentcore cloudfront codewhisperer elasticloadbalancing eks events mediapackagev2 mediatailor ec2 networkmanager network-firewall pcs q rtbfabric qbusiness route53globalresolver scn ses sso transfer vpc-lattice workmail lambda states wafv2'.split(
    ' ',
  ),
);

const NOT_THERE = 'Requested Delivery Source does not exist in this account.';

export const putDeliverySource = logsOperation<PutDeliverySourceRequest, PutDeliverySourceResponse>(
  'PutDeliverySource',
  ({ name = '', resourceArn = '', logType, tags, deliverySourceConfiguration }, context) => {
    const region = regionOf(context);
    const { deliverySources } = region.resources;
    const service = resourceArn.split(':')[2] ?? '';
    if (!SERVICES.has(service)) throw resourceNotFound('Cannot access provided service.');
    const known = deliverySources.get(name);
    if (known !== undefined) refuseUpdate(known, resourceArn, tags);
    const source: DeliverySource = {
      name,
      arn: `arn:aws:logs:${region.name}:${ACCOUNT_ID}:delivery-source:${name}`,
      resourceArns: [resourceArn],
      service,
      logType,
      ...(tags === undefined ? {} : { tags }),
      ...(known?.tags === undefined ? {} : { tags: known.tags }),
      ...(deliverySourceConfiguration === undefined ? {} : { deliverySourceConfiguration }),
    };
    deliverySources.set(name, source);
    region.deletedDeliverySources.delete(name);
    return { deliverySource: source };
  },
);

function refuseUpdate(known: DeliverySource, resourceArn: string, tags: object | undefined): void {
  if (tags !== undefined) {
    throw logsError('ConflictException', 'Tags can only be provided when a resource is being created, not updated.');
  }
  if (!known.resourceArns?.includes(resourceArn)) {
    throw logsError(
      'ConflictException',
      'Update to existing Delivery Source with new ResourceId is not allowed. Please create a new Delivery Source instead.',
    );
  }
}

export const getDeliverySource = logsOperation<GetDeliverySourceRequest, GetDeliverySourceResponse>(
  'GetDeliverySource',
  ({ name = '' }, context) => {
    const { resources, deletedDeliverySources } = regionOf(context);
    const deliverySource = resources.deliverySources.get(name);
    // With two full stops of one that has been there (recorded 2026-02-04).
    if (deliverySource === undefined) throw resourceNotFound(NOT_THERE + (deletedDeliverySources.has(name) ? '.' : ''));
    return { deliverySource };
  },
);

export const describeDeliverySources = logsOperation<DescribeDeliverySourcesRequest, DescribeDeliverySourcesResponse>(
  'DescribeDeliverySources',
  ({ nextToken, limit }, context) => {
    const page = pageOf([...regionOf(context).resources.deliverySources.values()], nextToken, limit);
    return { deliverySources: page.items, nextToken: page.nextToken };
  },
);

export const deleteDeliverySource = logsOperation<DeleteDeliverySourceRequest, object>(
  'DeleteDeliverySource',
  ({ name = '' }, context) => {
    const { resources, deletedDeliverySources } = regionOf(context);
    if (!resources.deliverySources.has(name)) throw resourceNotFound(NOT_THERE);
    if ([...resources.deliveries.values()].some((it) => it.deliverySourceName === name)) {
      throw logsError('ConflictException', 'This Delivery Source is used in an existing Delivery.');
    }
    resources.deliverySources.delete(name);
    deletedDeliverySources.add(name);
    return {};
  },
);
