import { AppendedFile } from '../appended-file.js';
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

  private constructor(private readonly file: AppendedFile) {}

  /** Makes the folder and the file. @throws RecordingError when it cannot, or when the file exists already. */
  static create(path: string, header: LogHeader): LogRecordingWriter {
    return new LogRecordingWriter(AppendedFile.create(path, header, HINT));
  }

  /** Goes on behind the last whole line, which ends at `length`; a torn line behind it is cut off. */
  static resume(path: string, length: number): LogRecordingWriter {
    return new LogRecordingWriter(AppendedFile.resume(path, length, HINT));
  }

  get path(): string {
    return this.file.path;
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
    if (batch !== '') this.file.append(batch);
  }

  close(): void {
    try {
      this.flush();
    } finally {
      this.file.close();
    }
  }
}
