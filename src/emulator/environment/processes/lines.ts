import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** CloudWatch takes events of up to 256 KB. A longer line is cut into several. */
export const MAX_LINE = 262_144;

/** Calls back for every line. @returns what hands over a last line without a newline. */
export function readLines(output: Readable, onLine: (line: string) => void): () => void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  output.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) for (const piece of pieces(line)) onLine(piece);
    while (rest.length > MAX_LINE) {
      onLine(rest.slice(0, MAX_LINE));
      rest = rest.slice(MAX_LINE);
    }
  });
  output.on('error', () => {});
  return () => {
    if (rest !== '') onLine(rest);
    rest = '';
  };
}

export function pieces(line: string): string[] {
  if (line.length <= MAX_LINE) return [line];
  return [line.slice(0, MAX_LINE), ...pieces(line.slice(MAX_LINE))];
}
