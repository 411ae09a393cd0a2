import type {
  DeleteDeliveryDestinationRequest,
  DeliveryDestination,
  DeliveryDestinationType,
  DescribeDeliveryDestinationsRequest,
  DescribeDeliveryDestinationsResponse,
  GetDeliveryDestinationRequest,
  GetDeliveryDestinationResponse,
  PutDeliveryDestinationRequest,
  PutDeliveryDestinationResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { ACCOUNT_ID } from '../../functions/function-name.js';
import { type Context, logsOperation } from '../operation.js';
import { logsError, resourceNotFound } from './errors.js';
import { regionOf } from './lookup.js';
import { pageOf } from './page.js';

const TYPES: Readonly<Record<string, DeliveryDestinationType>> = {
  s3: 'S3',
  logs: 'CWL',
  firehose: 'FH',
  xray: 'XRAY',
};

export const putDeliveryDestination = logsOperation<PutDeliveryDestinationRequest, PutDeliveryDestinationResponse>(
  'PutDeliveryDestination',
  (input, context) => {
    const { name = '', outputFormat, deliveryDestinationConfiguration, tags } = input;
    const { resources, name: region } = regionOf(context);
    const known = resources.deliveryDestinations.get(name);
    if (known !== undefined) refuseUpdate(known, input);
    const [, , vendor = ''] = (deliveryDestinationConfiguration?.destinationResourceArn ?? '').split(':');
    const format = outputFormat ?? known?.outputFormat;
    const deliveryDestination: DeliveryDestination = {
      name,
      arn: `arn:aws:logs:${region}:${ACCOUNT_ID}:delivery-destination:${name}`,
      deliveryDestinationType: input.deliveryDestinationType ?? TYPES[vendor],
      ...(format === undefined ? {} : { outputFormat: format }),
      deliveryDestinationConfiguration,
      ...(tags === undefined ? {} : { tags }),
      ...(known?.tags === undefined ? {} : { tags: known.tags }),
    };
    resources.deliveryDestinations.set(name, deliveryDestination);
    return { deliveryDestination };
  },
);

function refuseUpdate(known: DeliveryDestination, { tags, outputFormat }: PutDeliveryDestinationRequest): void {
  if (tags !== undefined) {
    throw logsError('ConflictException', 'Tags can only be provided when a resource is being created, not updated.');
  }
  if (outputFormat !== undefined && outputFormat !== known.outputFormat) {
    throw logsError(
      'ValidationException',
      'Update to existing Delivery Destination with new Output Format is not allowed. Please create a new Delivery Destination instead.',
    );
  }
}

/** @throws ServiceError ResourceNotFoundException */
export function requireDeliveryDestination(context: Context, name: string | undefined): DeliveryDestination {
  const found = regionOf(context).resources.deliveryDestinations.get(name ?? '');
  if (found === undefined) throw noSuchDeliveryDestination();
  return found;
}

export const noSuchDeliveryDestination = () =>
  resourceNotFound('Requested Delivery Destination does not exist in this account.');

export const getDeliveryDestination = logsOperation<GetDeliveryDestinationRequest, GetDeliveryDestinationResponse>(
  'GetDeliveryDestination',
  ({ name }, context) => ({ deliveryDestination: requireDeliveryDestination(context, name) }),
);

export const describeDeliveryDestinations = logsOperation<
  DescribeDeliveryDestinationsRequest,
  DescribeDeliveryDestinationsResponse
>('DescribeDeliveryDestinations', ({ nextToken, limit }, context) => {
  const page = pageOf([...regionOf(context).resources.deliveryDestinations.values()], nextToken, limit);
  return { deliveryDestinations: page.items, nextToken: page.nextToken };
});

export const deleteDeliveryDestination = logsOperation<DeleteDeliveryDestinationRequest, object>(
  'DeleteDeliveryDestination',
  ({ name = '' }, context) => {
    const { arn } = requireDeliveryDestination(context, name);
    const { resources } = regionOf(context);
    if ([...resources.deliveries.values()].some((it) => it.deliveryDestinationArn === arn)) {
      throw logsError('ConflictException', 'This Delivery Destination is used in an existing Delivery.');
    }
    resources.deliveryDestinations.delete(name);
    resources.deliveryDestinationPolicies.delete(name);
    return {};
  },
);
