import { STATUS_CODES } from 'node:http';

export type Headers = Readonly<Record<string, string | number>>;

export const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

/** What would end a header, or be no text at all: some of the values come from callers. */
const FORBIDDEN = /[^\t\x20-\x7e\x80-\xff]/g;

/** @returns what precedes the body, in Latin-1. @param ends whether the connection ends with this answer. */
export function headOf(status: number, headers: Headers, bodyLength: number, ends: boolean): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nDate: ${date()}\r\nContent-Length: ${bodyLength}\r\n`;
  for (const name in headers) head += `${name}: ${String(headers[name]).replace(FORBIDDEN, '?')}\r\n`;
  return `${head}${ends ? 'Connection: close\r\n' : ''}\r\n`;
}

let second = 0;
let text = '';

/** The time in seconds, written out once for all answers of a second. */
function date(): string {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) text = new Date(now * 1000).toUTCString();
  second = now;
  return text;
}
