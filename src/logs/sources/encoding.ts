import { TextDecoder } from 'node:util';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** PowerShell 5 writes `aws logs … > file` as UTF-16 with a byte order mark; some tools leave the mark out. */
export function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const start = [...head.subarray(0, 8)];
  if (start.length < 8) return 'utf-8';
  const zeroAt = (parity: number) => start.every((byte, at) => (byte === 0) === (at % 2 === parity));
  return zeroAt(1) ? 'utf-16le' : zeroAt(0) ? 'utf-16be' : 'utf-8';
}

/** Turns bytes into UTF-8 without a byte order mark and without NULs, which a log holds only where a disk was torn. */
export class ToUtf8 {
  readonly #decoder: TextDecoder | undefined;
  #first = true;

  constructor(encoding: Encoding) {
    this.#decoder = encoding === 'utf-8' ? undefined : new TextDecoder(encoding);
  }

  convert(chunk: Buffer): Buffer {
    if (this.#decoder !== undefined) return withoutNul(Buffer.from(this.#decoder.decode(chunk, { stream: true })));
    const marked = this.#first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    this.#first = false;
    return withoutNul(marked ? chunk.subarray(3) : chunk);
  }
}

const withoutNul = (bytes: Buffer): Buffer =>
  (bytes.includes(0) ? bytes.filter((byte) => byte !== 0) : bytes) as Buffer;
