import type { MessageMeta } from './platform-event.js';

/** Takes in one log, in pieces, however its container delivers it. One for each source. */
export interface LogSink {
  /**
   * Bytes of log text, cut anywhere, a line an event. Lines may begin with an ISO timestamp (exports to S3,
   * `aws logs tail`). What `meta` says holds for all of them.
   */
  text(chunk: Buffer, meta?: MessageMeta): void;
  /** One message, whole, as its container holds it: it may have several lines. `line` is its place in the container. */
  message(text: string, meta: MessageMeta, line?: number): void;
  /** No more is to come: what was held back is given out. */
  end(): void;
}
