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

  /** Says why a file could not be written: a full disk is the one cause that has its own remedy. */
  static unwritable(file: string, cause: unknown, hint: string): RecordingError {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const full = code === 'ENOSPC' || code === 'EDQUOT';
    return new RecordingError(
      file,
      'write',
      full ? 'cannot be written: the disk is full' : `cannot be written (${code})`,
      hint,
    );
  }
}
