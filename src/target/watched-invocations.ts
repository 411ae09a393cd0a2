import { withoutAccountIds } from '../recording/index.js';
import type { Invoke } from './invoking.js';
import type { JoinedLook } from './joined-look.js';

/** Invocations of what others may change meanwhile: each is followed by a look whether they have. */
export class WatchedInvocations {
  #trouble: { readonly error: unknown } | undefined;
  constructor(
    private readonly send: Invoke,
    private readonly look: JoinedLook,
  ) {}

  /** @throws what a look has found, once the invocation that it came after is told as one of which nothing is known */
  readonly invoke: Invoke = async (payload, signal, way) => {
    this.throwTrouble();
    const raw = await this.send(payload, signal, way);
    if (raw.kind !== 'answered') return raw;
    try {
      await this.look.once();
      return raw;
    } catch (error) {
      this.#trouble ??= { error };
      const reason = withoutAccountIds(`it is not known what has answered: ${(error as Error).message}`);
      return { kind: 'unreadable', latencyMs: raw.latencyMs, reason, line: '' };
    }
  };

  get isTroubled(): boolean {
    return this.#trouble !== undefined;
  }

  /** @throws what a look has found */
  throwTrouble(): void {
    if (this.#trouble !== undefined) throw this.#trouble.error;
  }
}
