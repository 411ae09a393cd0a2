import type { BodyReader, Exchange } from './exchange.js';

/** Larger than any body that is read whole here has reason to be. */
const MAX_BYTES = 262_144;

/** Reads a small body whole. One that is too long, or breaks off, has no answer but the end of the connection. */
export function textReader(exchange: Exchange, done: (text: string) => void): BodyReader {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    chunk(bytes) {
      size += bytes.length;
      if (size <= MAX_BYTES) chunks.push(bytes);
      return undefined;
    },
    end() {
      if (size > MAX_BYTES) exchange.drop();
      else done(Buffer.concat(chunks).toString());
    },
    broken: () => exchange.drop(),
  };
}
