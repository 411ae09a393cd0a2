import { createHmac, hash } from 'node:crypto';
import type { Credentials } from '../driver/drive.js';
import { canonicalPath, canonicalQuery, canonicalValue } from './canonical.js';
import { DerivedKeys, scopeText } from './derived-keys.js';
import { dayOf } from './timestamp.js';

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** A request before it is signed. */
export interface Signable {
  readonly method: string;
  /** As it is sent. */
  readonly path: string;
  /** As it is sent, without `?`. */
  readonly query: string;
  /**
   * Names and values of the headers that are signed. Of the signature's own, `X-Amz-Date` and `X-Amz-Security-Token` are
   * added; a name may come several times.
   */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** SHA-256 of the body, in hexadecimal digits. */
  readonly payloadHash: string;
}

/** A canonical request but for its date, which is all that changes from one second to the next. */
export interface Prepared {
  readonly beforeDate: string;
  readonly afterDate: string;
  readonly signedHeaders: string;
}

/** SHA-256 in hexadecimal digits. Headers are bytes: a text of them is hashed as it is sent, in Latin-1. */
export const sha256 = (data: string | Uint8Array): string =>
  hash('sha256', typeof data === 'string' ? Buffer.from(data, 'latin1') : data);

/**
 * Signs requests to one service in one region with one pair of keys, by AWS's Signature Version 4 in the Authorization
 * header. The payload's hash is always the body's own: Lambda takes no unsigned payloads.
 *
 * Own code, as the SDK's signer is asynchronous and canonicalises anew what never changes: at 10,000 requests a second it
 * alone would take four tenths of a core (`npm run bench:signing`).
 */
export class Signer {
  readonly #region: string;
  readonly #service: string;
  readonly #credentials: Credentials;
  readonly #keys: DerivedKeys;

  constructor(region: string, service: string, credentials: Credentials) {
    this.#region = region;
    this.#service = service;
    this.#credentials = credentials;
    this.#keys = new DerivedKeys(credentials.secretAccessKey);
  }

  /** Everything that need not be done again for the same request at another time. */
  prepare({ method, path, query, headers, payloadHash }: Signable): Prepared {
    const { sessionToken } = this.#credentials;
    const values = new Map<string, string>();
    const token = sessionToken === undefined ? [] : [['x-amz-security-token', sessionToken] as const];
    for (const [name, value] of [...headers, ...token, ['x-amz-date', DATE] as const]) {
      const key = name.toLowerCase();
      const before = values.get(key);
      values.set(key, before === undefined ? canonicalValue(value) : `${before},${canonicalValue(value)}`);
    }
    const names = [...values.keys()].sort();
    const lines = names.map((name) => `${name}:${values.get(name)}\n`).join('');
    const signedHeaders = names.join(';');
    const head = `${method}\n${canonicalPath(path)}\n${canonicalQuery(query)}\n`;
    const at = lines.indexOf(`x-amz-date:${DATE}\n`) + 'x-amz-date:'.length;
    return {
      beforeDate: head + lines.slice(0, at),
      afterDate: `${lines.slice(at + DATE.length)}\n${signedHeaders}\n${payloadHash}`,
      signedHeaders,
    };
  }

  /** @returns the value of the Authorization header for a request that has this `X-Amz-Date`. */
  authorize(prepared: Prepared, timestamp: string): string {
    const scope = { day: dayOf(timestamp), region: this.#region, service: this.#service };
    const inScope = scopeText(scope);
    const canonical = sha256(prepared.beforeDate + timestamp + prepared.afterDate);
    const signature = createHmac('sha256', this.#keys.of(scope))
      .update(`${ALGORITHM}\n${timestamp}\n${inScope}\n${canonical}`)
      .digest('hex');
    const credential = `${this.#credentials.accessKeyId}/${inScope}`;
    return `${ALGORITHM} Credential=${credential}, SignedHeaders=${prepared.signedHeaders}, Signature=${signature}`;
  }

  get sessionToken(): string | undefined {
    return this.#credentials.sessionToken;
  }
}

/** Stands where the date will; no header has a line break in it, so nothing else can look like it. */
const DATE = '\0';
