import type { LogSink } from '../log-sink.js';
import type { MessageMeta } from '../platform-event.js';

/** Takes in the bytes of one source, decompressed and in UTF-8, cut anywhere, and hands on the log that is in them. */
export interface Decoder {
  /** The chunk is the decoder's to keep. */
  write(chunk: Buffer): void;
  end(): void;
}

/** Where a decoder hands on what it finds. */
export interface Outlet {
  readonly sink: LogSink;
  /** What the name of the source tells of all its messages. */
  readonly hints: MessageMeta;
  /** Something that should be a log and cannot be read as one; `line` counts from 1. */
  unreadable(reason: string, line?: number, text?: string): void;
}

/** CloudWatch Logs takes 1 MB in one event (quotas, read 2026-10); many times that, as text of several lines, is no event. */
export const MOST_EVENT_BYTES = 8 * 1024 * 1024;
export const TOO_LONG = `one event is longer than ${MOST_EVENT_BYTES / 1024 / 1024} MB`;

/** How much of what could not be read a record quotes. */
export const EXCERPT = 200;
