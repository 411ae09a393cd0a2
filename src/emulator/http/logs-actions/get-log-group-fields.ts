import type { GetLogGroupFieldsRequest, GetLogGroupFieldsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { discover } from '../../logs/insights/index.js';
import { logsOperation } from '../operation.js';
import { regionOf, requireNamedOnce } from './lookup.js';

const QUARTER_HOUR_MS = 900_000;
/** Enough to tell shares by, and quickly done. */
const MOST_EVENTS = 1000;
const ALWAYS = ['@ingestionTime', '@log', '@logStream', '@message', '@timestamp'];

/** The fields of the last 15 minutes, or of the 8 minutes on either side of `time` (API reference). */
export const getLogGroupFields = logsOperation<GetLogGroupFieldsRequest, GetLogGroupFieldsResponse>(
  'GetLogGroupFields',
  (input, context) => {
    const group = requireNamedOnce(context, input);
    const now = regionOf(context).clock.epoch();
    const time = input.time === undefined ? undefined : input.time * 1000;
    const [start, end] = time === undefined ? [now - QUARTER_HOUR_MS, now] : [time - 480_000, time + 480_000];
    const events = group.events.between(start, end).slice(-MOST_EVENTS);
    const counts = new Map(ALWAYS.map((name) => [name, events.length]));
    for (const { message } of events) {
      for (const name of discover(message).keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const shares = [...counts].map(([name, count]) => ({ name, percent: Math.round((100 * count) / events.length) }));
    return { logGroupFields: events.length === 0 ? [] : shares.sort((a, b) => b.percent - a.percent) };
  },
);
