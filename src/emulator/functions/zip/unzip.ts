import { createWriteStream } from 'node:fs';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { crc32, createInflateRaw, inflateRaw } from 'node:zlib';
import { ServiceError } from '../../service-error.js';
import { badZip } from './bad-zip.js';
import { readContents, type ZipContents, type ZipEntry } from './contents.js';
import { assertInside } from './links.js';

/** 250 MB (Lambda quotas page, read 2026-10). */
export const MAX_UNZIPPED_BYTES = 262_144_000;
/** PATH_MAX of Linux. */
const MAX_LINK_BYTES = 4096;
/** Larger files are streamed, so that a package takes a few megabytes of memory and not its own size. */
const MAX_BUFFERED_BYTES = 1_048_576;
/** Files under way at once: as many as Node.js has threads for it. */
const WORKERS = 4;
/** What the file system says of names that it does not take: the zip's fault, not the disk's. */
const FAULTS_OF_NAMES = new Set(['EEXIST', 'EILSEQ', 'EINVAL', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ENOTDIR']);

/**
 * Unpacks into an empty folder. Every file is held to the size and the checksum that the zip gives for it, and the sizes
 * together to the limit, before anything is written: a zip bomb costs no more than what it says it does. Inflating and
 * writing happen in Node's threads, the event loop stays free.
 * @returns how many bytes the files have together
 * @throws ServiceError when the zip is at fault, anything else when the disk is; the folder holds a part of it then
 */
export async function unzip(zip: Buffer, folder: string, limit = MAX_UNZIPPED_BYTES): Promise<number> {
  try {
    const contents = await readContents(zip, limit);
    const links = await readLinks(zip, contents.links);
    assertInside(links);
    await extract(zip, folder, contents);
    // Last, so that no file is ever written through a link.
    for (const [path, target] of links) await symlink(target, join(folder, path));
    return contents.bytes;
  } catch (error) {
    throw isOfDisk(error) || error instanceof ServiceError ? error : badZip();
  }
}

function isOfDisk(error: unknown): boolean {
  if (!(error instanceof Error) || !('syscall' in error)) return false;
  return !FAULTS_OF_NAMES.has((error as NodeJS.ErrnoException).code ?? '');
}

async function readLinks(zip: Buffer, entries: readonly ZipEntry[]): Promise<Map<string, string>> {
  const links = new Map<string, string>();
  for (const entry of entries) {
    if (entry.size > MAX_LINK_BYTES) throw badZip();
    links.set(entry.path, (await inflated(zip, entry)).toString());
  }
  return links;
}

async function extract(zip: Buffer, folder: string, { folders, files }: ZipContents): Promise<void> {
  for (const { path } of folders) await mkdir(join(folder, path));
  const queue = files.values();
  let isFailed = false;
  const work = async (): Promise<void> => {
    for (const entry of queue) {
      if (isFailed) return;
      await extractFile(zip, entry, join(folder, entry.path));
    }
  };
  const workers = Array.from({ length: WORKERS }, () =>
    work().catch((error: unknown) => {
      isFailed = true;
      throw error;
    }),
  );
  // All of them, so that nobody writes any more when the folder is cleared away.
  const failure = (await Promise.allSettled(workers)).find((it) => it.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  // Children first: a folder may be closed to its owner. It is kept open for who runs the emulator.
  for (const { path, mode } of folders.toReversed()) {
    if (mode !== undefined) await chmod(join(folder, path), mode | 0o700);
  }
}

async function extractFile(zip: Buffer, entry: ZipEntry, path: string): Promise<void> {
  const { mode } = entry;
  // `x`: nothing is there already, a link least of all.
  if (entry.size <= MAX_BUFFERED_BYTES) await writeFile(path, await inflated(zip, entry), { mode, flag: 'wx' });
  else await extractStream(zip, entry, path);
  // The umask takes these bits away as a rule.
  if ((mode & 0o022) !== 0) await chmod(path, mode);
}

async function inflated(zip: Buffer, entry: ZipEntry): Promise<Buffer> {
  const data = dataOf(zip, entry);
  // One more than it says, so that a longer one is found out; none at all is no limit to zlib.
  const content = entry.isDeflated ? await promisify(inflateRaw)(data, { maxOutputLength: entry.size + 1 }) : data;
  if (content.length !== entry.size || crc32(content) !== entry.crc32) throw badZip();
  return content;
}

async function extractStream(zip: Buffer, entry: ZipEntry, path: string): Promise<void> {
  const data = Readable.from([dataOf(zip, entry)], { objectMode: false });
  const out = createWriteStream(path, { mode: entry.mode, flags: 'wx' });
  if (entry.isDeflated) await pipeline(data, createInflateRaw(), checked(entry), out);
  else await pipeline(data, checked(entry), out);
}

function checked({ size, crc32: expected }: ZipEntry): Transform {
  let length = 0;
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      sum = crc32(chunk, sum);
      done(length > size ? badZip() : null, chunk);
    },
    flush: (done) => done(length === size && sum === expected ? null : badZip()),
  });
}

/** Behind a local header of 30 bytes and what it says of its own name and extra field (APPNOTE 4.3.7). */
function dataOf(zip: Buffer, { headerOffset, compressedSize, size, isDeflated }: ZipEntry): Buffer {
  if (zip.readUInt32LE(headerOffset) !== 0x04034b50) throw badZip();
  const start = headerOffset + 30 + zip.readUInt16LE(headerOffset + 26) + zip.readUInt16LE(headerOffset + 28);
  if (start + compressedSize > zip.length || (!isDeflated && compressedSize !== size)) throw badZip();
  return zip.subarray(start, start + compressedSize);
}
