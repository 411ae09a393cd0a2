import type { EpochMilliseconds } from '../../units/index.js';

export interface LogEvent {
  /** Counts through the events of a group as they came, so that events of one millisecond keep their order. */
  readonly id: number;
  readonly stream: string;
  readonly timestamp: EpochMilliseconds;
  /** When CloudWatch Logs got it, which for PutLogEvents may be days after `timestamp`. */
  readonly ingestionTime: EpochMilliseconds;
  readonly message: string;
}

/** Before another if its time is earlier, or if it came first within the same millisecond. */
export const inTimeOrder = (a: LogEvent, b: LogEvent): number => a.timestamp - b.timestamp || a.id - b.id;

/** A place between events: everything up to it, in time order, has been seen. */
export interface Position {
  readonly timestamp: number;
  readonly id: number;
}

const TIME_DIGITS = 20;
const EVENT_ID = /^\d{56}$/;

/** AWS's event ids are numbers of 56 digits that grow with time. */
export function eventIdOf({ timestamp, id }: Position): string {
  return String(timestamp).padStart(TIME_DIGITS, '0') + String(id).padStart(56 - TIME_DIGITS, '0');
}

export function positionOf(eventId: string): Position | undefined {
  if (!EVENT_ID.test(eventId)) return undefined;
  return { timestamp: Number(eventId.slice(0, TIME_DIGITS)), id: Number(eventId.slice(TIME_DIGITS)) };
}

export const isAfter = (event: LogEvent, position: Position): boolean =>
  event.timestamp > position.timestamp || (event.timestamp === position.timestamp && event.id > position.id);
export const isBefore = (event: LogEvent, position: Position): boolean =>
  event.timestamp < position.timestamp || (event.timestamp === position.timestamp && event.id < position.id);
