import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** Standard output that keeps what is written to it. */
export function fakeStdout(columns: number, rows = 24) {
  const written: string[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  const stdout = Object.assign(stream, { columns, rows, isTTY: true }) as unknown as NodeJS.WriteStream;
  return {
    stdout,
    written,
    /** The last frame that has any text, without colours. */
    frame: (): string =>
      written
        .map(stripVTControlCharacters)
        .findLast((it) => it.trim() !== '')
        ?.split('\n')
        .map((it) => it.trimEnd())
        .join('\n') ?? '',
  };
}

/** Standard input of a terminal, which counts who holds it. */
export function fakeStdin(isTTY = true) {
  const state = { raw: false, held: false };
  const stream = new PassThrough();
  const stdin = Object.assign(stream, {
    isTTY,
    setRawMode(raw: boolean) {
      state.raw = raw;
      return stream;
    },
    ref() {
      state.held = true;
    },
    unref() {
      state.held = false;
    },
  }) as unknown as NodeJS.ReadStream;
  return { stdin, state, type: (keys: string) => stream.write(keys) };
}

/** Long enough for a key to arrive through a stream and for React to draw. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
