import type { Connection } from '../connection.js';
import { calling } from '../explain.js';

export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Those of the SDK's own chain, which renews them before they expire. They go nowhere but into signatures. */
export const signingCredentials =
  ({ control }: Connection): (() => Promise<SigningCredentials>) =>
  () =>
    calling('finding credentials', async () => {
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = await control.config.credentials();
      return {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === undefined ? {} : { sessionToken }),
        ...(expiration === undefined ? {} : { expiration }),
      };
    });
