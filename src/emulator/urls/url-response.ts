import type { Outcome } from '../environment/invocation.js';
import { HOP_BY_HOP } from './request-event.js';

/** What a client of a function URL gets. */
export interface UrlResponse {
  readonly status: number;
  /** A name may come several times: Set-Cookie does. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Status and headers as a function gives them, in its answer or ahead of a streamed one. */
export type ResponseMetadata = Pick<UrlResponse, 'status' | 'headers'>;

/** The function failed, or what it answered is no response. The media type is AWS's, though the text is no JSON. */
export const INTERNAL_SERVER_ERROR: UrlResponse = {
  status: 502,
  headers: [['Content-Type', 'application/json']],
  body: Buffer.from('Internal Server Error'),
};

/**
 * Reads what a function has answered ("Response payload format", developer guide, read 2026-11; recorded answers of
 * 2025-11): an object that has a statusCode is the response itself, any other JSON is its body, a text without its
 * quotation marks.
 */
export function readResponse({ kind, payload }: Outcome): UrlResponse {
  if (kind === 'functionError') return INTERNAL_SERVER_ERROR;
  const text = Buffer.from(payload).toString();
  const answer = parse(text);
  if (answer === undefined) return INTERNAL_SERVER_ERROR;
  if (isObject(answer.value) && answer.value.statusCode !== undefined) return fromObject(answer.value);
  const body = typeof answer.value === 'string' ? answer.value : compact(text);
  return { status: 200, headers: [['Content-Type', 'application/json']], body: Buffer.from(body) };
}

function fromObject(answer: Readonly<Record<string, unknown>>): UrlResponse {
  const metadata = readMetadata(answer);
  if (metadata === undefined) return INTERNAL_SERVER_ERROR;
  return { ...metadata, headers: withType(metadata.headers, 'application/json'), body: bodyOf(answer) };
}

function bodyOf({ body, isBase64Encoded }: Readonly<Record<string, unknown>>): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return Buffer.from(text, isBase64Encoded === true ? 'base64' : 'utf8');
}

export function withType(headers: ResponseMetadata['headers'], contentType: string): ResponseMetadata['headers'] {
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return isTyped ? headers : [...headers, ['Content-Type', contentType]];
}

/** @returns nothing for what cannot be sent: a status code that is none, or a header that HTTP does not allow. */
export function readMetadata(answer: Readonly<Record<string, unknown>>): ResponseMetadata | undefined {
  const status = typeof answer.statusCode === 'string' ? Number(answer.statusCode) : answer.statusCode;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) return undefined;
  const cookies = answer.cookies ?? [];
  const given = answer.headers ?? {};
  if (!Array.isArray(cookies) || !isObject(given)) return undefined;
  const headers: [string, string][] = Object.entries(given)
    .filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()) && name.toLowerCase() !== 'content-length')
    .map(([name, value]) => [name, text(value)]);
  headers.push(...cookies.map((it): [string, string] => ['Set-Cookie', text(it)]));
  return headers.every(isSendable) ? { status, headers } : undefined;
}

/** Numbers and truth values become text; what has a structure becomes what no header may hold. */
const text = (value: unknown): string => (value === null ? '' : typeof value === 'object' ? '\0' : String(value));

/** A token and no control characters (RFC 9110, 5.1 and 5.5): a line break in a value would begin a header of its own. */
const isSendable = ([name, value]: readonly [string, string]): boolean =>
  /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) && /^[\t -~\x80-\xff]*$/.test(value);

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** AWS sends it without the white space between, and this way with every number as the function wrote it. */
const compact = (json: string): string => json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
