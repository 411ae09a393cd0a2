import type {
  DeleteMetricFilterRequest,
  DescribeMetricFiltersRequest,
  DescribeMetricFiltersResponse,
  MetricFilter,
  PutMetricFilterRequest,
  TestMetricFilterRequest,
  TestMetricFilterResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { limitExceeded, resourceNotFound } from './errors.js';
import { requirePattern } from './filter-pattern.js';
import { regionOf, requireGroup } from './lookup.js';
import { pageOf } from './page.js';

/** CloudWatch Logs quotas, read 2026-11. */
const MAX_FILTERS = 100;

export const putMetricFilter = logsOperation<PutMetricFilterRequest, object>('PutMetricFilter', (input, context) => {
  const { logGroupName, filterName = '', filterPattern, metricTransformations } = input;
  const group = requireGroup(context, logGroupName);
  requirePattern(filterPattern);
  if (!group.metricFilters.has(filterName) && group.metricFilters.size >= MAX_FILTERS) throw limitExceeded();
  group.metricFilters.set(filterName, {
    filterName,
    filterPattern,
    metricTransformations,
    creationTime: regionOf(context).clock.epoch(),
    logGroupName,
    applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
    ...(input.fieldSelectionCriteria === undefined ? {} : { fieldSelectionCriteria: input.fieldSelectionCriteria }),
    ...(input.emitSystemFieldDimensions === undefined
      ? {}
      : { emitSystemFieldDimensions: input.emitSystemFieldDimensions }),
  });
  return {};
});

export const describeMetricFilters = logsOperation<DescribeMetricFiltersRequest, DescribeMetricFiltersResponse>(
  'DescribeMetricFilters',
  (input, context) => {
    const { logGroupName, filterNamePrefix = '', metricName, metricNamespace, nextToken, limit } = input;
    const groups = logGroupName === undefined ? regionOf(context).groups() : [requireGroup(context, logGroupName)];
    const found = groups
      .flatMap(({ metricFilters }) => [...metricFilters.values()])
      .filter(
        (filter) =>
          filter.filterName?.startsWith(filterNamePrefix) && isOfMetric(filter, { metricName, metricNamespace }),
      )
      .sort((a, b) => ((a.filterName ?? '') < (b.filterName ?? '') ? -1 : 1));
    const page = pageOf(found, nextToken, limit);
    return { metricFilters: page.items, nextToken: page.nextToken };
  },
);

function isOfMetric(
  { metricTransformations: [metric] = [] }: MetricFilter,
  { metricName, metricNamespace }: Pick<DescribeMetricFiltersRequest, 'metricName' | 'metricNamespace'>,
): boolean {
  return (
    (metricName === undefined || metric?.metricName === metricName) &&
    (metricNamespace === undefined || metric?.metricNamespace === metricNamespace)
  );
}

export const deleteMetricFilter = logsOperation<DeleteMetricFilterRequest, object>(
  'DeleteMetricFilter',
  ({ logGroupName, filterName = '' }, context) => {
    const { metricFilters } = requireGroup(context, logGroupName);
    if (!metricFilters.delete(filterName)) throw resourceNotFound('The specified metric filter does not exist.');
    return {};
  },
);

export const testMetricFilter = logsOperation<TestMetricFilterRequest, TestMetricFilterResponse>(
  'TestMetricFilter',
  ({ filterPattern, logEventMessages = [] }) => {
    const pattern = requirePattern(filterPattern);
    const matches = logEventMessages.flatMap((eventMessage, place) =>
      pattern.matches(eventMessage)
        ? [{ eventNumber: place + 1, eventMessage, extractedValues: pattern.extract(eventMessage) }]
        : [],
    );
    return { matches };
  },
);
