import { type Entry, fromBufferPromise } from 'yauzl';
import { invalidParameter } from '../../service-error.js';
import { badZip, tooLarge } from './bad-zip.js';

/** One file or link of a zip, checked: its path stays inside, and nothing else lies on the way to it. */
export interface ZipEntry {
  /** Relative, with single slashes. */
  readonly path: string;
  readonly mode: number;
  readonly size: number;
  readonly compressedSize: number;
  readonly isDeflated: boolean;
  readonly crc32: number;
  readonly headerOffset: number;
}

export interface ZipContents {
  /** All folders, those included that only paths tell of; parents first. */
  readonly folders: readonly { readonly path: string; readonly mode?: number }[];
  readonly files: readonly ZipEntry[];
  readonly links: readonly ZipEntry[];
  /** Of all files, as the zip says. */
  readonly bytes: number;
}

/** A zip of 50 MB has room for a million files, or for as many folders in few names. AWS's own limit is not known. */
const MAX_ENTRIES = 100_000;
/** PATH_MAX of Linux. */
const MAX_PATH_LENGTH = 4096;

/**
 * Reads what a zip says of itself. Nothing is unpacked, and each size is taken at its word: whoever unpacks has to hold
 * the zip to it. Of two entries of the same name the later counts, as it does for `unzip`.
 * @throws ServiceError for whatever cannot be unpacked safely
 */
export async function readContents(zip: Buffer, limit: number): Promise<ZipContents> {
  const file = await fromBufferPromise(zip, { lazyEntries: true });
  if (file.entryCount > MAX_ENTRIES) throw tooLarge(limit);
  if (file.entryCount === 0) throw invalidParameter('Uploaded file must be a non-empty zip');
  const entries = new Map<string, ZipEntry>();
  const folders = new Map<string, number | undefined>();
  const links = new Set<string>();
  let bytes = 0;
  for await (const entry of file.eachEntry()) {
    const path = pathOf(entry);
    if (entry.fileName.endsWith('/')) {
      if (path !== '') folders.set(path, modeOf(entry));
      continue;
    }
    if (path === '' || !entry.canDecodeFileData()) throw badZip();
    bytes += entry.uncompressedSize;
    if (bytes >= limit) throw tooLarge(limit);
    entries.set(path, describe(entry, path));
    if (isLink(entry)) links.add(path);
    else links.delete(path);
  }
  for (const path of [...entries.keys(), ...folders.keys()]) {
    addParents(path, folders);
    if (entries.size + folders.size > MAX_ENTRIES) throw tooLarge(limit);
  }
  // A file below a file, or below a link: written in the wrong order it would go wherever the link leads.
  if ([...folders.keys()].some((path) => entries.has(path))) throw badZip();
  const all = [...entries.values()];
  return {
    folders: [...folders].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, mode]) => withMode(path, mode)),
    files: all.filter(({ path }) => !links.has(path)),
    links: all.filter(({ path }) => links.has(path)),
    bytes,
  };
}

const withMode = (path: string, mode: number | undefined) => (mode === undefined ? { path } : { path, mode });

/** yauzl has refused absolute paths and `..`, with a backslash for a slash too. */
function pathOf({ fileName }: Entry): string {
  if (fileName.includes('\0') || fileName.length > MAX_PATH_LENGTH) throw badZip();
  return fileName
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function addParents(path: string, folders: Map<string, number | undefined>): void {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const parent = path.slice(0, end);
    // It came here in its own turn, or will: its parents are no concern of this path's.
    if (folders.has(parent)) return;
    folders.set(parent, undefined);
  }
}

const describe = (entry: Entry, path: string): ZipEntry => ({
  path,
  mode: modeOf(entry) ?? 0o644,
  size: entry.uncompressedSize,
  compressedSize: entry.compressedSize,
  isDeflated: entry.isCompressed(),
  crc32: entry.crc32,
  headerOffset: entry.relativeOffsetOfLocalHeader,
});

/** The upper half of the external attributes is a Unix mode if a Unix made the entry (APPNOTE 4.4.2). */
const unixMode = (entry: Entry): number => (entry.versionMadeBy >> 8 === 3 ? entry.externalFileAttributes >>> 16 : 0);
const isLink = (entry: Entry): boolean => (unixMode(entry) & 0o170000) === 0o120000;

/**
 * Without the bits that change a user. What its owner may read or execute all others may: functions do not run as the user
 * that unpacks them, and many a tool makes entries that are its owner's alone (Python's `writestr`, 0600).
 */
function modeOf(entry: Entry): number | undefined {
  const mode = unixMode(entry) & 0o777;
  if (mode === 0) return undefined;
  const forOwner = (mode | 0o400) & 0o500;
  return mode | forOwner | (forOwner >> 3) | (forOwner >> 6);
}
