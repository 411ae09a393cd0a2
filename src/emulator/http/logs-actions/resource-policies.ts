import type {
  DeleteResourcePolicyRequest,
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse,
  PutResourcePolicyRequest,
  PutResourcePolicyResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { limitExceeded, resourceNotFound } from './errors.js';
import { regionOf } from './lookup.js';
import { pageOf } from './page.js';

/** CloudWatch Logs quotas, read 2026-11. */
const MAX_POLICIES = 10;

export const putResourcePolicy = logsOperation<PutResourcePolicyRequest, PutResourcePolicyResponse>(
  'PutResourcePolicy',
  ({ policyName = '', policyDocument }, context) => {
    const { resources, clock } = regionOf(context);
    const { resourcePolicies } = resources;
    if (!resourcePolicies.has(policyName) && resourcePolicies.size >= MAX_POLICIES) throw limitExceeded();
    const policy = { policyName, policyDocument, lastUpdatedTime: clock.epoch(), policyScope: 'ACCOUNT' as const };
    resourcePolicies.set(policyName, policy);
    return { resourcePolicy: policy };
  },
);

export const describeResourcePolicies = logsOperation<
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse
>('DescribeResourcePolicies', ({ nextToken, limit }, context) => {
  const page = pageOf([...regionOf(context).resources.resourcePolicies.values()], nextToken, limit);
  return { resourcePolicies: page.items, nextToken: page.nextToken };
});

export const deleteResourcePolicy = logsOperation<DeleteResourcePolicyRequest, object>(
  'DeleteResourcePolicy',
  ({ policyName = '' }, context) => {
    const { resourcePolicies } = regionOf(context).resources;
    if (!resourcePolicies.delete(policyName)) throw resourceNotFound(`Policy with name [${policyName}] does not exist`);
    return {};
  },
);
