import type { ReadCounts } from '../platform-event.js';
import type { RecordBatch } from './record-batch.js';

/** What the parent says: read this file, or: a batch was taken, another may come. */
export type ToWorker =
  | { readonly kind: 'read'; readonly file: string }
  | { readonly kind: 'taken'; readonly bytes: number };

/** What a worker says of the file that it reads. */
export type FromWorker =
  | { readonly kind: 'records'; readonly batch: RecordBatch }
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'finished'; readonly counts: ReadCounts }
  | { readonly kind: 'failed'; readonly problem: string; readonly hint?: string };

/**
 * How much a worker may be ahead of what the parent has taken, in bytes of batches: the records of some 100 MB of log text,
 * so that a file is read while the one before it still is, and memory stays bounded where that one is slow.
 */
export const WINDOW = 20 * 1024 * 1024;
