/** A recording that cannot be read or written: the user's to mend. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
  constructor(
    readonly file: string,
    readonly operation: 'read' | 'write',
    problem: string,
    readonly hint: string,
  ) {
    super(`${file}: ${problem}`);
  }

  /** Says why a file could not be written, in words where the cause is a usual one. */
  static unwritable(file: string, cause: unknown, hint: string): RecordingError {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const why = CAUSES[code];
    const problem = why === undefined ? `cannot be written (${code})` : `cannot be written: ${why}`;
    return new RecordingError(file, 'write', problem, hint);
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EROFS: 'the file system is read-only',
  EACCES: 'it is not permitted there',
  EPERM: 'it is not permitted there',
  ENOTDIR: 'what should be a folder on the way is a file',
  EISDIR: 'it is a folder',
};
