import { ServiceError } from '../../service-error.js';
import { describeLogGroups } from '../logs-actions/describe-log-groups.js';
import { describeLogStreams } from '../logs-actions/describe-log-streams.js';
import { filterLogEvents } from '../logs-actions/filter-log-events.js';
import { getLogEvents } from '../logs-actions/get-log-events.js';
import { headerOf, MEGABYTE, type Route, type Service, type ServiceRequest } from '../route.js';

type LogsAction = (request: ServiceRequest, service: Service) => object;

const actions: Readonly<Record<string, LogsAction>> = {
  FilterLogEvents: filterLogEvents,
  GetLogEvents: getLogEvents,
  DescribeLogStreams: describeLogStreams,
  DescribeLogGroups: describeLogGroups,
};

/** CloudWatch Logs speaks AWS's JSON 1.1: one path for all operations, and a header that names which. */
export const logs: Route = {
  method: 'POST',
  path: '/',
  maxBodyBytes: MEGABYTE,
  handle(request, service) {
    const [api, name = ''] = (headerOf(request, 'x-amz-target') ?? '').split('.');
    const action = api === 'Logs_20140328' ? actions[name] : undefined;
    if (action === undefined) throw new ServiceError('UnknownOperationException', 400, `Unknown operation ${name}`);
    const headers = { 'Content-Type': 'application/x-amz-json-1.1' };
    return { status: 200, headers, body: action(request, service) };
  },
};
