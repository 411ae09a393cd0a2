import type { DescribeQueriesRequest, DescribeQueriesResponse, QueryInfo } from '@aws-sdk/client-cloudwatch-logs';
import type { QueryRun } from '../../logs/query-run.js';
import { logsOperation } from '../operation.js';
import { regionOf, requireGroup } from './lookup.js';
import { pageOf } from './page.js';

export const describeQueries = logsOperation<DescribeQueriesRequest, DescribeQueriesResponse>(
  'DescribeQueries',
  ({ logGroupName, status, maxResults, nextToken, queryLanguage = 'CWLI' }, context) => {
    if (logGroupName !== undefined) requireGroup(context, logGroupName);
    const found = regionOf(context)
      .queries.all()
      .filter(
        (run) =>
          (logGroupName === undefined || run.request.groups.some(({ name }) => name === logGroupName)) &&
          (status === undefined || run.status === status) &&
          queryLanguage === 'CWLI',
      );
    const page = pageOf(found, nextToken, maxResults, 1000);
    return { queries: page.items.map(describe), nextToken: page.nextToken };
  },
);

/** Where the events come from and their times stand before the query that was sent (recorded 2026-02-06). */
function describe({ id, request, createdAt, status }: QueryRun): QueryInfo {
  const { groups, startTime, endTime, text } = request;
  const sources = groups.map(({ name }) => `SOURCE "${name}"`).join(' ');
  return {
    queryLanguage: 'CWLI',
    queryId: id,
    queryString: `${sources} START=${startTime}000 END=${endTime}999 | ${text}`,
    status,
    createTime: createdAt,
    logGroupName: groups[0]?.name,
  };
}
