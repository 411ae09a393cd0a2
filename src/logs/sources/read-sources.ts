import type { LogSink } from '../log-sink.js';
import type { LoggedUnreadable, MessageMeta } from '../platform-event.js';
import { type FoundFiles, findFiles } from './find-files.js';
import { ProgressCount, type ReadProgress } from './progress.js';
import { readSource } from './read-source.js';

export interface ReadOptions {
  /** One for each file; `hints` is what its path tells of all its messages. */
  readonly sink: (source: string, hints: MessageMeta) => LogSink;
  readonly unreadable: (record: LoggedUnreadable) => void;
  /** Called for every piece that is read. */
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Its reason is thrown as soon as the piece at hand is read. */
  readonly signal?: AbortSignal;
  /** Stands for `-`. */
  readonly stdin?: NodeJS.ReadableStream;
}

/**
 * Reads logs of every kind, one source after another, in bounded memory: what each is, it tells by its content.
 * @throws LogSourceError before anything is read, if one of them is not there or may not be read
 */
export async function readSources(sources: readonly string[], options: ReadOptions): Promise<void> {
  await readFound(await findFiles(sources), options);
}

/** The same for files that were looked for already. */
export async function readFound(found: FoundFiles, options: ReadOptions): Promise<void> {
  const progress = new ProgressCount(found, options.onProgress);
  for (const file of found.dangling) options.unreadable(leadsNowhere(file));
  for (const { name } of found.files) {
    options.signal?.throwIfAborted();
    await readSource(name, { ...options, onBytes: (count) => progress.read(name, count) });
    progress.finished(name);
  }
}

export const leadsNowhere = (source: string): LoggedUnreadable => ({
  kind: 'unreadable',
  line: '',
  reason: 'is a link that leads nowhere',
  place: { source },
});
