import { createInflateRaw, type InflateRaw } from 'node:zlib';
import type { ByteReader } from './byte-reader.js';

/** Compressed data that ends too early or is damaged. The message goes on from "the gzip data …". */
export class TornError extends Error {}

/** Compressed bytes in one step: text packs 7 to 20 times, a hostile file 1,032 times, which is 32 MB here. */
const STEP_IN = 32 * 1024;
/** Bytes out of zlib in one piece; the most that is lost before a damaged byte. */
const STEP_OUT = 64 * 1024;

/** The inside of one gzip member. What follows it is put back. @throws TornError where it ends too early or is damaged. */
export async function* inflated(input: ByteReader): AsyncGenerator<Buffer> {
  const inflater = new Inflater();
  try {
    let ready: Buffer[] = [];
    for (let fed = 0; ; ) {
      const piece = await input.some(STEP_IN);
      // zlib has threads of its own: it unpacks this piece while whoever listens reads the one before.
      const step = piece === undefined ? undefined : inflater.take(piece);
      yield* ready;
      if (piece === undefined || step === undefined) throw new TornError('ends in the middle');
      fed += piece.length;
      ready = await step;
      const left = fed - inflater.consumed;
      if (inflater.failure === undefined && !inflater.ended && left === 0) continue;
      yield* ready;
      if (inflater.failure !== undefined) throw new TornError(`is damaged (${inflater.failure.message})`);
      input.putBack(piece.subarray(piece.length - left));
      return;
    }
  } finally {
    inflater.close();
  }
}

/**
 * zlib in steps. Node does not call back a write in whose middle the data ended, but it ends the stream then, so each
 * step waits for whichever comes.
 */
class Inflater {
  readonly #zlib: InflateRaw = createInflateRaw({ chunkSize: STEP_OUT });
  #out: Buffer[] = [];
  #step: () => void = () => {};
  ended = false;
  failure: Error | undefined;

  constructor() {
    this.#zlib.on('data', (piece: Buffer) => this.#out.push(piece));
    this.#zlib.on('end', () => {
      this.ended = true;
      this.#step();
    });
    this.#zlib.on('error', (error) => {
      this.failure = error;
      this.#step();
    });
  }

  get consumed(): number {
    return this.#zlib.bytesWritten;
  }

  async take(piece: Buffer): Promise<Buffer[]> {
    await new Promise<void>((resolve) => {
      this.#step = resolve;
      this.#zlib.write(piece, () => resolve());
    });
    const out = this.#out;
    this.#out = [];
    return out;
  }

  close(): void {
    this.#zlib.destroy();
  }
}
