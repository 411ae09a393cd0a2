import { AppendedFile } from '../appended-file.js';
import type { LoadHeader } from './load-header.js';
import type { LoadLine } from './load-line.js';

const HINT = 'make room or choose another folder with --out; what was measured so far is kept';

/**
 * Appends to the recording of a load. Requests come in batches, some ten a second, whatever their rate: each batch is one
 * text and one system call, and is in the operating system's hands before `append` returns. A killed process loses only
 * what its driver had not handed on yet. When the disk is full what was written of a batch is cut off again.
 */
export class LoadRecordingWriter {
  private constructor(private readonly file: AppendedFile) {}

  /** Makes the folder and the file. @throws RecordingError when it cannot, or when the file exists already. */
  static create(path: string, header: LoadHeader): LoadRecordingWriter {
    return new LoadRecordingWriter(AppendedFile.create(path, header, HINT));
  }

  get path(): string {
    return this.file.path;
  }

  /** @throws RecordingError when the disk is full: the load is to be ended then. */
  append(lines: readonly LoadLine[]): void {
    let text = '';
    for (const line of lines) text += `${JSON.stringify(line)}\n`;
    if (text !== '') this.file.append(text);
  }

  close(): void {
    this.file.close();
  }
}
