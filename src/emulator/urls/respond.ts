import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ResponseMetadata, UrlResponse } from './url-response.js';

type Headers = ResponseMetadata['headers'];

/** Sends a response in one piece; to HEAD, and with a status that has none, Node.js sends no body. */
export function sendWhole(to: ServerResponse, response: UrlResponse, more: Headers): void {
  if (to.destroyed) return;
  const { status, headers, body } = response;
  const length: Headers = status === 204 || status === 304 ? [] : [['Content-Length', String(body.length)]];
  to.writeHead(status, flat([...headers, ...length, ...more]));
  to.end(body);
}

/**
 * Sends chunks as they come, at the client's pace. A stream that breaks off breaks the connection: after the first byte
 * there is no other way left to tell the client that what it has is not all.
 */
export async function sendChunks(
  to: ServerResponse,
  { status, headers }: ResponseMetadata,
  chunks: AsyncIterable<Uint8Array>,
  more: Headers,
): Promise<void> {
  if (!to.destroyed) to.writeHead(status, flat([...headers, ...more])).flushHeaders();
  try {
    await pipeline(Readable.from(chunks, { objectMode: true, highWaterMark: 1 }), to);
  } catch {
    to.destroy();
  }
}

const flat = (headers: Headers): string[] => headers.flat();
