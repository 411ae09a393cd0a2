import { randomBytes } from 'node:crypto';

/** One pair of keys that requests may be signed with. The secret is never printed, logged or sent. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials: a request that is signed with them has to bring it along. */
  readonly sessionToken?: string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Temporary credentials as functions get them for their role: random, good with this emulator alone, so that a function
 * can call it where requests have to be signed.
 */
export function roleCredentials(): Credentials & { readonly sessionToken: string } {
  const id = [...randomBytes(16)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return {
    accessKeyId: `ASIA${id}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(96).toString('base64'),
  };
}
