import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { attemptWrite } from './attempt-write.js';
import { makeFolder } from './make-folder.js';

/** Where nothing was begun, nothing is kept. */
const ELSEWHERE = 'choose another folder with --out; nothing was begun';

/**
 * A file of lines that only grows. When the disk is full what was written of the last text is cut off again: what stands
 * in the file stays readable.
 */
export class AppendedFile {
  private constructor(
    readonly path: string,
    private readonly hint: string,
    private readonly descriptor: number,
    private length: number,
  ) {}

  /**
   * Makes the folder and the file, with its header as first line.
   * @param hint what to do when it cannot be written
   * @throws RecordingError when it cannot, or when the file exists already
   */
  static create(path: string, header: object, hint: string): AppendedFile {
    const file = attemptWrite(path, ELSEWHERE, () => {
      makeFolder(dirname(path));
      return new AppendedFile(path, hint, openSync(path, 'wx'), 0);
    });
    try {
      file.append(`${JSON.stringify(header)}\n`);
    } catch (error) {
      file.close();
      rmSync(path, { force: true });
      throw error;
    }
    return file;
  }

  /** Goes on behind the last whole line, which ends at `length`; a torn line behind it is cut off. */
  static resume(path: string, length: number, hint: string): AppendedFile {
    return attemptWrite(path, hint, () => {
      const descriptor = openSync(path, 'r+');
      ftruncateSync(descriptor, length);
      return new AppendedFile(path, hint, descriptor, length);
    });
  }

  /** Hands whole lines to the operating system before it returns. @throws RecordingError */
  append(text: string): void {
    const bytes = Buffer.from(text);
    attemptWrite(this.path, this.hint, () => {
      try {
        for (let at = 0; at < bytes.length; )
          at += writeSync(this.descriptor, bytes, at, bytes.length - at, this.length + at);
      } catch (error) {
        ftruncateSync(this.descriptor, this.length);
        throw error;
      }
    });
    this.length += bytes.length;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
