import type { PlatformEvent } from './platform-event.js';
import { parseJsonMessage, type TimedEvent } from './platform-json.js';
import { parseTextMessage } from './platform-text.js';
import type { Unreadable } from './report.js';

/**
 * Reads one message of a log, of either format: what the platform wrote, what it must have written and cannot be read,
 * or nothing where the application's own line is. Takes time linear in the message's length.
 */
export const parseMessage = (text: string): PlatformEvent | Unreadable | undefined => readMessage(text)?.event;

/** The same, with the time that an event of a JSON log carries itself. */
export function readMessage(text: string): TimedEvent | undefined {
  const first = /\S/.exec(text)?.index ?? 0;
  const message = first === 0 ? text : text.slice(first);
  if (message.startsWith('{')) return parseJsonMessage(message);
  // Most messages are the application's: the first letters of the platform's words, times and ids tell many of them.
  if (!/^[SERITL\da-f]/.test(message)) return undefined;
  const event = parseTextMessage(message);
  return event === undefined ? undefined : { event };
}

export const isUnreadable = (it: PlatformEvent | Unreadable): it is Unreadable => !('kind' in it);
