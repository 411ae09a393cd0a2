import type { ServiceError } from '../service-error.js';
import type { WrittenOutput } from './write-output.js';

/** Writes a refusal in AWS's query protocol, which STS speaks: its clients cannot read JSON, nor tell from it what is wrong. */
export function writeQueryError({ type, status, message }: ServiceError, requestId: string): WrittenOutput {
  const fault = status >= 500 ? 'Receiver' : 'Sender';
  const error = `<Error><Type>${fault}</Type><Code>${escaped(type)}</Code><Message>${escaped(message)}</Message></Error>`;
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status, headers: { 'Content-Type': 'text/xml' }, body: Buffer.from(body) };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** XML 1.0 has no place for most control characters, escaped or not. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>]/g, (it) => ENTITIES[it] ?? it)
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}');
