import { z } from 'zod';
import { parseBody } from '../parse.js';
import type { Service, ServiceRequest } from '../route.js';
import { eventsOf, groupNameOf, isWithin, selectionShape } from './selection.js';

const shape = z.object({
  ...selectionShape,
  logStreamNames: z.array(z.string()).nullish(),
  logStreamNamePrefix: z.string().nullish(),
  filterPattern: z.string().nullish(),
});

export function filterLogEvents(request: ServiceRequest, { logs }: Service): object {
  const body = parseBody(shape, request);
  const after = Number(body.nextToken ?? 0);
  const terms = termsOf(body.filterPattern ?? '');
  const limit = body.limit ?? 10_000;
  const matching = eventsOf(logs, groupNameOf(body)).filter(
    (event) =>
      event.id > after &&
      isWithin(event, body) &&
      (body.logStreamNames?.includes(event.stream) ?? true) &&
      event.stream.startsWith(body.logStreamNamePrefix ?? '') &&
      terms.every((term) => event.message.includes(term)),
  );
  const events = matching.slice(0, limit);
  const last = events.at(-1);
  const more = matching.length > events.length && last !== undefined;
  return {
    events: events.map(({ id, stream, timestamp, message }) => ({
      eventId: String(id).padStart(56, '0'),
      logStreamName: stream,
      timestamp,
      ingestionTime: timestamp,
      message,
    })),
    searchedLogStreams: [],
    ...(more ? { nextToken: String(last.id) } : {}),
  };
}

/** `"two words" and more`: quoted or plain terms that all have to occur. Other patterns of CloudWatch are not known here. */
function termsOf(pattern: string): string[] {
  return [...pattern.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '',
  );
}
