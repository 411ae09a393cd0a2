import type {
  InputLogEvent,
  PutLogEventsRequest,
  PutLogEventsResponse,
  RejectedLogEventsInfo,
} from '@aws-sdk/client-cloudwatch-logs';
import { epochMilliseconds } from '../../../units/index.js';
import { EVENT_OVERHEAD_BYTES } from '../../logs/event-block.js';
import { logsOperation } from '../operation.js';
import { MEGABYTE } from '../route.js';
import { invalidParameter, noSuchStream } from './errors.js';
import { regionOf, requireGroup } from './lookup.js';
import { deliverToSubscribers } from './subscription-delivery.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const putLogEvents = logsOperation<PutLogEventsRequest, PutLogEventsResponse>(
  'PutLogEvents',
  (input, context) => {
    const { logGroupName, logStreamName = '', logEvents = [] } = input;
    const group = requireGroup(context, logGroupName);
    if (!group.streams.has(logStreamName)) throw noSuchStream();
    refuseBatch(logEvents);
    const now = regionOf(context).clock.epoch();
    const times = logEvents.map(({ timestamp = 0 }) => timestamp);
    const [expired, tooOld, tooNew] = [group.expiryAt(now), now - 14 * DAY_MS, now + 2 * HOUR_MS];
    const firstValid = times.filter((time) => time < Math.max(expired, tooOld)).length;
    const firstTooNew = times.filter((time) => time <= tooNew).length;
    const taken = logEvents
      .slice(firstValid, firstTooNew)
      .map(({ timestamp = 0, message = '' }) =>
        group.append(logStreamName, epochMilliseconds(timestamp), now, message),
      );
    deliverToSubscribers(context, group, taken);
    const rejected: RejectedLogEventsInfo = {
      ...(firstTooNew < times.length ? { tooNewLogEventStartIndex: firstTooNew } : {}),
      ...ended('tooOldLogEventEndIndex', times, tooOld),
      ...ended('expiredLogEventEndIndex', times, expired),
    };
    return Object.keys(rejected).length === 0
      ? { nextSequenceToken: sequenceToken(now) }
      : { nextSequenceToken: sequenceToken(now), rejectedLogEventsInfo: rejected };
  },
);

/** The index behind the last event that is too early, if one is. */
function ended(name: string, times: readonly number[], limit: number): Readonly<Record<string, number>> {
  const end = times.filter((time) => time < limit).length;
  return end > 0 ? { [name]: end } : {};
}

/** Takes nothing of a batch that is too large, out of order or longer than a day (API reference, PutLogEvents). */
function refuseBatch(events: readonly InputLogEvent[]): void {
  let total = 0;
  for (const { message = '' } of events) {
    const size = Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
    if (size > MEGABYTE) throw invalidParameter(`Log event too large: ${size} bytes exceeds limit of ${MEGABYTE}`);
    total += size;
  }
  if (total > MEGABYTE) throw invalidParameter(`Upload too large: ${total} bytes exceeds limit of ${MEGABYTE}`);
  const times = events.map(({ timestamp = 0 }) => timestamp);
  if (times.some((time, place) => time < (times[place - 1] ?? 0))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > DAY_MS) {
    throw invalidParameter('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
  }
}

/** Given still and asked for no more: AWS ignores it since 2023. */
const sequenceToken = (now: number): string => `4961${String(now).padStart(52, '0')}`;
