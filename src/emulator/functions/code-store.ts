import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { invalidParameter, ServiceError, serviceException } from '../service-error.js';
import type { CodePackage } from './configuration.js';
import { unzip } from './zip/unzip.js';

/** What Node.js finds above a package that has none, see `#unpack`. */
const PACKAGE_JSON = 'package.json';

/** Deployment packages on disk, one folder for each distinct zip: uploading the same zip again costs nothing. */
export class CodeStore {
  readonly #folder: string;
  readonly #packages = new Map<string, Promise<CodePackage>>();
  /** A package's name is its address as well, for whoever has it: the digest, which is no secret, must not lead there. */
  readonly #secret = randomBytes(32);

  /** @param folder of the packages alone; made when the first one comes. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws ServiceError for a zip that cannot be unpacked. */
  async add(zip: Buffer): Promise<CodePackage> {
    if (zip.length === 0) throw invalidParameter('Uploaded file must be a non-empty zip');
    const digest = createHash('sha256').update(zip).digest();
    const name = createHmac('sha256', this.#secret).update(digest).digest('hex').slice(0, 32);
    const known = this.#packages.get(name);
    if (known !== undefined) return known;
    const added = this.#unpack(zip, name, digest.toString('base64'));
    this.#packages.set(name, added);
    added.catch(() => this.#packages.delete(name));
    return added;
  }

  /**
   * Takes up a package that an earlier emulator has unpacked here. @returns it where it lies now: the folder may have
   * been moved since. @throws when it is not there.
   */
  async adopt(known: CodePackage): Promise<CodePackage> {
    if (known.imageUri !== undefined) return known;
    const name = basename(known.folder);
    const folder = join(this.#folder, name);
    const adopted = { ...known, folder, archive: `${folder}.zip` };
    await Promise.all([access(adopted.folder), access(adopted.archive)]);
    this.#packages.set(name, Promise.resolve(adopted));
    return adopted;
  }

  /** Removes every package that nothing refers to; for when it is known what does. */
  async removeOthers(): Promise<void> {
    const entries = await readdir(this.#folder).catch(() => []);
    const others = entries.filter(
      (entry) => entry !== PACKAGE_JSON && !this.#packages.has(entry.replace(/\.zip$/, '')),
    );
    await Promise.all(others.map((entry) => rm(join(this.#folder, entry), { recursive: true, force: true })));
  }

  archiveOf(name: string): Promise<CodePackage> | undefined {
    return this.#packages.get(name);
  }

  /**
   * Unpacks beside and renames, so that a half unpacked folder never has the package's name. Where functions see the host's
   * file system Node.js looks upwards from a package for what kind of module its files are, and on Lambda it finds nothing:
   * what the host has further up is kept from it by a file that says nothing.
   */
  async #unpack(zip: Buffer, name: string, sha256: string): Promise<CodePackage> {
    const folder = join(this.#folder, name);
    const archive = `${folder}.zip`;
    const unfinished = `${folder}.unfinished`;
    try {
      await rm(unfinished, { recursive: true, force: true });
      await mkdir(unfinished, { recursive: true });
      if (isInScope(this.#folder)) await writeFile(join(this.#folder, PACKAGE_JSON), '{}\n');
      const unzippedBytes = await unzip(zip, unfinished);
      await writeFile(archive, zip);
      await rename(unfinished, folder);
      return { folder, archive, size: zip.length, unzippedBytes, sha256 };
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true }).catch(() => {});
      await rm(archive, { force: true }).catch(() => {});
      if (error instanceof ServiceError) throw error;
      throw serviceException(`The package could not be unpacked: ${error instanceof Error ? error.message : error}`);
    }
  }
}

/** Whether a folder above has a package.json. */
function isInScope(folder: string): boolean {
  const parent = dirname(folder);
  return existsSync(join(parent, PACKAGE_JSON)) || (parent !== folder && isInScope(parent));
}
