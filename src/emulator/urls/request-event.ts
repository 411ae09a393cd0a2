import type { EpochMilliseconds } from '../../units/index.js';
import { headerValue, type RequestHead, splitTarget } from '../http/signature/canonical-request.js';

/** A request to a function URL, read whole, and what is known of how it came. */
export interface UrlRequest {
  readonly head: RequestHead;
  readonly body: Buffer;
  /** `HTTP/1.1`. */
  readonly protocol: string;
  readonly sourceIp: string;
  readonly requestId: string;
  /** `Root=1-67891233-abcdef012345678912345678`. */
  readonly traceHeader: string;
  readonly receivedAt: EpochMilliseconds;
  readonly urlId: string;
  /** Who signed it; nobody did for a URL whose AuthType is NONE. */
  readonly caller?: { readonly accessKeyId: string; readonly accountId: string };
}

/** An event of which the emulator itself wants to know the body alone. */
export interface UrlEvent {
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/** They are about one connection and not about the request (RFC 9110, 7.6.1). */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The event of payload format 2.0 ("Invoking Lambda function URLs", developer guide, read 2026-11), with what AWS's own
 * events show beyond it: members without a meaning here are left out and not null; the account of somebody who did not
 * have to sign is "anonymous"; `rawPath` is as it came while `http.path` is decoded (recorded answers, 2025-11).
 */
export function requestEvent(request: UrlRequest): UrlEvent {
  const { head, urlId, requestId, receivedAt, caller } = request;
  const [path, query] = splitTarget(head.target);
  const host = headerValue(head, 'host') ?? '';
  const cookies = cookiesOf(head);
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: headersOf(request),
    ...(query === '' ? {} : { queryStringParameters: joined([...new URLSearchParams(query)]) }),
    requestContext: {
      accountId: caller?.accountId ?? 'anonymous',
      apiId: urlId,
      ...(caller === undefined ? {} : { authorizer: { iam: identityOf(caller) } }),
      // AWS's is the host as well. With the port, so that a link which the function makes of it leads here.
      domainName: host,
      domainPrefix: urlId,
      http: {
        method: head.method,
        path: decoded(path),
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headerValue(head, 'user-agent') ?? '',
      },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: commonLogTime(receivedAt),
      timeEpoch: receivedAt,
    },
    ...bodyOf(request),
  };
  return event;
}

/** The front end of AWS is always reached by TLS, and functions act on that: they redirect whoever comes without. */
const AS_BY_TLS = {
  'x-amzn-tls-cipher-suite': 'TLS_AES_128_GCM_SHA256',
  'x-amzn-tls-version': 'TLSv1.3',
  'x-forwarded-port': '443',
  'x-forwarded-proto': 'https',
} as const;

function headersOf({ head, sourceIp, traceHeader }: UrlRequest): Record<string, string> {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < head.rawHeaders.length; index += 2) {
    const name = (head.rawHeaders[index] ?? '').toLowerCase();
    if (!HOP_BY_HOP.has(name)) pairs.push([name, head.rawHeaders[index + 1] ?? '']);
  }
  const forwarded = headerValue(head, 'x-forwarded-for');
  return {
    ...joined(pairs),
    ...AS_BY_TLS,
    'x-amzn-trace-id': traceHeader,
    'x-forwarded-for': forwarded === undefined ? sourceIp : `${forwarded}, ${sourceIp}`,
  };
}

/** What comes several times is put together with a comma; a member named `__proto__` is one like any other. */
function joined(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of pairs) all.set(name, all.has(name) ? `${all.get(name)},${value}` : value);
  return Object.fromEntries(all);
}

function cookiesOf(head: RequestHead): string[] {
  const cookie = head.rawHeaders.filter((_, index) => head.rawHeaders[index - 1]?.toLowerCase() === 'cookie');
  return cookie.flatMap((it) => it.split(/; */)).filter((it) => it !== '');
}

function identityOf({ accessKeyId, accountId }: { accessKeyId: string; accountId: string }): object {
  return {
    accessKey: accessKeyId,
    accountId,
    callerId: accountId,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: `arn:aws:iam::${accountId}:root`,
    userId: accountId,
  };
}

/** Of the media types API Gateway names as text; whatever else there is comes in base64, no type at all too. */
const TEXT = /^(text\/|application\/(json|javascript|xml)\b)/i;

function bodyOf({ head, body }: UrlRequest): UrlEvent {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(headerValue(head, 'content-type') ?? '');
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(time: EpochMilliseconds): string {
  const [, year = '', month = '', day = '', clock = ''] =
    /^(\d+)-(\d+)-(\d+)T(\d+:\d+:\d+)/.exec(new Date(time).toISOString()) ?? [];
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${clock} +0000`;
}
