import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { attemptWrite } from '../attempt-write.js';
import { makeFolder } from '../make-folder.js';
import type { LogHeader } from './log-header.js';
import type { LogLine } from './log-line.js';

const HINT = 'make room or choose another folder with --out; what was read so far is kept';

const BATCH_CHARACTERS = 64 * 1024;
const LONGEST_HELD_MS = 1000;

/**
 * Appends to the recording of a log, in batches: a log of 1 GB has a million reports, and a system call for each would
 * take longer than reading them. What a killed process still held, a second's worth at most, stands in the log as before
 * and is read again; nothing is lost as it could be of a run, whose measurements exist nowhere else.
 */
export class LogRecordingWriter {
  #batch = '';
  #heldSince = 0;

  private constructor(
    readonly path: string,
    private readonly descriptor: number,
    private length: number,
  ) {}

  /** Makes the folder and the file. @throws RecordingError when it cannot, or when the file exists already. */
  static create(path: string, header: LogHeader): LogRecordingWriter {
    const writer = attemptWrite(path, HINT, () => {
      makeFolder(dirname(path));
      return new LogRecordingWriter(path, openSync(path, 'wx'), 0);
    });
    try {
      writer.#put(`${JSON.stringify(header)}\n`);
    } catch (error) {
      closeSync(writer.descriptor);
      rmSync(path, { force: true });
      throw error;
    }
    return writer;
  }

  /** Goes on behind the last whole line, which ends at `length`; a torn line behind it is cut off. */
  static resume(path: string, length: number): LogRecordingWriter {
    return attemptWrite(path, HINT, () => {
      const descriptor = openSync(path, 'r+');
      ftruncateSync(descriptor, length);
      return new LogRecordingWriter(path, descriptor, length);
    });
  }

  append(line: LogLine): void {
    if (this.#batch === '') this.#heldSince = Date.now();
    this.#batch += `${JSON.stringify(line)}\n`;
    if (this.#batch.length >= BATCH_CHARACTERS) this.flush();
  }

  /** Hands over what has been held for a second; to be called now and then while nothing new comes. */
  flushIfDue(): void {
    if (this.#batch !== '' && Date.now() - this.#heldSince >= LONGEST_HELD_MS) this.flush();
  }

  flush(): void {
    const batch = this.#batch;
    this.#batch = '';
    if (batch !== '') this.#put(batch);
  }

  close(): void {
    try {
      this.flush();
    } finally {
      closeSync(this.descriptor);
    }
  }

  /** When the disk is full what was written of the batch is cut off again: what stands in the file stays readable. */
  #put(text: string): void {
    const bytes = Buffer.from(text);
    attemptWrite(this.path, HINT, () => {
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
}
