import { headerValue, type RequestHead, splitTarget } from './canonical-request.js';
import { hashed, incomplete, missingToken } from './refusals.js';
import type { Scope } from './signing-keys.js';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** What a request says of its own signature; nothing of it has been checked against anything yet. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  readonly scope: Scope;
  /** In small letters, in their order. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20150830T123600Z`. */
  readonly timestamp: string;
  readonly sessionToken?: string;
  /** In seconds from `timestamp`; only a presigned address has it. */
  readonly expires?: number;
}

/** @throws ServiceError MissingAuthenticationTokenException or IncompleteSignatureException. */
export function readClaim(head: RequestHead): SignatureClaim {
  const authorization = headerValue(head, 'authorization');
  if (authorization !== undefined) return fromHeader(head, authorization);
  const query = new URLSearchParams(splitTarget(head.target)[1]);
  if (query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature')) return fromQuery(query);
  throw missingToken();
}

function fromHeader(head: RequestHead, authorization: string): SignatureClaim {
  const parts = partsOf(authorization);
  const timestamp = headerValue(head, 'x-amz-date') ?? headerValue(head, 'date');
  const lacking = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !parts.has(name))
    .map((name) => `Authorization header requires '${name}' parameter. `);
  if (timestamp === undefined) {
    lacking.push(`Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. `);
  }
  if (lacking.length > 0 || timestamp === undefined) {
    throw incomplete(
      `${lacking.join('')}(Hashed with SHA-256 and encoded with Base64) Authorization=${hashed(authorization)}`,
    );
  }
  const sessionToken = headerValue(head, 'x-amz-security-token');
  return {
    ...credentialOf(parts.get('Credential') ?? ''),
    signedHeaders: (parts.get('SignedHeaders') ?? '').toLowerCase().split(';'),
    signature: parts.get('Signature') ?? '',
    timestamp: timestampOf(timestamp),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}

/** `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`; the comma, the space or both may part them. */
function partsOf(authorization: string): Map<string, string> {
  const [algorithm, ...rest] = authorization.split(' ');
  if (algorithm !== ALGORITHM) return new Map();
  const parts = rest.join(' ').split(/[\s,]+/);
  return new Map(
    parts
      .filter((part) => part !== '')
      .map((part) => {
        const equals = part.indexOf('=');
        if (equals >= 0) return [part.slice(0, equals), part.slice(equals + 1)];
        throw incomplete(
          `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed(authorization)}'.`,
        );
      }),
  );
}

function fromQuery(query: URLSearchParams): SignatureClaim {
  const part = (name: string): string => {
    const value = query.get(name);
    if (value) return value;
    throw incomplete(`AWS query-string parameters must include '${name}'. Re-examine the query-string parameters.`);
  };
  if (part('X-Amz-Algorithm') !== ALGORITHM) throw incomplete(`Unsupported AWS 'algorithm': it has to be ${ALGORITHM}`);
  const sessionToken = query.get('X-Amz-Security-Token');
  return {
    ...credentialOf(part('X-Amz-Credential')),
    signedHeaders: part('X-Amz-SignedHeaders').toLowerCase().split(';'),
    signature: part('X-Amz-Signature'),
    timestamp: timestampOf(part('X-Amz-Date')),
    ...(sessionToken === null ? {} : { sessionToken }),
    expires: expiresOf(part('X-Amz-Expires')),
  };
}

/** `AKID/20150830/us-east-1/lambda/aws4_request`. */
function credentialOf(credential: string): Pick<SignatureClaim, 'accessKeyId' | 'scope'> {
  const [accessKeyId, date, region, service, term, ...rest] = credential.split('/');
  if (accessKeyId && date && region && service && term !== undefined && rest.length === 0) {
    if (term === 'aws4_request') return { accessKeyId, scope: { date, region, service } };
    throw incomplete(`Credential should be scoped with a valid terminator: 'aws4_request', not '${term}'.`);
  }
  throw incomplete(
    `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
  );
}

function timestampOf(text: string): string {
  if (/^\d{8}T\d{6}Z$/.test(text)) return text;
  throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${text}'. See http://en.wikipedia.org/wiki/ISO_8601`);
}

const WEEK_SECONDS = 604_800;

function expiresOf(text: string): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= WEEK_SECONDS) return seconds;
  throw incomplete(
    `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${WEEK_SECONDS} seconds`,
  );
}
