import { gunzipSync } from 'node:zlib';
import type { Outlet } from './decoder.js';
import { isGzip } from './gunzip.js';

/** A record of Kinesis holds 10 MB at most, packed; what grows beyond this is no log. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Decodes the base64 of a record, and what gzip is in it. */
export function openData(data: string, line: number, out: Outlet, open: (text: string) => void): void {
  let bytes: Buffer = Buffer.from(data, 'base64');
  if (bytes.length === 0 && data !== '') {
    out.unreadable('data is not base64', line);
    return;
  }
  try {
    for (let layers = 0; layers < 3 && isGzip(bytes); layers++) {
      bytes = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
    }
  } catch (error) {
    out.unreadable(`data cannot be unpacked (${(error as NodeJS.ErrnoException).code ?? String(error)})`, line);
    return;
  }
  const text = bytes.toString('utf8');
  if (text !== '') open(text);
}
