import { eventIdOf, type LogEvent, type Position, positionOf } from './log-event.js';

/** `@ptr`: opaque to clients, and good for finding the event again. */
export function pointerTo(groupName: string, event: LogEvent): string {
  return Buffer.from(`${eventIdOf(event)} ${groupName}`).toString('base64');
}

export function readPointer(pointer: string): { readonly groupName: string; readonly position: Position } | undefined {
  const [eventId = '', groupName = ''] = Buffer.from(pointer, 'base64').toString().split(' ');
  const position = positionOf(eventId);
  return position === undefined ? undefined : { groupName, position };
}
