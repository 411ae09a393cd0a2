import { closeSync, openSync, readSync } from 'node:fs';
import { RecordingError } from './error.js';

/** A line of a file, without its newline. */
export interface FileLine {
  readonly text: string;
  readonly number: number;
  /** Bytes from the file's beginning to the end of the line, its newline included. */
  readonly end: number;
  /** False for a last line without a newline: whoever wrote it may have been killed in the middle. */
  readonly whole: boolean;
}

const CHUNK_BYTES = 1_048_576;

/** The lines of a file one by one: a recording of a log may be larger than the longest string there can be (512 MB). */
export function* fileLines(path: string): Generator<FileLine> {
  const descriptor = open(path);
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let [rest, number, end] = [Buffer.alloc(0), 0, 0];
    for (;;) {
      const length = readSync(descriptor, chunk, 0, CHUNK_BYTES, null);
      if (length === 0) break;
      const data = rest.length === 0 ? chunk.subarray(0, length) : Buffer.concat([rest, chunk.subarray(0, length)]);
      let from = 0;
      for (let at = data.indexOf(10); at >= 0; at = data.indexOf(10, from)) {
        end += at + 1 - from;
        number += 1;
        yield { text: data.toString('utf8', from, at), number, end, whole: true };
        from = at + 1;
      }
      rest = Buffer.from(data.subarray(from));
    }
    if (rest.length > 0)
      yield { text: rest.toString('utf8'), number: number + 1, end: end + rest.length, whole: false };
  } finally {
    closeSync(descriptor);
  }
}

function open(path: string): number {
  try {
    const descriptor = openSync(path, 'r');
    readSync(descriptor, Buffer.alloc(1), 0, 1, 0);
    return descriptor;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const problem =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new RecordingError(path, 'read', problem, 'name the recording.jsonl that a run has written');
  }
}
