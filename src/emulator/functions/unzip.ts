import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Transform } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { invalidParameter, type ServiceError } from '../service-error.js';

/** 250 MB (Lambda quotas page, read 2026-10): a package has to be smaller (recorded answer, 2022-09). */
const MAX_UNZIPPED_BYTES = 262_144_000;
const MAX_LINK_BYTES = 4096;

interface Link {
  readonly path: string;
  readonly target: string;
}

/** @throws ServiceError when the zip is at fault, anything else when the disk is. */
export async function unzip(zip: Buffer, folder: string, limit = MAX_UNZIPPED_BYTES): Promise<void> {
  try {
    const file = await fromBufferPromise(zip, { lazyEntries: true });
    await extractAll(file, resolve(folder), new Budget(limit));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    if (error instanceof Error && 'status' in error) throw error;
    throw invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
}

async function extractAll(file: ZipFile, folder: string, budget: Budget): Promise<void> {
  const links: Link[] = [];
  for await (const entry of file.eachEntry()) {
    const path = inside(folder, resolve(folder, entry.fileName));
    if (entry.fileName.endsWith('/')) {
      await mkdir(path, { recursive: true });
      continue;
    }
    await mkdir(dirname(path), { recursive: true });
    if (isLink(entry)) links.push({ path, target: await readTarget(file, entry) });
    else await extractFile(file, entry, path, budget);
  }
  // Last, so that no file is ever written through a link.
  for (const { path, target } of links) {
    inside(folder, resolve(dirname(path), target));
    await symlink(target, path);
  }
}

async function extractFile(file: ZipFile, entry: Entry, path: string, budget: Budget): Promise<void> {
  const content = await file.openReadStreamPromise(entry);
  await pipeline(content, budget.meter(), createWriteStream(path, { mode: modeOf(entry) }));
}

/** Counts what really comes out: the sizes that a zip declares are not to be trusted. */
class Budget {
  readonly #limit: number;
  #left: number;

  constructor(limit: number) {
    this.#limit = limit;
    this.#left = limit;
  }

  meter(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.#left -= chunk.length;
        done(this.#left <= 0 ? tooLarge(this.#limit) : null, chunk);
      },
    });
  }
}

const tooLarge = (limit: number): ServiceError => invalidParameter(`Unzipped size must be smaller than ${limit} bytes`);

function inside(folder: string, path: string): string {
  if (path === folder || path.startsWith(folder + sep)) return path;
  throw invalidParameter(`The zip has an entry that leads out of the package: ${join(path)}`);
}

/** The upper half of the external attributes is a Unix mode if a Unix made the entry (APPNOTE 4.4.2). */
const unixMode = (entry: Entry): number => (entry.versionMadeBy >> 8 === 3 ? entry.externalFileAttributes >>> 16 : 0);
const isLink = (entry: Entry): boolean => (unixMode(entry) & 0o170000) === 0o120000;
const modeOf = (entry: Entry): number => (unixMode(entry) & 0o777 || 0o644) | 0o400;

async function readTarget(file: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > MAX_LINK_BYTES) throw invalidParameter(`The link ${entry.fileName} is too long`);
  return text(await file.openReadStreamPromise(entry));
}
