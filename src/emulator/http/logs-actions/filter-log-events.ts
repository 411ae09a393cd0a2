import type { FilterLogEventsRequest, FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { eventIdOf, isAfter, type LogEvent, type Position, positionOf } from '../../logs/log-event.js';
import type { LogGroup } from '../../logs/log-group.js';
import { logsOperation } from '../operation.js';
import { invalidParameter, invalidToken, noSuchStream } from './errors.js';
import { requirePattern } from './filter-pattern.js';
import { requireNamedOnce } from './lookup.js';
import { upToMegabyte } from './response-size.js';

const MOST = 10_000;
/** So many events are looked at for one page: AWS gives pages that are not full, or empty, with a token for the rest. */
const MOST_SEARCHED = 50_000;

export const filterLogEvents = logsOperation<FilterLogEventsRequest, FilterLogEventsResponse>(
  'FilterLogEvents',
  (input, context) => {
    const group = requireNamedOnce(context, input);
    const ofStream = streamTest(group, input);
    const { matches } = requirePattern(input.filterPattern);
    const position = input.nextToken === undefined ? undefined : readToken(input.nextToken);
    const { startTime = 0, endTime = Number.MAX_SAFE_INTEGER - 1, limit = MOST } = input;
    const inTime = group.events.between(Math.max(startTime, position?.timestamp ?? 0), endTime);
    const rest = position === undefined ? inTime : inTime.filter((it) => isAfter(it, position));
    const searched = rest.slice(0, MOST_SEARCHED);
    const found = searched.filter(({ stream, message }) => ofStream(stream) && matches(message));
    const events = upToMegabyte(found.slice(0, limit));
    const last = events.length < found.length ? events.at(-1) : searched.at(-1);
    const isLast = events.length === found.length && searched.length === rest.length;
    return {
      events: events.map(describe),
      searchedLogStreams: [],
      ...(isLast || last === undefined ? {} : { nextToken: tokenAfter(last) }),
    };
  },
);

function describe(event: LogEvent) {
  const { stream, timestamp, ingestionTime, message } = event;
  return { logStreamName: stream, timestamp, message, ingestionTime, eventId: eventIdOf(event) };
}

function streamTest(group: LogGroup, input: FilterLogEventsRequest): (stream: string) => boolean {
  const { logStreamNames, logStreamNamePrefix } = input;
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    throw invalidParameter('LogStream names and LogStream name prefix are mutually exclusive parameters.');
  }
  if (logStreamNamePrefix !== undefined) return (stream) => stream.startsWith(logStreamNamePrefix);
  if (logStreamNames === undefined) return () => true;
  if (logStreamNames.some((name) => !group.streams.has(name))) throw noSuchStream();
  const names = new Set(logStreamNames);
  return (stream) => names.has(stream);
}

const tokenAfter = (event: LogEvent): string => Buffer.from(eventIdOf(event)).toString('base64url');

function readToken(token: string): Position {
  const position = positionOf(Buffer.from(token, 'base64url').toString());
  if (position === undefined) throw invalidToken();
  return position;
}
