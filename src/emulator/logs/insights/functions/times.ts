import { Period } from '../period.js';
import { Timestamp } from '../value.js';
import { type Argument, asNumber, ofNumbers, type ScalarFunction } from './function.js';

export const times: Readonly<Record<string, ScalarFunction>> = {
  datefloor: { minArgs: 2, maxArgs: 2, call: (time, period) => rounded(time, period, 'floor') },
  dateceil: { minArgs: 2, maxArgs: 2, call: (time, period) => rounded(time, period, 'ceil') },
  frommillis: {
    minArgs: 1,
    maxArgs: 1,
    call: (millis) => timestampOf(millis),
  },
  tomillis: ofNumbers(1, 1, (time) => time),
};

function rounded(time: Argument, period: Argument, direction: 'floor' | 'ceil'): Timestamp | undefined {
  const timestamp = timestampOf(time);
  return timestamp === undefined || !(period instanceof Period) ? undefined : period[direction](timestamp);
}

function timestampOf(value: Argument): Timestamp | undefined {
  const at = asNumber(value);
  return at === undefined || Math.abs(at) > MAX_TIME ? undefined : new Timestamp(at);
}

/** The last time that a Date has. */
const MAX_TIME = 8.64e15;
