import type { LogRecord, ReadCounts } from '../platform-event.js';
import { LogReader } from '../reader/log-reader.js';
import { readSource } from './read-source.js';

export interface ReadOneOptions {
  readonly emit: (record: LogRecord) => void;
  /** How records call the source; by its own name without. */
  readonly label?: string;
  readonly onBytes?: (count: number) => void;
  /** Waited for between two pieces. */
  readonly pause?: () => Promise<void>;
  readonly signal?: AbortSignal;
  readonly stdin?: NodeJS.ReadableStream;
}

/** Reads one source with a log reader of its own. */
export async function readOne(source: string, options: ReadOneOptions): Promise<ReadCounts> {
  let reader: LogReader | undefined;
  await readSource(source, {
    ...options,
    sink: (name) => {
      reader = new LogReader({ source: options.label ?? name, emit: options.emit });
      return reader;
    },
    unreadable: options.emit,
  });
  return reader?.counts ?? NO_COUNTS;
}

export const NO_COUNTS: ReadCounts = { bytes: 0, messages: 0, lookAlikes: 0, unfinished: 0 };

export const addCounts = (a: ReadCounts, b: ReadCounts): ReadCounts => ({
  bytes: a.bytes + b.bytes,
  messages: a.messages + b.messages,
  lookAlikes: a.lookAlikes + b.lookAlikes,
  unfinished: a.unfinished + b.unfinished,
});
