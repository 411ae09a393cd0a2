import type { StartQueryRequest, StartQueryResponse } from '@aws-sdk/client-cloudwatch-logs';
import { ACCOUNT_ID } from '../../functions/function-name.js';
import { parseQuery, type Query, QueryError } from '../../logs/insights/index.js';
import type { LogGroup } from '../../logs/log-group.js';
import { ServiceError } from '../../service-error.js';
import { type Context, logsOperation } from '../operation.js';
import { invalidParameter, resourceNotFound } from './errors.js';
import { nameOf, regionOf } from './lookup.js';

export const startQuery = logsOperation<StartQueryRequest, StartQueryResponse>('StartQuery', (input, context) => {
  const { startTime = 0, endTime = 0, queryString: text = '', limit, queryLanguage = 'CWLI' } = input;
  if (queryLanguage !== 'CWLI')
    throw invalidParameter(`The emulator does not know the query language ${queryLanguage}`);
  if (endTime < startTime) throw invalidParameter('The end time of a query must not be before its start time.');
  const groups = groupsOf(input, context);
  const query = compile(text);
  refuseBeforeCreation(groups, startTime, endTime);
  const run = regionOf(context).queries.start({ groups, startTime, endTime, text, query, limit });
  return { queryId: run.id };
});

function groupsOf(input: StartQueryRequest, context: Context): LogGroup[] {
  const { logGroupName, logGroupNames, logGroupIdentifiers } = input;
  const given = [logGroupName === undefined ? undefined : [logGroupName], logGroupNames, logGroupIdentifiers];
  const [names, ...others] = given.filter((it) => it !== undefined);
  if (names === undefined || others.length > 0) {
    throw invalidParameter('Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given.');
  }
  if (names.length > 50) throw invalidParameter('A query can have up to 50 log groups.');
  return [...new Set(names.map(nameOf))].map((name) => {
    const group = regionOf(context).group(name);
    // Seen of AWS in 2026; of older answers, which went on with `(Service: AWSLogs; Status Code: 400; ...)`, no more.
    if (group === undefined)
      throw resourceNotFound(`Log group '${name}' does not exist for account ID '${ACCOUNT_ID}'`);
    return group;
  });
}

function compile(text: string): Query {
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const { message, start, end } = error;
    const location = { startCharOffset: start, endCharOffset: end };
    throw malformed(message, { queryCompileError: { location, message } });
  }
}

/** In AWS's words, as users met them in 2025; what the brackets hold is taken to be the times that were asked for. */
function refuseBeforeCreation(groups: readonly LogGroup[], startTime: number, endTime: number): void {
  if (groups.some(({ createdAt }) => createdAt <= endTime * 1000 + 999)) return;
  throw malformed(
    `Query's end date and time is either before the log groups creation time or exceeds the log groups log retention settings ([${startTime},${endTime}])`,
  );
}

const malformed = (message: string, details = {}): ServiceError =>
  new ServiceError('MalformedQueryException', 400, message, details);
