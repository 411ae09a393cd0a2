import type { FoundFiles } from './find-files.js';

/** How far the reading of logs has come. */
export interface ReadProgress {
  /** The one at hand. */
  readonly source: string;
  readonly sources: number;
  /** Of the sources. */
  readonly done: number;
  /** As they lie on the disk, packed. */
  readonly bytesRead: number;
  /** Missing where it is not known: standard input. */
  readonly bytesTotal?: number;
}

/** Adds up what is read of several sources. How often it is shown is the hearer's to choose. */
export class ProgressCount {
  readonly #hear: (progress: ReadProgress) => void;
  readonly #sources: number;
  readonly #total: number | undefined;
  #done = 0;
  #bytes = 0;

  constructor(found: FoundFiles, hear: ((progress: ReadProgress) => void) | undefined) {
    this.#hear = hear ?? (() => {});
    this.#sources = found.files.length;
    const sizes = found.files.map(({ size }) => size);
    this.#total = sizes.reduce<number | undefined>(
      (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
      0,
    );
  }

  read(source: string, bytes: number): void {
    this.#bytes += bytes;
    this.#tell(source);
  }

  finished(source: string): void {
    this.#done++;
    this.#tell(source);
  }

  #tell(source: string): void {
    this.#hear({
      source,
      sources: this.#sources,
      done: this.#done,
      bytesRead: this.#bytes,
      ...(this.#total === undefined ? {} : { bytesTotal: this.#total }),
    });
  }
}
