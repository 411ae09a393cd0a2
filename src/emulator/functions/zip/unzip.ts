import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError } from '../../service-error.js';
import { badZip } from './bad-zip.js';
import { readContents, type ZipEntry } from './contents.js';
import { inflated } from './entry-data.js';
import { extract } from './extract.js';
import { assertInside } from './links.js';

/** 250 MB (Lambda quotas page, read 2026-10): a package has to be smaller (recorded answer, 2022-09). */
export const MAX_UNZIPPED_BYTES = 262_144_000;
/** PATH_MAX of Linux. */
const MAX_LINK_BYTES = 4096;
/** What the file system says of names that it does not take: the zip's fault, not the disk's. */
const FAULTS_OF_NAMES = new Set(['EEXIST', 'EILSEQ', 'EINVAL', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ENOTDIR']);

/**
 * Unpacks into an empty folder. Every file is held to the size and the checksum that the zip gives for it, and the sizes
 * together to the limit, before anything is written: a zip bomb costs no more than what it says it does.
 * @returns how many bytes the files have together
 * @throws ServiceError when the zip is at fault, anything else when the disk is; the folder holds a part of it then
 */
export async function unzip(zip: Buffer, folder: string, limit = MAX_UNZIPPED_BYTES): Promise<number> {
  try {
    const contents = await readContents(zip, limit);
    const links = new Map(contents.links.map((entry) => [entry.path, targetOf(zip, entry)]));
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

function targetOf(zip: Buffer, entry: ZipEntry): string {
  if (entry.size > MAX_LINK_BYTES) throw badZip();
  return inflated(zip, entry).toString();
}
