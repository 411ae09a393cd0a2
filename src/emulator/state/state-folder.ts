import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isAlive, ownName } from '../limits/identity.js';
import { decode, encode } from './plain-data.js';
import { StateError } from './state-error.js';

const VERSION = 1;

interface StateFile {
  readonly version: number;
  readonly data: unknown;
}

/**
 * The folder of `--state`:
 *
 *     lock            whose it is, while an emulator runs
 *     state.json      everything but log events and packages; written beside and renamed, so that it is always whole
 *     packages/       the zips, and each unpacked
 *     events.jsonl    log events as they come (see event-journal.ts)
 */
export class StateFolder {
  readonly path: string;
  readonly #file: string;
  readonly #lock: string;
  #saving: Promise<void> | undefined;
  #again: Promise<void> | undefined;

  private constructor(path: string) {
    this.path = path;
    this.#file = join(path, 'state.json');
    this.#lock = join(path, 'lock');
  }

  /** @throws StateError for a folder that another emulator uses, or that cannot be made. */
  static async open(path: string): Promise<StateFolder> {
    const folder = new StateFolder(resolve(path));
    try {
      await mkdir(folder.path, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new StateError(`--state ${path} cannot be made: ${messageOf(error)}`, 'name a folder that may be written');
    }
    await folder.#takeLock();
    return folder;
  }

  /** What was saved last; undefined in a new folder. @throws StateError for a file that is none of ours. */
  async load(): Promise<unknown> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new StateError(
        `${this.#file} cannot be read: ${messageOf(error)}`,
        'see to its rights, or name another folder',
      );
    }
    const file = parse(text);
    if (file === undefined) {
      throw new StateError(`${this.#file} is no state of an emulator`, 'name another folder, or remove the file');
    }
    if (file.version === VERSION) return file.data;
    throw new StateError(
      `${this.#file} has version ${file.version}, and this is Kelvin's ${VERSION}`,
      'use the Kelvin that wrote it, or name another folder',
    );
  }

  /**
   * Saves what `data` gives when it is asked. A save that is asked for while one is under way comes after that, once for
   * all who ask: when the promise is kept, what was so when it was made is on disk.
   */
  save(data: () => unknown): Promise<void> {
    if (this.#saving === undefined) {
      this.#saving = this.#write(data).finally(() => {
        this.#saving = undefined;
      });
      return this.#saving;
    }
    this.#again ??= this.#saving
      .catch(() => {})
      .then(() => {
        this.#again = undefined;
        return this.save(data);
      });
    return this.#again;
  }

  async close(): Promise<void> {
    await this.#again?.catch(() => {});
    await this.#saving?.catch(() => {});
    await rm(this.#lock, { force: true });
  }

  async #write(data: () => unknown): Promise<void> {
    const unfinished = `${this.#file}.unfinished`;
    await writeFile(unfinished, encode({ version: VERSION, data: data() }), { mode: 0o600 });
    await rename(unfinished, this.#file);
  }

  /** One that died leaves its lock, and its name tells that it is dead. */
  async #takeLock(): Promise<void> {
    for (;;) {
      try {
        const file = await open(this.#lock, 'wx');
        await file.writeFile(ownName());
        await file.close();
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = await readFile(this.#lock, 'utf8').catch(() => '');
      if (holder !== '' && isAlive(holder)) {
        const [, pid] = holder.split('-');
        throw new StateError(
          `--state ${this.path} is in use by process ${pid}`,
          'end that one, or name another folder',
        );
      }
      await rm(this.#lock, { force: true });
    }
  }
}

function parse(text: string): StateFile | undefined {
  try {
    const file = decode(text);
    const isOurs = typeof file === 'object' && file !== null && 'version' in file && 'data' in file;
    return isOurs ? (file as StateFile) : undefined;
  } catch {
    return undefined;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
