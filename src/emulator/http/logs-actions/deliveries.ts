import { randomBytes } from 'node:crypto';
import type {
  CreateDeliveryRequest,
  CreateDeliveryResponse,
  DeleteDeliveryRequest,
  Delivery,
  DescribeDeliveriesRequest,
  DescribeDeliveriesResponse,
  GetDeliveryRequest,
  GetDeliveryResponse,
  UpdateDeliveryConfigurationRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { ACCOUNT_ID } from '../../functions/function-name.js';
import { type Context, logsOperation } from '../operation.js';
import { noSuchDeliveryDestination } from './delivery-destinations.js';
import { logsError, resourceNotFound } from './errors.js';
import { regionOf } from './lookup.js';
import { pageOf } from './page.js';

type Configuration = Pick<CreateDeliveryRequest, 'recordFields' | 'fieldDelimiter' | 's3DeliveryConfiguration'>;

export const createDelivery = logsOperation<CreateDeliveryRequest, CreateDeliveryResponse>(
  'CreateDelivery',
  (input, context) => {
    const { deliverySourceName = '', deliveryDestinationArn = '', tags } = input;
    const { resources, name: region } = regionOf(context);
    if (!resources.deliverySources.has(deliverySourceName)) {
      throw resourceNotFound('Requested Delivery Source does not exist in this account.');
    }
    const destination = [...resources.deliveryDestinations.values()].find(({ arn }) => arn === deliveryDestinationArn);
    if (destination === undefined) throw noSuchDeliveryDestination();
    const { deliveryDestinationType } = destination;
    const others = [...resources.deliveries.values()].filter((it) => it.deliverySourceName === deliverySourceName);
    refuseSecond(others, deliveryDestinationArn, deliveryDestinationType);
    const id = randomBytes(8).toString('hex');
    const delivery: Delivery = {
      id,
      arn: `arn:aws:logs:${region}:${ACCOUNT_ID}:delivery:${id}`,
      deliverySourceName,
      deliveryDestinationArn,
      deliveryDestinationType,
      ...configurationOf(input),
      ...(tags === undefined ? {} : { tags }),
    };
    resources.deliveries.set(id, delivery);
    return { delivery };
  },
);

function refuseSecond(others: readonly Delivery[], arn: string, type: string | undefined): void {
  if (others.some((it) => it.deliveryDestinationArn === arn)) {
    throw logsError('ConflictException', 'The specified Delivery already exists');
  }
  if (others.some((it) => it.deliveryDestinationType === type)) {
    throw logsError(
      'ConflictException',
      'Delivery already exists for this Delivery Source with the same Delivery Destination Type.',
    );
  }
}

function configurationOf({ recordFields, fieldDelimiter, s3DeliveryConfiguration }: Configuration): Configuration {
  return {
    ...(recordFields === undefined ? {} : { recordFields }),
    ...(fieldDelimiter === undefined ? {} : { fieldDelimiter }),
    ...(s3DeliveryConfiguration === undefined ? {} : { s3DeliveryConfiguration }),
  };
}

function requireDelivery(context: Context, id: string | undefined): Delivery {
  const found = regionOf(context).resources.deliveries.get(id ?? '');
  if (found === undefined) throw resourceNotFound('Requested Delivery does not exist in this account.');
  return found;
}

export const getDelivery = logsOperation<GetDeliveryRequest, GetDeliveryResponse>('GetDelivery', ({ id }, context) => ({
  delivery: requireDelivery(context, id),
}));

export const describeDeliveries = logsOperation<DescribeDeliveriesRequest, DescribeDeliveriesResponse>(
  'DescribeDeliveries',
  ({ nextToken, limit }, context) => {
    const page = pageOf([...regionOf(context).resources.deliveries.values()], nextToken, limit);
    return { deliveries: page.items, nextToken: page.nextToken };
  },
);

export const updateDeliveryConfiguration = logsOperation<UpdateDeliveryConfigurationRequest, object>(
  'UpdateDeliveryConfiguration',
  (input, context) => {
    Object.assign(requireDelivery(context, input.id), configurationOf(input));
    return {};
  },
);

export const deleteDelivery = logsOperation<DeleteDeliveryRequest, object>('DeleteDelivery', ({ id = '' }, context) => {
  requireDelivery(context, id);
  regionOf(context).resources.deliveries.delete(id);
  return {};
});
