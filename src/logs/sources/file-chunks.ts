import { type FileHandle, open } from 'node:fs/promises';

/** Large enough that the way to the disk and back does not count, small enough to hold a few. */
const CHUNK_BYTES = 512 * 1024;

/** Reads a file from its beginning; the next piece is read while one is looked at. A pipe that has a name works too. */
export async function* fileChunks(path: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  let next = read(file);
  const aborted = abortOf(signal);
  try {
    for (;;) {
      const chunk = await Promise.race([next, aborted.promise]);
      signal?.throwIfAborted();
      if (chunk.length === 0) return;
      next = read(file);
      yield chunk;
    }
  } finally {
    aborted.forget();
    // The piece that is under way must not find its file closed; on a pipe to which nobody writes it may never come.
    const closed = next.catch(() => undefined).then(() => file.close());
    if (signal?.aborted !== true) await closed;
  }
}

/** Rejects when the signal comes. */
function abortOf(signal: AbortSignal | undefined): { readonly promise: Promise<never>; readonly forget: () => void } {
  let onAbort = () => {};
  const promise = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  // Where the race was won by a piece, nobody waits for this any more.
  promise.catch(() => undefined);
  return { promise, forget: () => signal?.removeEventListener('abort', onAbort) };
}

async function read(file: FileHandle): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, null);
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
