import type { LoadRequest } from '../../recording/index.js';

/**
 * The requests of a load on what others may change meanwhile: handed on once a look has found it unchanged that began after
 * they were answered, and never where it has been changed. Looked at once a second, so that no more than that is lost when
 * the run is killed.
 */
export class HeldBack {
  #requests: LoadRequest[] = [];
  #underWay: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;
  constructor(
    private readonly checkUnchanged: () => Promise<void>,
    private readonly handOn: (requests: readonly LoadRequest[]) => void,
  ) {}

  /** @throws what has ended it, at the first occasion */
  add(requests: readonly LoadRequest[]): void {
    this.#throwFailure();
    this.#requests.push(...requests);
  }

  /** Once a second. @throws as `add` */
  beat(): void {
    this.#throwFailure();
    this.#underWay ??= this.#look();
  }

  /** When all have been answered. @throws TargetError where they were not all answered by what was to be measured */
  async end(): Promise<void> {
    await this.#underWay;
    this.#throwFailure();
    await this.#look();
    this.#throwFailure();
  }

  async #look(): Promise<void> {
    const count = this.#requests.length;
    try {
      await this.checkUnchanged();
      if (count > 0) this.handOn(this.#requests.splice(0, count));
    } catch (error) {
      this.#failure = { error };
    } finally {
      this.#underWay = undefined;
    }
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
