import { EVENT_OVERHEAD_BYTES } from '../../logs/event-block.js';
import type { LogEvent } from '../../logs/log-event.js';
import { MEGABYTE } from '../route.js';

/** The first events as far as they fit in an answer of 1 MB, one at least (API reference, FilterLogEvents). */
export function upToMegabyte(events: readonly LogEvent[]): readonly LogEvent[] {
  let bytes = 0;
  const end = events.findIndex(({ message }) => {
    bytes += message.length + EVENT_OVERHEAD_BYTES;
    return bytes > MEGABYTE;
  });
  return end < 0 ? events : events.slice(0, Math.max(1, end));
}
