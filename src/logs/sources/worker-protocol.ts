import type { ReadCounts } from '../platform-event.js';

/** What the parent says: read this file, or: a batch was taken, another may come. */
export type ToWorker =
  | { readonly kind: 'read'; readonly file: string }
  | { readonly kind: 'taken'; readonly bytes: number };

/** What a worker says of the file that it reads. */
export type FromWorker =
  /**
   * Records as JSON text: a string crosses threads several times faster than the objects do. They do not name their
   * source: the path of an export is as long as the rest.
   */
  | { readonly kind: 'records'; readonly json: string }
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'finished'; readonly counts: ReadCounts }
  | { readonly kind: 'failed'; readonly problem: string; readonly hint?: string };

/**
 * How much a worker may be ahead of what the parent has taken, in characters of JSON: the records of some 100 MB of log
 * text, so that a file is read while the one before it still is, and memory stays bounded where that one is slow.
 */
export const WINDOW = 32 * 1024 * 1024;
/** A batch: small enough to keep the parent from standing still, large enough that its crossing does not count. */
export const BATCH = 256 * 1024;
