import type { Decoder, Outlet } from './decoder.js';

/** Plain log text, JSON lines, exports: the log reader takes them as they are. */
export class PlainDecoder implements Decoder {
  readonly #out: Outlet;

  constructor(out: Outlet) {
    this.#out = out;
  }

  write(chunk: Buffer): void {
    this.#out.sink.text(chunk, this.#out.hints);
  }

  end(): void {
    this.#out.sink.end();
  }
}

/** Takes everything and gives nothing: a file that is no log. */
export class NothingDecoder implements Decoder {
  readonly #out: Outlet;

  constructor(out: Outlet) {
    this.#out = out;
  }

  write(): void {}

  end(): void {
    this.#out.sink.end();
  }
}
