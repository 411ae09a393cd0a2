import type { IncomingMessage } from 'node:http';

/**
 * Reads a body of at most `limit` bytes. Of a larger one the rest is read and dropped, so that the sender is there to
 * read the refusal; the answer is undefined then.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once('end', () => resolve(size > limit ? undefined : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => {
      // Every request closes, and an error that nobody wants would cost more than reading the body did.
      if (!request.complete) reject(new Error('the client hung up'));
    });
  });
}
