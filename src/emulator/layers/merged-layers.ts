import { createHash } from 'node:crypto';
import { chmod, link, lstat, mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What lies under /opt: the layers of a function, one over the other in their order. Each set of layers is merged once
 * and never written to again; the files are hard links to those of the layers and take no room.
 */
export class MergedLayers {
  readonly #folder: string;
  readonly #merged = new Map<string, Promise<string>>();

  /** @param workFolder on the same file system as the layers, or they cannot be linked */
  constructor(workFolder: string) {
    this.#folder = join(workFolder, 'layers');
  }

  /**
   * @param layers the folders of the unpacked layers, each of which never changes
   * @returns the folder that is to be /opt; nothing where there are no layers
   */
  async folderOf(layers: readonly string[]): Promise<string | undefined> {
    if (layers.length < 2) return layers[0];
    const name = createHash('sha256').update(layers.join('\0')).digest('hex').slice(0, 32);
    const known = this.#merged.get(name);
    if (known !== undefined) return known;
    const merged = this.#merge(layers, join(this.#folder, name));
    this.#merged.set(name, merged);
    merged.catch(() => this.#merged.delete(name));
    return merged;
  }

  /** Beside its place, and then renamed: a half merged folder never has the name. */
  async #merge(layers: readonly string[], folder: string): Promise<string> {
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    try {
      for (const layer of layers) await lay(layer, unfinished);
      await rename(unfinished, folder);
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    }
    return folder;
  }
}

/** Puts what is in one folder over what is in another. A link in the place of a folder gives way, it is not followed. */
async function lay(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await makeFolder(target);
      await lay(source, target);
      await chmod(target, (await stat(source)).mode & 0o777);
      continue;
    }
    await rm(target, { recursive: true, force: true });
    if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else await link(source, target);
  }
}

async function makeFolder(path: string): Promise<void> {
  const there = await lstat(path).catch(() => undefined);
  if (there?.isDirectory()) return;
  if (there !== undefined) await rm(path);
  await mkdir(path);
}
