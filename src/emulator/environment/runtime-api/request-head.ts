/** The first line and the headers of a request, and what they say of the rest. */
export interface RequestHead {
  readonly method: string;
  /** As it stands in the request line. */
  readonly path: string;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** How many bytes of body follow, or that it comes in chunks that tell. */
  readonly bodyLength: number | 'chunked';
  /** Whether another request may follow on the connection. */
  readonly keepsAlive: boolean;
  /** The sender holds the body back until it is told to go on: curl does so with large ones. */
  readonly expectsContinue: boolean;
}

/** What cannot be read as HTTP/1.1: nothing after it on the connection can be trusted. */
export class MalformedRequest extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

const REQUEST_LINE = /^([!#$%&'*+.^_`|~\w-]+) ([!-~]+) HTTP\/1\.([01])$/;
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;
/** No control characters but tabs: stray line ends are among them. */
const TEXT = /^[\t\x20-\x7e\x80-\xff]*$/;
/** A second one of these would leave open where the request ends or whom it is for (RFC 9112, 3.2 and 6.3). */
const ONCE: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding', 'host']);

/** @param text without the empty line at its end, in Latin-1. @throws MalformedRequest */
export function parseHead(text: string): RequestHead {
  const lines = text.split('\r\n');
  const [, method, path, minor] = REQUEST_LINE.exec(lines[0] ?? '') ?? [];
  if (method === undefined || path === undefined) throw new MalformedRequest('malformed request line');
  const headers = parseHeaders(lines, 1);
  if (minor === '1' && !headers.has('host')) throw new MalformedRequest('missing required Host header');
  const connection = headers.get('connection')?.toLowerCase();
  return {
    method,
    path,
    headers,
    bodyLength: bodyLengthOf(headers),
    keepsAlive: minor === '1' ? connection !== 'close' : connection === 'keep-alive',
    expectsContinue: headers.get('expect')?.toLowerCase() === '100-continue',
  };
}

/** Of the lines from an index on, which may be the headers or the trailers. @throws MalformedRequest */
export function parseHeaders(lines: readonly string[], from: number): Map<string, string> {
  const headers = new Map<string, string>();
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    // A line that begins with a space continues the one before: obsolete, and refused (RFC 9112, 5.2).
    if (colon < 1 || !TOKEN.test(name) || !TEXT.test(line)) throw new MalformedRequest('malformed header');
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    if (before !== undefined && ONCE.has(name)) throw new MalformedRequest(`more than one ${name} header`);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

function bodyLengthOf(headers: ReadonlyMap<string, string>): RequestHead['bodyLength'] {
  const coding = headers.get('transfer-encoding');
  const length = headers.get('content-length');
  if (coding !== undefined) {
    // Who takes the one for the other reads a request in the middle of a body.
    if (length !== undefined) throw new MalformedRequest('both a length and a transfer encoding');
    if (coding.toLowerCase() !== 'chunked') throw new MalformedRequest('unsupported transfer encoding', 501);
    return 'chunked';
  }
  if (length === undefined) return 0;
  if (!/^\d{1,15}$/.test(length)) throw new MalformedRequest('malformed content length');
  return Number(length);
}
