import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Megabytes } from '../../../units/index.js';

const run = promisify(execFile);

/** No journal, as nothing of it outlives the environment; no reserve for root. So many files are enough for 10 GB. */
const OPTIONS = ['-q', '-F', '-O', '^has_journal,^resize_inode', '-m', '0', '-N', '32768'];
const EXTENDED = ['-E', 'lazy_itable_init=1,nodiscard'];

/** What ext4 keeps for itself, inodes and clusters in reserve (kernel, ext4_set_resv_clusters), and a share for its maps. */
const imageBytes = (size: Megabytes): number => Math.ceil(size * 1.005 + 26) * 1_048_576;

/**
 * File systems of a size, each a sparse file, for functions' /tmp. A tmpfs would count as the function's memory, which on
 * Lambda /tmp is not. Each size is formatted once, which takes 9 ms and more, and copied then, which takes 2.
 */
export class TmpImages {
  readonly #mkfs: string;
  readonly #folder: string;
  readonly #templates = new Map<Megabytes, Promise<string>>();
  #made = 0;

  /** @param folder of the emulator's own, on a disk that can have sparse files. */
  constructor(mkfs: string, folder: string) {
    this.#mkfs = mkfs;
    this.#folder = folder;
  }

  /** @returns a file that nobody else has. @throws when the disk refuses, and may be asked again */
  async make(size: Megabytes): Promise<string> {
    const template = await this.#templateOf(size);
    this.#made += 1;
    const image = join(this.#folder, `tmp-${this.#made}.ext4`);
    try {
      await run('/bin/cp', ['--sparse=always', template, image]);
    } catch (error) {
      await rm(image, { force: true });
      throw error;
    }
    return image;
  }

  async #templateOf(size: Megabytes): Promise<string> {
    const template = this.#templates.get(size) ?? this.#format(size);
    this.#templates.set(size, template);
    try {
      return await template;
    } catch (error) {
      // A full disk may have room later.
      if (this.#templates.get(size) === template) this.#templates.delete(size);
      throw error;
    }
  }

  async #format(size: Megabytes): Promise<string> {
    const template = join(this.#folder, `tmp-of-${size}.ext4`);
    const file = await open(template, 'w', 0o600);
    await file.truncate(imageBytes(size)).finally(() => file.close());
    await run(this.#mkfs, [...OPTIONS, ...EXTENDED, template]);
    return template;
  }
}
