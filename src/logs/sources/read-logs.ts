import { closeSync, openSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { LoggedUnreadable, LogRecord, ReadCounts } from '../platform-event.js';
import { findFiles, type SourceFile } from './find-files.js';
import { isGzip } from './gunzip.js';
import { ProgressCount, type ReadProgress } from './progress.js';
import { addCounts, NO_COUNTS, readOne } from './read-one.js';
import { ReadingThreads } from './reading-threads.js';

export interface ReadLogsOptions {
  readonly emit: (record: LogRecord) => void;
  /** Called for every piece that is read. */
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Its reason is thrown, when nothing is left behind. */
  readonly signal?: AbortSignal;
  /** Stands for `-`. */
  readonly stdin?: NodeJS.ReadableStream;
  /** Threads for packed files; a core each without it. */
  readonly workers?: number;
}

/** All packed files together: below this the start of the threads costs more than they save. */
const WORTH_THREADS_BYTES = 1024 * 1024;

/**
 * Reads everything that the sources hold: packed files side by side, a core each, the rest one after another. Records
 * come in the order of the sources, whatever is finished first. Plain files stay in this thread: to hand their records
 * over would cost as much as to read them.
 * @throws LogSourceError before anything is read if a source is not there or may not be read; later where reading fails
 */
export async function readLogs(sources: readonly string[], options: ReadLogsOptions): Promise<ReadCounts> {
  const { signal, emit } = options;
  const found = await findFiles(sources);
  const progress = new ProgressCount(found, options.onProgress);
  const onBytes = (file: string, bytes: number) => progress.read(file, bytes);
  const packed = filesForThreads(found.files, options.workers ?? availableParallelism());
  const threads = new ReadingThreads(
    [...packed].map(({ name }) => name),
    options.workers ?? availableParallelism(),
    { onBytes, signal },
  );
  try {
    for (const file of found.dangling) emit(leadsNowhere(file));
    let counts = NO_COUNTS;
    for (const file of found.files) {
      signal?.throwIfAborted();
      const read = packed.has(file)
        ? threads.read(file.name, emit)
        : readOne(file.name, { ...options, onBytes: (bytes) => onBytes(file.name, bytes) });
      counts = addCounts(counts, await read);
      progress.finished(file.name);
    }
    return counts;
  } finally {
    await threads.end();
  }
}

/** Those that threads are worth it for: none if there is but one file, or one core. */
function filesForThreads(files: readonly SourceFile[], threads: number): ReadonlySet<SourceFile> {
  if (threads < 2 || files.length < 2) return new Set();
  const packed = files.filter(({ name, size }) => size !== undefined && isPacked(name));
  const bytes = packed.reduce((sum, { size = 0 }) => sum + size, 0);
  return new Set(packed.length < 2 || bytes < WORTH_THREADS_BYTES ? [] : packed);
}

function isPacked(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(2);
    return readSync(file, start, 0, 2, 0) === 2 && isGzip(start);
  } finally {
    closeSync(file);
  }
}

const leadsNowhere = (source: string): LoggedUnreadable => ({
  kind: 'unreadable',
  line: '',
  reason: 'is a link that leads nowhere',
  place: { source },
});
