import type { Decoder, Outlet } from './decoder.js';
import { AWS_MESSAGES, AWS_RESULTS, AWS_ROWS, AWS_TAIL, AWS_TEXT, SAM_LOGS } from './grammars.js';
import { JsonDecoder } from './json-decoder.js';
import { isJsonContainer } from './json-shape.js';
import { NothingDecoder, PlainDecoder } from './plain-decoder.js';
import { RecordDecoder } from './record-decoder.js';
import { YamlDecoder } from './yaml-decoder.js';

/** What AWS puts beside an export to S3 (`aws-logs-write-test`) to see whether it may: no log, and no mistake. */
const WRITE_TEST = /^Permission Check Successful\s*$/;

/** Chooses how a source is read by how it begins; never by its name. */
export function decoderFor(head: Buffer, out: Outlet): Decoder {
  const text = head.toString('utf8');
  if (WRITE_TEST.test(text)) return new NothingDecoder(out);
  if (isJsonContainer(text) || hasContainerLine(text)) return new JsonDecoder(out);
  const grammar = GRAMMARS.find(([applies]) => applies(text))?.[1];
  if (grammar !== undefined) return new RecordDecoder(out, grammar);
  if (/^events:(?:\s*\[\]\s*|\r?\n *- )/.test(text)) return new YamlDecoder(out);
  return new PlainDecoder(out);
}

/** JSON lines of a log and lines that hold logs may stand in one file. In a log of text, such a line is what a function printed. */
const hasContainerLine = (text: string): boolean =>
  text.trimStart().startsWith('{') && text.split('\n').some((line) => line.startsWith('{') && isJsonContainer(line));

const GRAMMARS = [
  [(text: string) => AWS_TEXT.head.test(firstLine(text)), AWS_TEXT],
  [(text: string) => AWS_TAIL.head.test(firstLine(text)), AWS_TAIL],
  [(text: string) => SAM_LOGS.head.test(firstLine(text)), SAM_LOGS],
  [(text: string) => AWS_ROWS.head.test(firstLine(text)), AWS_ROWS],
  [(text: string) => AWS_RESULTS.head.test(firstLine(text)) && /^RESULTS\t@/m.test(text), AWS_RESULTS],
  [(text: string) => count(text, /\n\t(?:START|END|REPORT) RequestId:/g) > count(text, LINES), AWS_MESSAGES],
] as const;

const LINES = /\n(?:START|END|REPORT) RequestId:/g;
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const firstLine = (text: string): string => /^[^\r\n]*/.exec(text)?.[0] ?? '';
