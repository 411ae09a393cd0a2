/** How the end of a body is known (RFC 9112, section 6.3). */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' };

/** Status line and headers of an answer. */
export interface Head {
  readonly status: number;
  /** By the name in small letters; values of one that came several times are joined by `, `. */
  readonly headers: ReadonlyMap<string, string>;
  readonly framing: Framing;
  /** Whether the connection may carry another request after this answer. */
  readonly isPersistent: boolean;
  /** How long the server keeps it while it is idle, less a margin, where it says so. */
  readonly keptMs: number | undefined;
}

/** A request sent this shortly before the server closes the connection would meet its end. */
const MARGIN_MS = 1000;

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: .*)?$/;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const NONE: Framing = { kind: 'none' };
const CHUNKED: Framing = { kind: 'chunked' };
const UNTIL_CLOSE: Framing = { kind: 'until-close' };

function readHeaders(lines: readonly string[]): ReadonlyMap<string, string> | undefined {
  const headers = new Map<string, string>();
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    // A line that goes on from the one before (obsolete since RFC 7230) is none that could be told from a smuggled one.
    if (colon <= 0 || !TOKEN.test(name) || line.includes('\n')) return undefined;
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

/** One length, though it may be said several times. */
function lengthOf(value: string): number | undefined {
  const [first = '', ...others] = value.split(',').map((part) => part.trim());
  const bytes = /^\d{1,15}$/.test(first) ? Number(first) : undefined;
  return others.every((other) => other === first) ? bytes : undefined;
}

function framingOf(status: number, headers: ReadonlyMap<string, string>, isHead: boolean): Framing | string {
  if (isHead || status === 204 || status === 304) return NONE;
  const coding = headers.get('transfer-encoding');
  if (coding !== undefined) {
    return coding.toLowerCase() === 'chunked' ? CHUNKED : 'a transfer coding other than chunked';
  }
  const length = headers.get('content-length');
  if (length === undefined) return UNTIL_CLOSE;
  const bytes = lengthOf(length);
  if (bytes === undefined) return 'a Content-Length that is no length';
  return bytes === 0 ? NONE : { kind: 'length', bytes };
}

const hasToken = (value: string | undefined, token: string): boolean =>
  value
    ?.toLowerCase()
    .split(',')
    .some((part) => part.trim() === token) ?? false;

/** As Node's servers say it: `Keep-Alive: timeout=5`. */
function keptFor(keepAlive: string | undefined): number | undefined {
  const seconds = keepAlive === undefined ? undefined : /(?:^|[,\s])timeout=(\d{1,6})/i.exec(keepAlive)?.[1];
  return seconds === undefined ? undefined : Math.max(0, Number(seconds) * 1000 - MARGIN_MS);
}

/**
 * @param text what stands before the empty line, without it
 * @param isHead whether HEAD was asked, whose answer has no body whatever its headers say
 * @returns what is wrong with it where it is no head
 */
export function readHead(text: string, isHead: boolean): Head | string {
  const lines = text.split('\r\n');
  const [, minor, code] = STATUS_LINE.exec(lines[0] ?? '') ?? [];
  if (code === undefined) return 'not HTTP/1.1';
  const headers = readHeaders(lines);
  if (headers === undefined) return 'a header that is none';
  const status = Number(code);
  const framing = framingOf(status, headers, isHead);
  if (typeof framing === 'string') return framing;
  const connection = headers.get('connection');
  const isPersistent = minor === '1' ? !hasToken(connection, 'close') : hasToken(connection, 'keep-alive');
  return {
    status,
    headers,
    framing,
    isPersistent: isPersistent && framing.kind !== 'until-close',
    keptMs: keptFor(headers.get('keep-alive')),
  };
}
