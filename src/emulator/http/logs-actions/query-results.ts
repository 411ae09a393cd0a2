import type {
  GetQueryResultsRequest,
  GetQueryResultsResponse,
  StopQueryRequest,
  StopQueryResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import type { QueryRun } from '../../logs/query-run.js';
import { type Context, logsOperation } from '../operation.js';
import { invalidParameter, resourceNotFound } from './errors.js';
import { regionOf } from './lookup.js';
import { pageOf } from './page.js';

const MOST = 10_000;

export const getQueryResults = logsOperation<GetQueryResultsRequest, GetQueryResultsResponse>(
  'GetQueryResults',
  ({ queryId, nextToken, maxItems }, context) => {
    const { results, statistics, status } = requireRun(context, queryId);
    const page = pageOf(results, nextToken, maxItems, MOST);
    return { queryLanguage: 'CWLI', results: page.items, statistics, status, nextToken: page.nextToken };
  },
);

export const stopQuery = logsOperation<StopQueryRequest, StopQueryResponse>('StopQuery', ({ queryId }, context) => {
  const run = requireRun(context, queryId);
  if (run.stop()) return { success: true };
  throw invalidParameter(`Query with ID ${run.id} has already ended with status ${run.status}`);
});

/** That these are the errors is in AWS's model; their texts are not known. */
function requireRun(context: Context, id: string | undefined): QueryRun {
  const run = regionOf(context).queries.find(id ?? '');
  if (run === undefined) throw resourceNotFound(`Query with ID ${id} does not exist`);
  return run;
}
