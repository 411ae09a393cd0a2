import { z } from 'zod';
import { parseBody } from '../parse.js';
import type { Service, ServiceRequest } from '../route.js';
import { eventsOf, found, groupNameOf, isWithin, selectionShape } from './selection.js';

const shape = z.object({ ...selectionShape, logStreamName: z.string(), startFromHead: z.boolean().nullish() });

/** Tokens are `f/<id>` (what comes after) and `b/<id>` (what came before); at either end the same token comes back. */
export function getLogEvents(request: ServiceRequest, { logs }: Service): object {
  const body = parseBody(shape, request);
  const groupName = groupNameOf(body);
  const all = eventsOf(logs, groupName).filter((event) => event.stream === body.logStreamName && isWithin(event, body));
  found(
    logs.streams(groupName)?.find((stream) => stream.name === body.logStreamName),
    'stream',
  );
  const limit = body.limit ?? 10_000;
  const [direction, position] = (body.nextToken ?? '').split('/');
  const id = Number(position ?? 0);
  const rest = all.filter((event) => (direction === 'f' ? event.id > id : direction === 'b' ? event.id < id : true));
  const forward = direction === 'f' || (direction !== 'b' && body.startFromHead === true);
  const events = forward ? rest.slice(0, limit) : rest.slice(-limit);
  return {
    events: events.map(({ timestamp, message }) => ({ timestamp, ingestionTime: timestamp, message })),
    nextForwardToken: `f/${events.at(-1)?.id ?? id}`,
    nextBackwardToken: `b/${events[0]?.id ?? id}`,
  };
}
