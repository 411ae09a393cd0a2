import { z } from 'zod';
import type { LogStream } from '../../logs/log-store.js';
import { parseBody } from '../parse.js';
import type { Service, ServiceRequest } from '../route.js';
import { found, groupNameOf } from './selection.js';

const shape = z.object({
  logGroupName: z.string().nullish(),
  logGroupIdentifier: z.string().nullish(),
  logStreamNamePrefix: z.string().nullish(),
  orderBy: z.string().nullish(),
  descending: z.boolean().nullish(),
  limit: z.int().min(1).max(50).nullish(),
  nextToken: z.string().nullish(),
});

export function describeLogStreams(request: ServiceRequest, { logs }: Service): object {
  const body = parseBody(shape, request);
  const groupName = groupNameOf(body);
  const streams = found(logs.streams(groupName), 'group')
    .filter((stream) => stream.name.startsWith(body.logStreamNamePrefix ?? ''))
    .sort(body.orderBy === 'LastEventTime' ? byTime : byName);
  if (body.descending === true) streams.reverse();
  const start = Number(body.nextToken ?? 0);
  const end = start + (body.limit ?? 50);
  return {
    logStreams: streams.slice(start, end).map((stream) => ({
      logStreamName: stream.name,
      creationTime: stream.createdAt,
      firstEventTimestamp: stream.firstEventAt,
      lastEventTimestamp: stream.lastEventAt,
      lastIngestionTime: stream.lastEventAt,
      arn: `arn:aws:logs:${request.region}:000000000000:log-group:${groupName}:log-stream:${stream.name}`,
      storedBytes: 0,
    })),
    ...(end < streams.length ? { nextToken: String(end) } : {}),
  };
}

const byName = (a: LogStream, b: LogStream): number => (a.name < b.name ? -1 : 1);
const byTime = (a: LogStream, b: LogStream): number => (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0);
