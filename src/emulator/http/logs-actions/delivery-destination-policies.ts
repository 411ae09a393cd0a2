import type {
  DeleteDeliveryDestinationPolicyRequest,
  GetDeliveryDestinationPolicyRequest,
  GetDeliveryDestinationPolicyResponse,
  PutDeliveryDestinationPolicyRequest,
  PutDeliveryDestinationPolicyResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { requireDeliveryDestination } from './delivery-destinations.js';
import { regionOf } from './lookup.js';

export const putDeliveryDestinationPolicy = logsOperation<
  PutDeliveryDestinationPolicyRequest,
  PutDeliveryDestinationPolicyResponse
>('PutDeliveryDestinationPolicy', ({ deliveryDestinationName = '', deliveryDestinationPolicy = '' }, context) => {
  requireDeliveryDestination(context, deliveryDestinationName);
  regionOf(context).resources.deliveryDestinationPolicies.set(deliveryDestinationName, deliveryDestinationPolicy);
  return { policy: { deliveryDestinationPolicy } };
});

export const getDeliveryDestinationPolicy = logsOperation<
  GetDeliveryDestinationPolicyRequest,
  GetDeliveryDestinationPolicyResponse
>('GetDeliveryDestinationPolicy', ({ deliveryDestinationName = '' }, context) => {
  requireDeliveryDestination(context, deliveryDestinationName);
  const policy = regionOf(context).resources.deliveryDestinationPolicies.get(deliveryDestinationName);
  return { policy: policy === undefined ? {} : { deliveryDestinationPolicy: policy } };
});

export const deleteDeliveryDestinationPolicy = logsOperation<DeleteDeliveryDestinationPolicyRequest, object>(
  'DeleteDeliveryDestinationPolicy',
  ({ deliveryDestinationName = '' }, context) => {
    requireDeliveryDestination(context, deliveryDestinationName);
    regionOf(context).resources.deliveryDestinationPolicies.delete(deliveryDestinationName);
    return {};
  },
);
