import { lstat, readdir, readlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import yazl from 'yazl';
import { TargetError } from './error.js';

/** A fixed time makes the same folder the same bytes, and so the same CodeSha256. */
const FIXED_TIME = new Date(Date.UTC(1980, 0, 1));
/** Direct upload limit (Lambda quotas page, autumn 2026). */
const LARGEST_ZIP_BYTES = 50 * 1_048_576;
const SYMBOLIC_LINK = 0o120_000;

/** Zips a code folder as Lambda wants it: paths relative to it, unix modes and symbolic links kept, `.git` left out. */
export async function zipFolder(folder: string): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const path of await filesBelow(folder)) {
    const name = relative(folder, path).split(sep).join('/');
    const stat = await lstat(path);
    if (stat.isSymbolicLink()) {
      const target = Buffer.from(await readlink(path));
      zip.addBuffer(target, name, { mtime: FIXED_TIME, mode: SYMBOLIC_LINK | 0o777 });
    } else {
      zip.addFile(path, name, { mtime: FIXED_TIME, mode: stat.mode });
    }
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (bytes.length > LARGEST_ZIP_BYTES) {
    throw new TargetError(
      `${folder} makes a zip of ${Math.ceil(bytes.length / 1_048_576)} MB; Lambda takes 50 MB directly`,
      'point "code" at the built folder alone',
    );
  }
  return bytes;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = await Promise.all(
    entries
      .filter((entry) => entry.name !== '.git')
      .map((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)])),
  );
  return found.flat();
}
