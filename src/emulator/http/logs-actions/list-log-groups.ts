import type { ListLogGroupsRequest, ListLogGroupsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { regionOf } from './lookup.js';
import { pageOf } from './page.js';

export const listLogGroups = logsOperation<ListLogGroupsRequest, ListLogGroupsResponse>(
  'ListLogGroups',
  (input, context) => {
    const { logGroupNamePattern = '', logGroupClass } = input;
    const matches = patternTest(logGroupNamePattern);
    const found = regionOf(context)
      .groups()
      .filter(
        ({ name, settings }) =>
          matches(name) && (logGroupClass === undefined || settings.logGroupClass === logGroupClass),
      );
    const { items, nextToken } = pageOf(found, input.nextToken, input.limit ?? 50, 1000);
    return {
      logGroups: items.map(({ name, arn, settings }) => ({
        logGroupName: name,
        logGroupArn: arn,
        logGroupClass: settings.logGroupClass,
      })),
      nextToken,
    };
  },
);

/** `^/aws/lambda|discovery`: parts of names, of which `^` makes a beginning (API reference, ListLogGroups). */
function patternTest(pattern: string): (name: string) => boolean {
  const parts = pattern.split('|');
  return (name) => parts.some((part) => (part.startsWith('^') ? name.startsWith(part.slice(1)) : name.includes(part)));
}
