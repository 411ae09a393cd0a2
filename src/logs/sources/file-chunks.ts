import { type FileHandle, open } from 'node:fs/promises';

/**
 * Large enough that the way to the disk and back does not count, small enough to hold a few. The first one is small, as
 * most files of an export are: fresh memory for the large one costs more than to read and unpack such a file.
 */
const [FIRST_BYTES, CHUNK_BYTES] = [16 * 1024, 512 * 1024];

/** Reads a file from its beginning; the next piece is read while one is looked at. A pipe that has a name works too. */
export async function* fileChunks(path: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  let next = read(file, FIRST_BYTES);
  try {
    for (;;) {
      const chunk = await orAbort(next, signal);
      signal?.throwIfAborted();
      if (chunk.length === 0) return;
      // A short piece is the last one of a file.
      next = read(file, chunk.length < FIRST_BYTES ? FIRST_BYTES : CHUNK_BYTES);
      yield chunk;
    }
  } finally {
    // The piece that is under way must not find its file closed; on a pipe to which nobody writes it may never come.
    const closed = next.catch(() => undefined).then(() => file.close());
    if (signal?.aborted !== true) await closed;
  }
}

/**
 * The promise, or the signal's reason if that comes first. Not `Promise.race` with one promise of the signal: that holds
 * on to every chunk of the file.
 */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

async function read(file: FileHandle, most: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(most);
  const { bytesRead } = await file.read(buffer, 0, most, null);
  return buffer.subarray(0, bytesRead);
}

/** Standard input, which may give text or bytes. Nothing is read beyond what is asked for. */
export async function* streamChunks(
  stream: NodeJS.ReadableStream,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  // Without this an end of the run would wait for a key or a writer.
  const stop = () => (stream as NodeJS.ReadStream).destroy();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    }
    signal?.throwIfAborted();
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
