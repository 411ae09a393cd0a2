import type {
  DeleteSubscriptionFilterRequest,
  DescribeSubscriptionFiltersRequest,
  DescribeSubscriptionFiltersResponse,
  PutSubscriptionFilterRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { ACCOUNT_ID } from '../../functions/function-name.js';
import { type Context, logsOperation } from '../operation.js';
import { invalidParameter, limitExceeded, logsError, resourceNotFound } from './errors.js';
import { requirePattern } from './filter-pattern.js';
import { regionOf, requireGroup } from './lookup.js';
import { pageOf } from './page.js';

/** CloudWatch Logs quotas, read 2026-11. */
const MAX_FILTERS = 2;

/** A function gets the events that match (`subscription-delivery.ts`); to streams nothing is sent. */
export const putSubscriptionFilter = logsOperation<PutSubscriptionFilterRequest, object>(
  'PutSubscriptionFilter',
  (input, context) => {
    const { logGroupName, filterName = '', filterPattern, destinationArn = '', roleArn, distribution } = input;
    // AWS looks at the destination before it looks for the group (recorded 2026-02-06).
    refuseDestination(destinationArn, roleArn, context);
    const group = requireGroup(context, logGroupName);
    requirePattern(filterPattern);
    const { subscriptionFilters } = group;
    const known = subscriptionFilters.get(filterName);
    if (known === undefined && subscriptionFilters.size >= MAX_FILTERS) throw limitExceeded();
    subscriptionFilters.set(filterName, {
      filterName,
      logGroupName,
      filterPattern,
      destinationArn,
      ...(roleArn === undefined ? {} : { roleArn }),
      distribution: distribution ?? 'ByLogStream',
      applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
      creationTime: known?.creationTime ?? regionOf(context).clock.epoch(),
    });
    return {};
  },
);

function refuseDestination(destinationArn: string, roleArn: string | undefined, { service }: Context): void {
  const [, vendor = '', region = '', account = '', resource = ''] =
    /^arn:[^:]*:([^:]*):([^:]*):([^:]*):(.*)$/.exec(destinationArn) ?? [];
  if ((vendor === 'kinesis' || vendor === 'firehose') && roleArn === undefined) {
    throw invalidParameter(`destinationArn for vendor ${vendor} cannot be used without roleArn`);
  }
  if (vendor !== 'lambda') return;
  if (account !== ACCOUNT_ID) {
    throw logsError(
      'AccessDeniedException',
      'Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda triggers.',
    );
  }
  const [, name = ''] = /^function:([^:]+)/.exec(resource) ?? [];
  if (service.registry.get({ region, name }) === undefined) {
    throw invalidParameter(
      'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
    );
  }
}

export const describeSubscriptionFilters = logsOperation<
  DescribeSubscriptionFiltersRequest,
  DescribeSubscriptionFiltersResponse
>('DescribeSubscriptionFilters', ({ logGroupName, filterNamePrefix = '', nextToken, limit }, context) => {
  const found = [...requireGroup(context, logGroupName).subscriptionFilters.values()]
    .filter(({ filterName }) => filterName?.startsWith(filterNamePrefix))
    .sort((a, b) => ((a.filterName ?? '') < (b.filterName ?? '') ? -1 : 1));
  const page = pageOf(found, nextToken, limit);
  return { subscriptionFilters: page.items, nextToken: page.nextToken };
});

export const deleteSubscriptionFilter = logsOperation<DeleteSubscriptionFilterRequest, object>(
  'DeleteSubscriptionFilter',
  ({ logGroupName, filterName = '' }, context) => {
    const { subscriptionFilters } = requireGroup(context, logGroupName);
    if (!subscriptionFilters.delete(filterName)) {
      throw resourceNotFound('The specified subscription filter does not exist.');
    }
    return {};
  },
);
