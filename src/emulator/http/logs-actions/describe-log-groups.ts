import { z } from 'zod';
import { parseBody } from '../parse.js';
import type { Service, ServiceRequest } from '../route.js';

const shape = z.object({
  logGroupNamePrefix: z.string().nullish(),
  limit: z.int().min(1).max(50).nullish(),
  nextToken: z.string().nullish(),
});

export function describeLogGroups(request: ServiceRequest, { logs }: Service): object {
  const body = parseBody(shape, request);
  const names = logs.groupNames().filter((name) => name.startsWith(body.logGroupNamePrefix ?? ''));
  const start = Number(body.nextToken ?? 0);
  const end = start + (body.limit ?? 50);
  return {
    logGroups: names.slice(start, end).map((name) => {
      const arn = `arn:aws:logs:${request.region}:000000000000:log-group:${name}`;
      return {
        logGroupName: name,
        creationTime: logs.createdAt(name),
        metricFilterCount: 0,
        arn: `${arn}:*`,
        logGroupArn: arn,
        storedBytes: logs.storedBytes(name),
        logGroupClass: 'STANDARD',
      };
    }),
    ...(end < names.length ? { nextToken: String(end) } : {}),
  };
}
