import type {
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  LogStream as LogStreamOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroup, LogStream } from '../../logs/log-group.js';
import { logsOperation } from '../operation.js';
import { invalidParameter } from './errors.js';
import { requireNamedOnce } from './lookup.js';
import { pageOf } from './page.js';

export const describeLogStreams = logsOperation<DescribeLogStreamsRequest, DescribeLogStreamsResponse>(
  'DescribeLogStreams',
  (input, context) => {
    const group = requireNamedOnce(context, input);
    const { logStreamNamePrefix: prefix, orderBy, descending = false } = input;
    if (prefix !== undefined && orderBy === 'LastEventTime') {
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    }
    const streams = [...group.streams.values()]
      .filter(({ name }) => name.startsWith(prefix ?? ''))
      .sort(orderBy === 'LastEventTime' ? byTime : byName);
    if (descending) streams.reverse();
    const { items, nextToken } = pageOf(streams, input.nextToken, input.limit);
    return { logStreams: items.map((stream) => describe(group, stream)), nextToken };
  },
);

function describe(group: LogGroup, stream: LogStream): LogStreamOutput {
  const { name, createdAt, firstEventAt, lastEventAt, lastIngestionAt } = stream;
  return {
    logStreamName: name,
    creationTime: createdAt,
    ...(firstEventAt === undefined ? {} : { firstEventTimestamp: firstEventAt }),
    ...(lastEventAt === undefined ? {} : { lastEventTimestamp: lastEventAt }),
    ...(lastIngestionAt === undefined ? {} : { lastIngestionTime: lastIngestionAt }),
    arn: `${group.arn}:log-stream:${name}`,
    storedBytes: 0,
  };
}

const byName = (a: LogStream, b: LogStream): number => (a.name < b.name ? -1 : 1);
const byTime = (a: LogStream, b: LogStream): number => (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0);
