import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** What a derived key is good for: the requests of one day to one service in one region. */
export interface Scope {
  /** `20150830`. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

/** `20150830/us-east-1/lambda/aws4_request`. */
export const scopeText = ({ day, region, service }: Scope): string => `${day}/${region}/${service}/aws4_request`;

/**
 * The key that signs, derived from the secret in four steps ("Create a signed AWS API request", IAM user guide, read
 * 2026-11). A key object is made once; a buffer would be made into one at every use, which takes longer than the
 * signature itself (`npm run bench:signing`).
 */
export function deriveKey(secretAccessKey: string, scope: Scope): KeyObject {
  const derived = [scope.day, scope.region, scope.service, 'aws4_request'].reduce<string | Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  return createSecretKey(Buffer.from(derived));
}

/** Around midnight requests of two days are signed in turn when a corrected clock jumps: both keys are kept. */
const KEPT_DAYS = 2;

/** The derived keys of one secret, of the last days. */
export class DerivedKeys {
  readonly #secret: string;
  readonly #keys = new Map<string, KeyObject>();

  constructor(secretAccessKey: string) {
    this.#secret = secretAccessKey;
  }

  of(scope: Scope): KeyObject {
    const name = scopeText(scope);
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const key = deriveKey(this.#secret, scope);
    for (const oldest of this.#keys.keys()) {
      if (this.#keys.size < KEPT_DAYS) break;
      this.#keys.delete(oldest);
    }
    this.#keys.set(name, key);
    return key;
  }
}
