import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { attemptWrite } from './attempt-write.js';
import type { Header } from './header.js';
import { makeFolder } from './make-folder.js';
import type { End, Measurement } from './measurement.js';

const HINT = 'make room or choose another folder with --out; what was measured so far is kept';

/**
 * Appends to a recording. Each line is handed to the operating system before `append` returns, so a killed process
 * loses nothing that was measured. When the disk is full the half-written line is cut off again: what stands in the
 * file stays readable.
 */
export class RecordingWriter {
  #length = 0;
  private constructor(
    readonly path: string,
    private readonly descriptor: number,
  ) {}

  /** Makes the folder and the file. @throws RecordingError when it cannot, or when the file exists already. */
  static create(path: string, header: Header): RecordingWriter {
    const writer = attemptWrite(path, HINT, () => {
      makeFolder(dirname(path));
      return new RecordingWriter(path, openSync(path, 'wx'));
    });
    try {
      writer.append(header);
    } catch (error) {
      writer.close();
      rmSync(path, { force: true });
      throw error;
    }
    return writer;
  }

  append(record: Header | Measurement | End): void {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    attemptWrite(this.path, HINT, () => {
      try {
        for (let at = 0; at < line.length; ) at += writeSync(this.descriptor, line, at);
      } catch (error) {
        ftruncateSync(this.descriptor, this.#length);
        throw error;
      }
    });
    this.#length += line.length;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
