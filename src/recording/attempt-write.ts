import { RecordingError } from './error.js';

/** Writes to a recording; what the system refuses comes out as the user's to mend. @throws RecordingError */
export function attemptWrite<T>(path: string, hint: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw RecordingError.unwritable(path, error, hint);
  }
}
