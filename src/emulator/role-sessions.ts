import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.js';
import { type Credentials, roleCredentials } from './credentials.js';

/** Keys that STS has given for a role, and who calls with them. */
export interface RoleSession {
  readonly credentials: Credentials & { readonly sessionToken: string };
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly accountId: string;
  /** Of the caller, as GetCallerIdentity says it. */
  readonly arn: string;
  readonly userId: string;
}

/** So long a session that has expired is still told from keys that nobody has ever had. */
const REMEMBERED_MS = 3_600_000;

/** Sessions of roles. There is no IAM here: a role of any account and any name is there, and everybody may assume it. */
export class RoleSessions {
  readonly #sessions = new Map<string, RoleSession>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  assume(role: { readonly accountId: string; readonly name: string }, session: string, seconds: number): RoleSession {
    const now = this.#clock.epoch();
    for (const [key, { expiresAt }] of this.#sessions) {
      if (expiresAt + REMEMBERED_MS < now) this.#sessions.delete(key);
    }
    const { accountId, name } = role;
    const made = {
      credentials: roleCredentials(),
      expiresAt: now + seconds * 1000,
      accountId,
      arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${session}`,
      userId: `AROA${randomBytes(8).toString('hex').toUpperCase()}:${session}`,
    };
    this.#sessions.set(made.credentials.accessKeyId, made);
    return made;
  }

  /** The one with these keys, expired or not. */
  of(accessKeyId: string): RoleSession | undefined {
    return this.#sessions.get(accessKeyId);
  }

  isOver({ expiresAt }: RoleSession): boolean {
    return expiresAt <= this.#clock.epoch();
  }
}
