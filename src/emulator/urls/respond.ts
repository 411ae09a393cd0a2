import type { ServerResponse } from 'node:http';
import { sendChunks } from '../http/send-chunks.js';
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

/** Sends chunks as they come, and breaks the connection if they break off. */
export async function sendBitByBit(
  to: ServerResponse,
  { status, headers }: ResponseMetadata,
  chunks: AsyncIterable<Uint8Array>,
  more: Headers,
): Promise<void> {
  if (!to.destroyed) to.writeHead(status, flat([...headers, ...more]));
  await sendChunks(to, chunks);
}

const flat = (headers: Headers): string[] => headers.flat();
