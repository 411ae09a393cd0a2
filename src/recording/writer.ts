import { AppendedFile } from './appended-file.js';
import type { Header } from './header.js';
import type { End, Measurement } from './measurement.js';
import type { ProvisionedVersionLine } from './provisioned-version.js';
import type { ReportedInit } from './reported-init.js';

const HINT = 'make room or choose another folder with --out; what was measured so far is kept';

/**
 * Appends to a recording. Each line is handed to the operating system before `append` returns, so a killed process
 * loses nothing that was measured. When the disk is full the half-written line is cut off again: what stands in the
 * file stays readable.
 */
export class RecordingWriter {
  private constructor(private readonly file: AppendedFile) {}

  /** Makes the folder and the file. @throws RecordingError when it cannot, or when the file exists already. */
  static create(path: string, header: Header): RecordingWriter {
    return new RecordingWriter(AppendedFile.create(path, header, HINT));
  }

  get path(): string {
    return this.file.path;
  }

  append(record: Measurement | ProvisionedVersionLine | ReportedInit | End): void {
    this.file.append(`${JSON.stringify(record)}\n`);
  }

  close(): void {
    this.file.close();
  }
}
