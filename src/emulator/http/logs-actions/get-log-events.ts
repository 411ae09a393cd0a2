import type { GetLogEventsRequest, GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { eventIdOf, isAfter, isBefore, type LogEvent, type Position, positionOf } from '../../logs/log-event.js';
import { logsOperation } from '../operation.js';
import { invalidToken, noSuchStream } from './errors.js';
import { requireNamedOnce } from './lookup.js';
import { upToMegabyte } from './response-size.js';

const MOST = 10_000;
const TOKEN = /^([fb])\/(\d{56})\/s$/;

/**
 * Tokens are `f/<id>/s` (what comes after) and `b/<id>/s` (what came before); at either end the same token comes back.
 */
export const getLogEvents = logsOperation<GetLogEventsRequest, GetLogEventsResponse>(
  'GetLogEvents',
  (input, context) => {
    const group = requireNamedOnce(context, input);
    const { logStreamName = '', startTime = 0, endTime = Number.MAX_SAFE_INTEGER, nextToken, startFromHead } = input;
    if (!group.streams.has(logStreamName)) throw noSuchStream();
    const cursor = nextToken === undefined ? undefined : readToken(nextToken);
    // The end is not part of the time here, as it is in FilterLogEvents (API reference, GetLogEvents).
    const inTime = group.events.between(startTime, endTime - 1).filter(({ stream }) => stream === logStreamName);
    const isForward = cursor === undefined ? startFromHead === true : cursor.isForward;
    const rest = cursor === undefined ? inTime : inTime.filter((it) => cursor.isBeyond(it, cursor.position));
    const events = pageFrom(rest, isForward, input.limit ?? MOST);
    return {
      events: events.map(({ timestamp, ingestionTime, message }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: `f/${idAt(events.at(-1), cursor?.position)}/s`,
      nextBackwardToken: `b/${idAt(events[0], cursor?.position)}/s`,
    };
  },
);

interface Cursor {
  readonly isForward: boolean;
  readonly position: Position;
  readonly isBeyond: (event: LogEvent, position: Position) => boolean;
}

function readToken(token: string): Cursor {
  const [, direction, id = ''] = TOKEN.exec(token) ?? [];
  const position = positionOf(id);
  if (position === undefined) throw invalidToken();
  const isForward = direction === 'f';
  return { isForward, position, isBeyond: isForward ? isAfter : isBefore };
}

function pageFrom(events: readonly LogEvent[], isForward: boolean, limit: number): readonly LogEvent[] {
  if (isForward) return upToMegabyte(events.slice(0, limit));
  return upToMegabyte(events.slice(-limit).reverse()).toReversed();
}

const idAt = (event: LogEvent | undefined, otherwise: Position | undefined): string =>
  eventIdOf(event ?? otherwise ?? { timestamp: 0, id: 0 });
