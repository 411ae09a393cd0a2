import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LogSourceError, type SourceProblem } from './source-error.js';

/** One thing to read. */
export interface SourceFile {
  /** Path, or `-` for standard input. */
  readonly name: string;
  /** In bytes, packed; undefined where it is known only at the end: standard input, a pipe. */
  readonly size: number | undefined;
}

/** What was found: files in the order to read them in, and links in folders that lead nowhere. */
export interface FoundFiles {
  readonly files: readonly SourceFile[];
  readonly dangling: readonly string[];
}

/**
 * Finds the files behind the names that a user gave: folders are walked in the order of names, whatever is no file in
 * them (sockets, devices) is passed over, and what several links or names lead to is read once.
 * @throws LogSourceError that names all that is not there or may not be read
 */
export async function findFiles(sources: readonly string[]): Promise<FoundFiles> {
  const search = new Search();
  for (const source of sources) await search.named(source);
  const [first, ...others] = search.problems;
  if (first !== undefined) throw new LogSourceError(first, ...others);
  return search;
}

class Search implements FoundFiles {
  readonly files: SourceFile[] = [];
  readonly dangling: string[] = [];
  readonly problems: SourceProblem[] = [];
  /** Files and folders, by device and inode. */
  readonly #seen = new Set<string>();

  async named(source: string): Promise<void> {
    if (source === '-') this.#standardInput();
    else {
      const stats = this.#stat(source);
      if (stats?.isDirectory()) await this.#walk(source, stats);
      else if (stats?.isSocket() || stats?.isBlockDevice())
        this.#problem(source, 'is no file', 'name a file or a folder');
      else if (stats !== undefined && !(stats.isFile() && this.#isKnown(stats))) this.#file(source, stats);
    }
  }

  #standardInput(): void {
    if (this.files.some(({ name }) => name === '-')) {
      this.#problem('-', 'is named twice', 'standard input can be read once');
    } else this.files.push({ name: '-', size: undefined });
  }

  /** An export has a folder for each log stream, often 100,000: asked synchronously, the file system answers in a tenth. */
  async #walk(folder: string, stats: Stats): Promise<void> {
    if (this.#isKnown(stats)) return;
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      this.#problem(folder, `cannot be read (${error.code})`, 'see to its permissions');
      return [];
    });
    for (const name of names.sort()) {
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined) this.dangling.push(path);
      else if (stats.isDirectory()) await this.#walk(path, stats);
      else if (stats.isFile() && !this.#isKnown(stats)) this.#file(path, stats);
    }
  }

  /** Whether it was found before; from now on it was. */
  #isKnown({ dev, ino }: Stats): boolean {
    return this.#seen.size === this.#seen.add(`${dev}:${ino}`).size;
  }

  #file(name: string, stats: Stats): void {
    try {
      accessSync(name, constants.R_OK);
      this.files.push({ name, size: stats.isFile() ? stats.size : undefined });
    } catch (error) {
      this.#problem(name, `may not be read (${(error as NodeJS.ErrnoException).code})`, 'see to its permissions');
    }
  }

  #stat(source: string): Stats | undefined {
    try {
      return statSync(source);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      const problem = code === 'ENOENT' ? 'there is no such file or folder' : `cannot be read (${code})`;
      this.#problem(source, problem, 'name log files, folders of them, or - for standard input');
      return undefined;
    }
  }

  #problem(file: string, problem: string, hint: string): void {
    this.problems.push({ file, problem, hint });
  }
}
