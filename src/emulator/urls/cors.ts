import type { Cors } from '@aws-sdk/client-lambda';
import { headerValue, type RequestHead } from '../http/signature/canonical-request.js';
import type { UrlResponse } from './url-response.js';

type Headers = UrlResponse['headers'];

/**
 * Whether a browser asks for leave first. Lambda answers that itself when the function URL has a CORS configuration, and
 * before it looks at signatures: a browser never signs this request.
 */
export function isPreflight(head: RequestHead): boolean {
  const asksFor = headerValue(head, 'access-control-request-method');
  return head.method === 'OPTIONS' && asksFor !== undefined && headerValue(head, 'origin') !== undefined;
}

export function preflightResponse(head: RequestHead, cors: Cors): UrlResponse {
  const origin = originHeaders(head, cors);
  const allowed: [string, string | undefined][] = [
    ['Access-Control-Allow-Methods', list(cors.AllowMethods)],
    ['Access-Control-Allow-Headers', list(cors.AllowHeaders)],
    ['Access-Control-Max-Age', cors.MaxAge?.toString()],
  ];
  const headers: Headers = [...origin, ...(origin.length > 1 ? present(allowed) : [])];
  return { status: 200, headers, body: Buffer.alloc(0) };
}

/**
 * What is added to every other answer. A function that sends CORS headers of its own has them beside these, twice, and
 * browsers refuse that: on AWS too ("Cross-origin resource sharing", developer guide, read 2026-11).
 */
export function corsHeaders(head: RequestHead, cors: Cors | undefined): Headers {
  if (cors === undefined) return [];
  const origin = originHeaders(head, cors);
  return [
    ...origin,
    ...(origin.length > 1 ? present([['Access-Control-Expose-Headers', list(cors.ExposeHeaders)]]) : []),
  ];
}

/** AWS names the origin that asked, even where any may: so it can allow credentials, and caches have to tell them apart. */
function originHeaders(head: RequestHead, cors: Cors): Headers {
  const origin = headerValue(head, 'origin');
  const { AllowOrigins = [], AllowCredentials } = cors;
  const vary = ['Vary', 'Origin'] as const;
  if (origin === undefined || !(AllowOrigins.includes('*') || AllowOrigins.includes(origin))) return [vary];
  const allowed: [string, string][] = [['Access-Control-Allow-Origin', origin]];
  if (AllowCredentials === true) allowed.push(['Access-Control-Allow-Credentials', 'true']);
  return [vary, ...allowed];
}

const list = (values: readonly string[] = []): string | undefined =>
  values.length === 0 ? undefined : values.join(',');

const present = (pairs: readonly (readonly [string, string | undefined])[]): Headers =>
  pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
