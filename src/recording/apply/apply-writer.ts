import { AppendedFile } from '../appended-file.js';
import type { ApplyHeader } from './apply-header.js';
import type { ApplyLine } from './apply-line.js';

const HINT = 'make room or choose another folder with --out; what was written so far is kept';

/** Appends to the recording of an application, as `RecordingWriter` does to that of a tuning. */
export class ApplyRecordingWriter {
  private constructor(private readonly file: AppendedFile) {}

  /** Makes the folder and the file. @throws RecordingError when it cannot, or when the file exists already. */
  static create(path: string, header: ApplyHeader): ApplyRecordingWriter {
    return new ApplyRecordingWriter(AppendedFile.create(path, header, HINT));
  }

  /** @throws RecordingError when the disk is full: what was changed is to be rolled back then. */
  append(line: ApplyLine): void {
    this.file.append(`${JSON.stringify(line)}\n`);
  }

  close(): void {
    this.file.close();
  }
}
