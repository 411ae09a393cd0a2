import type {
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  LogGroup as LogGroupOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroup } from '../../logs/log-group.js';
import { logsOperation } from '../operation.js';
import { invalidParameter } from './errors.js';
import { nameOf, regionOf } from './lookup.js';
import { pageOf, tokenAt } from './page.js';

export const describeLogGroups = logsOperation<DescribeLogGroupsRequest, DescribeLogGroupsResponse>(
  'DescribeLogGroups',
  (input, context) => {
    const { logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern, logGroupClass, logGroupIdentifiers } = input;
    if (pattern !== undefined && input.logGroupNamePrefix !== undefined) {
      throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
    }
    const wanted = logGroupIdentifiers === undefined ? undefined : new Set(logGroupIdentifiers.map(nameOf));
    const found = regionOf(context)
      .groups()
      .filter(
        ({ name, settings }) =>
          name.startsWith(prefix) &&
          name.includes(pattern ?? '') &&
          (logGroupClass === undefined || settings.logGroupClass === logGroupClass) &&
          (wanted?.has(name) ?? true),
      );
    const { items, nextToken } = pageOf(found, input.nextToken, input.limit);
    if (pattern === undefined) return { logGroups: items.map(describe), nextToken };
    // Of a search by pattern AWS tells less, and it has a token behind the last group too, after which nothing comes
    // (recorded 2026-02-03).
    const more = nextToken ?? (items.length > 0 ? tokenAt(found.length) : undefined);
    return { logGroups: items.map(describeBriefly), nextToken: more };
  },
);

function describeBriefly(group: LogGroup): LogGroupOutput {
  const { settings } = group;
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    ...(settings.retentionInDays === undefined ? {} : { retentionInDays: settings.retentionInDays }),
    metricFilterCount: group.metricFilters.size,
    arn: `${group.arn}:*`,
    ...(settings.kmsKeyId === undefined ? {} : { kmsKeyId: settings.kmsKeyId }),
    logGroupClass: settings.logGroupClass,
    logGroupArn: group.arn,
  };
}

function describe(group: LogGroup): LogGroupOutput {
  return {
    ...describeBriefly(group),
    storedBytes: group.events.bytes,
    deletionProtectionEnabled: group.settings.deletionProtectionEnabled,
  };
}
