import { hostname } from 'node:os';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';

export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Renewed so long before they expire, as AWS's SDKs do. */
const AHEAD_MS = 5 * 60_000;

/** Letters that a session name may have, and how many (AWS's model of AssumeRole). */
const sessionName = (): string => `kelvin-${hostname().replaceAll(/[^\w+=,.@-]/g, '-')}`.slice(0, 64);

/**
 * A role's credentials, shared by all clients of a connection: one call for all, and a new one before they expire. An
 * hour each, which is all that a role may be assumed for by way of another role, and what every role allows.
 */
export class AssumedRole {
  #current: RoleCredentials | undefined;
  #asked: Promise<RoleCredentials> | undefined;
  readonly #sts: Pick<STSClient, 'send'>;
  readonly #roleArn: string;
  readonly #now: () => number;

  constructor(sts: Pick<STSClient, 'send'>, roleArn: string, now: () => number = Date.now) {
    this.#sts = sts;
    this.#roleArn = roleArn;
    this.#now = now;
  }

  /** @throws what STS says, where it gives none and there are none that still hold */
  readonly credentials = async (): Promise<RoleCredentials> => {
    const leftMs = (this.#current?.expiration?.getTime() ?? 0) - this.#now();
    if (this.#current !== undefined && leftMs > AHEAD_MS) return this.#current;
    // Several clients ask at the same moment.
    this.#asked ??= this.#assume().finally(() => {
      this.#asked = undefined;
    });
    try {
      this.#current = await this.#asked;
    } catch (error) {
      if (this.#current === undefined || leftMs <= 0) throw error;
    }
    return this.#current;
  };

  async #assume(): Promise<RoleCredentials> {
    const asked = { RoleArn: this.#roleArn, RoleSessionName: sessionName() };
    const { Credentials: given } = await this.#sts.send(new AssumeRoleCommand(asked));
    if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined) throw new Error('STS gave no keys');
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
      ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
    };
  }
}
