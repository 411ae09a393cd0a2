import { epochMilliseconds } from '../../units/index.js';
import type { MessageMeta } from '../platform-event.js';

/** Beyond these no Lambda function has run: 2014-11-13 was the first day, and a date has 13 digits until 2286. */
const [FIRST, LAST] = [Date.UTC(2014, 10, 13), 9_999_999_999_999];

/** The moment of an event, in milliseconds or as a date; nothing where it is neither. Without a zone it is UTC. */
export function momentOf(value: unknown): MessageMeta {
  const at = typeof value === 'number' ? value : typeof value === 'string' ? parseMoment(value) : Number.NaN;
  return at >= FIRST && at <= LAST ? { timestamp: epochMilliseconds(Math.floor(at)) } : {};
}

function parseMoment(text: string): number {
  if (/^\d{13}$/.test(text)) return Number(text);
  const iso = text.trim().replace(' ', 'T');
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
}

/** `@log` of Logs Insights: account and log group with a colon between them. The account goes no further. */
export function withGroup(log: unknown): MessageMeta {
  if (typeof log !== 'string') return {};
  return { logGroup: log.replace(/^\d{12}:/, '') };
}

/** A log stream of Lambda: `2024/05/01/[$LATEST]` and 32 hexadecimal digits; newer ones have the function's name too. */
const STREAM = /^(\d{4})-(\d\d)-(\d\d)-((?:[\w-]+)?\[(?:\$LATEST|\d+)\][0-9a-f]{32})$/;

/**
 * The log stream of a file that CloudWatch Logs exported to S3: it lies in `<task id>/<log stream>/000000.gz`, the
 * stream's slashes written as dashes (user guide, "Export log data to Amazon S3", read 2026-10).
 */
export function streamFromPath(path: string): MessageMeta {
  const parts = path.split(/[\\/]/);
  const match = STREAM.exec(parts.at(-2) ?? '');
  if (match === null) return {};
  const [, year, month, day, rest] = match;
  return { logStream: `${year}/${month}/${day}/${rest}` };
}
