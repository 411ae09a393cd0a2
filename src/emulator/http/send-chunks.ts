import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Sends chunks as they come, at the client's pace, after the head that has been written. A stream that breaks off breaks
 * the connection: after the first byte there is no other way left to tell the client that what it has is not all.
 */
export async function sendChunks(to: ServerResponse, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  to.flushHeaders();
  try {
    await pipeline(Readable.from(chunks, { objectMode: true, highWaterMark: 1 }), to);
  } catch {
    to.destroy();
  }
}
