import { createWriteStream } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ZipContents, ZipEntry } from './contents.js';
import { inflated, inflating } from './entry-data.js';

/** Inflated at once, in a third of a millisecond: to hand it to a thread and back would take as long. */
const MAX_SMALL_BYTES = 65_536;
/** Files under way at once: as many as Node.js has threads to make them, which is what takes most of the time. */
const WORKERS = 4;
/** A new file is not writable for group and others, whatever it asks for: the usual umask. */
const UMASK = 0o022;

/**
 * Writes folders and files, no links. What takes time happens in Node's threads, the event loop stays free. Nothing is
 * left running when it returns or throws.
 */
export async function extract(zip: Buffer, folder: string, { folders, files }: ZipContents): Promise<void> {
  for (const { path } of folders) await mkdir(join(folder, path));
  const queue = files.values();
  let isFailed = false;
  const work = async (): Promise<void> => {
    for (const entry of queue) {
      if (isFailed) return;
      await write(zip, entry, join(folder, entry.path));
    }
  };
  const workers = Array.from({ length: WORKERS }, () =>
    work().catch((error: unknown) => {
      isFailed = true;
      throw error;
    }),
  );
  const failure = (await Promise.allSettled(workers)).find((it) => it.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  // Children first: a folder may be closed to its owner. It is kept open for the emulator and its functions.
  for (const { path, mode } of folders.toReversed()) {
    if (mode !== undefined) await chmod(join(folder, path), mode | 0o755);
  }
}

async function write(zip: Buffer, entry: ZipEntry, path: string): Promise<void> {
  const { mode, size } = entry;
  // `x`: nothing is there already, a link least of all.
  if (size <= MAX_SMALL_BYTES) await writeFile(path, inflated(zip, entry), { mode, flag: 'wx' });
  else await pipeline([...inflating(zip, entry), createWriteStream(path, { mode, flags: 'wx' })]);
  if ((mode & UMASK) !== 0) await chmod(path, mode);
}
