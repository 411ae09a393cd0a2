import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock.js';
import type { Credentials } from '../../credentials.js';
import type { RoleSessions } from '../../role-sessions.js';
import { canonicalRequest, type RequestHead } from './canonical-request.js';
import { expired, invalidSignature, mismatch, unknownClient } from './refusals.js';
import { readClaim, type SignatureClaim } from './signed-request.js';
import { SigningKeys, scopeText } from './signing-keys.js';

/** How far the clocks of the client and of Lambda may be apart: the number in its message. */
const SKEW_SECONDS = 300;

/** What the server is to the signer: a request to another service or region is not for it. */
export interface Audience {
  readonly service: string;
  /** Any, unless given. */
  readonly region?: string;
}

/** A request whose signature is well-formed, in time and by a known key. Whether it is right the body has to show. */
export interface OpenSignature {
  readonly accessKeyId: string;
  readonly region: string;
  /** @throws ServiceError InvalidSignatureException when the request, this body included, is not what was signed. */
  verify(body: Uint8Array): void;
}

/**
 * Verifies AWS Signature Version 4, in the Authorization header or in the query string of a presigned address. In two
 * steps, so that nobody who cannot name a known key makes us read a body.
 *
 * The payload's hash is always that of the body: "Lambda doesn't support unsigned payloads" (CloudFront developer guide,
 * "Restrict access to an AWS Lambda function URL origin", read 2026-11), so UNSIGNED-PAYLOAD and the STREAMING-… forms of
 * S3 do not match, as on AWS.
 */
export class SignatureVerifier {
  readonly #credentials: ReadonlyMap<string, Credentials>;
  readonly #clock: Clock;
  readonly #sessions: RoleSessions | undefined;
  readonly #keys = new SigningKeys();

  constructor(credentials: readonly Credentials[], clock: Clock, sessions?: RoleSessions) {
    this.#credentials = new Map(credentials.map((it) => [it.accessKeyId, it]));
    this.#clock = clock;
    this.#sessions = sessions;
  }

  /** @throws ServiceError in AWS's words for whatever can be told to be wrong without the body. */
  open(head: RequestHead, audience: Audience): OpenSignature {
    const claim = readClaim(head);
    const session = this.#sessions?.of(claim.accessKeyId);
    const credentials = session?.credentials ?? this.#credentials.get(claim.accessKeyId);
    if (credentials === undefined || !isSame(credentials.sessionToken ?? '', claim.sessionToken ?? '')) {
      throw unknownClient();
    }
    if (session !== undefined && this.#sessions?.isOver(session)) throw expired();
    checkScope(claim, audience);
    checkTime(claim, this.#clock.epoch());
    return {
      accessKeyId: claim.accessKeyId,
      region: claim.scope.region,
      verify: (body) => {
        const key = this.#keys.of(credentials.secretAccessKey, claim.scope);
        if (!isSame(signatureOf(head, claim, key, body), claim.signature)) throw mismatch();
      },
    };
  }
}

function signatureOf(head: RequestHead, claim: SignatureClaim, key: Buffer, body: Uint8Array): string {
  const canonical = canonicalRequest(head, claim.signedHeaders, createHash('sha256').update(body).digest('hex'));
  // Node.js hands out the bytes of a header as Latin-1, and they were signed as bytes.
  const hash = createHash('sha256').update(canonical, 'latin1').digest('hex');
  const text = ['AWS4-HMAC-SHA256', claim.timestamp, scopeText(claim.scope), hash].join('\n');
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Takes as long whatever the difference is. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function checkScope({ scope, signedHeaders, timestamp }: SignatureClaim, audience: Audience): void {
  if (scope.service !== audience.service) {
    throw invalidSignature(`Credential should be scoped to correct service: '${audience.service}'. `);
  }
  if (audience.region !== undefined && scope.region !== audience.region) {
    throw invalidSignature(`Credential should be scoped to a valid region, not '${scope.region}'. `);
  }
  if (!signedHeaders.includes('host')) {
    throw invalidSignature(`'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.`);
  }
  const day = timestamp.slice(0, 8);
  if (scope.date !== day) {
    throw invalidSignature(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${day}', from '${timestamp}'.`,
    );
  }
}

function checkTime({ timestamp, expires = SKEW_SECONDS }: SignatureClaim, now: number): void {
  const signedAt = Date.parse(timestamp.replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:'));
  const [earliest, latest] = [now - expires * 1000, now + SKEW_SECONDS * 1000];
  if (!(signedAt >= earliest)) {
    throw invalidSignature(
      `Signature expired: ${timestamp} is now earlier than ${basic(earliest)} (${basic(now)} - ${minutes(expires)})`,
    );
  }
  if (signedAt > latest) {
    throw invalidSignature(
      `Signature not yet current: ${timestamp} is still later than ${basic(latest)} (${basic(now)} + ${minutes(SKEW_SECONDS)})`,
    );
  }
}

const basic = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
const minutes = (seconds: number): string => `${Math.round(seconds / 6) / 10} min.`;
