import { AppendedFile } from '../appended-file.js';
import type { CheckHeader } from './check-header.js';
import type { CheckLine } from './check-line.js';

const HINT = 'make room or choose another folder with --out; what was measured so far is kept';

/** Appends to the recording of a check, as `RecordingWriter` does to that of a tuning. */
export class CheckRecordingWriter {
  private constructor(private readonly file: AppendedFile) {}

  /** Makes the folder and the file. @throws RecordingError when it cannot, or when the file exists already. */
  static create(path: string, header: CheckHeader): CheckRecordingWriter {
    return new CheckRecordingWriter(AppendedFile.create(path, header, HINT));
  }

  get path(): string {
    return this.file.path;
  }

  /** @throws RecordingError when the disk is full: the check is to be ended then. */
  append(line: CheckLine): void {
    this.file.append(`${JSON.stringify(line)}\n`);
  }

  close(): void {
    this.file.close();
  }
}
