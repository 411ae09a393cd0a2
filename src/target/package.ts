import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import yazl from 'yazl';
import type { CodeFunction } from '../scenario/index.js';
import { TargetError } from './error.js';

/** A fixed time makes the same folder the same bytes, and so the same CodeSha256. */
const FIXED_TIME = new Date(Date.UTC(1980, 0, 1));
/** Direct upload limit (Lambda quotas page, autumn 2026). */
const LARGEST_ZIP_BYTES = 50 * 1_048_576;
const SYMBOLIC_LINK = 0o120_000;

interface Entry {
  /** Within the package, with slashes. */
  readonly name: string;
  readonly content: Buffer;
  readonly mode: number;
}

/**
 * Zips a code folder as Lambda wants it: paths relative to it, unix modes kept, `.git` left out. Symbolic links that stay
 * inside are kept as links; what others lead to (a workspace's packages) is packed in their place, as `zip -r` does.
 */
export async function zipFolder(folder: string): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const { name, content, mode } of await entriesBelow(folder, '', await realpath(folder), [])) {
    zip.addBuffer(content, name, { mtime: FIXED_TIME, mode });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  checkSize(bytes.length, folder, 'point "code" at the built folder alone');
  return bytes;
}

/** The package of a function: a zip as it is, or else the folder's content. */
export async function packageOf({ folder, zip }: Pick<CodeFunction, 'folder' | 'zip'>): Promise<Buffer> {
  if (zip === undefined) return zipFolder(folder);
  const bytes = await readFile(zip);
  checkSize(bytes.length, zip, 'leave out what the function does not need');
  return bytes;
}

/** @throws TargetError for a package that cannot be sent */
export function checkSize(bytes: number, what: string, hint: string): void {
  if (bytes <= LARGEST_ZIP_BYTES) return;
  const message = `${what} makes a zip of ${Math.ceil(bytes / 1_048_576)} MB; Lambda takes 50 MB directly`;
  throw new TargetError(message, hint);
}

/** @param above real paths of the folders that this one was reached through: a link back to one of them has no end. */
async function entriesBelow(folder: string, prefix: string, root: string, above: readonly string[]): Promise<Entry[]> {
  const real = await realpath(folder);
  if (above.includes(real)) throw unpackable(folder, 'leads back to a folder that it lies in');
  const found: Entry[] = [];
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name === '.git') continue;
    const path = join(folder, entry.name);
    const name = `${prefix}${entry.name}`;
    const inside = entry.isSymbolicLink() ? await linkWithin(path, root) : undefined;
    if (inside !== undefined) found.push({ name, content: Buffer.from(inside), mode: SYMBOLIC_LINK | 0o777 });
    else found.push(...(await contentOf(path, name, root, [...above, real])));
  }
  return found;
}

/** The link's own text when it leads to something in the package, else undefined. */
async function linkWithin(path: string, root: string): Promise<string | undefined> {
  const target = await realpath(path).catch(() => {
    throw unpackable(path, 'is a link that leads nowhere');
  });
  const text = await readlink(path);
  const way = relative(root, target);
  return way.startsWith('..') || text.startsWith(sep) ? undefined : text;
}

async function contentOf(path: string, name: string, root: string, above: readonly string[]): Promise<Entry[]> {
  const { mode, ...kind } = await describe(path);
  if (kind.isFolder) return entriesBelow(path, `${name}/`, root, above);
  if (!kind.isFile) throw unpackable(path, 'is neither a file nor a folder');
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw unpackable(path, `cannot be read (${error.code})`);
  });
  return [{ name, content, mode }];
}

async function describe(path: string): Promise<{ mode: number; isFile: boolean; isFolder: boolean }> {
  const it = await stat(path);
  return { mode: it.mode, isFile: it.isFile(), isFolder: it.isDirectory() };
}

const unpackable = (path: string, why: string): TargetError =>
  new TargetError(
    `${path} ${why}, so the code cannot be packed`,
    'remove it, or point "code" at the built folder alone',
  );
