import type { Credentials, DriveContext } from './drive.js';

/** New ones are asked for so long before the old ones expire, as AWS's SDKs do. */
const AHEAD_MS = 5 * 60_000;
/** How soon again when that fails, or when the new ones expire as soon. */
const AGAIN_MS = 30_000;
/** What a timer can wait (2^31 - 1 ms); longer and it would fire at once. */
const LONGEST_MS = 2_147_483_647;

type Given = Awaited<ReturnType<NonNullable<DriveContext['credentials']>>>;

/** Has credentials renewed before they expire, for as long as a load is driven. */
export class CredentialsKeeper {
  readonly #ask: NonNullable<DriveContext['credentials']>;
  readonly #renewed: (credentials: Credentials) => void;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(ask: NonNullable<DriveContext['credentials']>, renewed: (credentials: Credentials) => void) {
    this.#ask = ask;
    this.#renewed = renewed;
  }

  /** @throws whatever asking does: without the first ones there is no load. */
  async begin(): Promise<void> {
    this.#take(await this.#ask());
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  #take({ accessKeyId, secretAccessKey, sessionToken, expiration }: Given): void {
    if (this.#ended) return;
    this.#renewed({ accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) });
    if (expiration !== undefined) this.#renewIn(expiration.getTime() - Date.now() - AHEAD_MS);
  }

  #renewIn(ms: number): void {
    this.#timer = setTimeout(() => void this.#renew(), Math.min(Math.max(ms, AGAIN_MS), LONGEST_MS));
  }

  /** What fails is tried again: the old ones still hold, and when they no longer do the answers say so. */
  async #renew(): Promise<void> {
    try {
      this.#take(await this.#ask());
    } catch {
      if (!this.#ended) this.#renewIn(AGAIN_MS);
    }
  }
}
