import { type Megabytes, megabytes } from '../../../units/index.js';
import { Keeper } from './keeper.js';
import type { Namespaces } from './namespaces.js';
import type { Programs } from './programs.js';
import type { TmpImages } from './tmp-images.js';

/** A burst makes its own on the way. */
const READY = 2;

export interface KeepersOptions {
  readonly programs: Programs;
  readonly namespaces: Namespaces;
  /** An empty folder to mount a /tmp of its size at, in each namespace its own. */
  readonly place: string;
  /** None where a /tmp cannot be held to a size. */
  readonly images: TmpImages | undefined;
}

/**
 * Keepers made ahead, each with a /tmp of the size that was asked for last and a process on its way in: that takes 25 ms,
 * which a cold start would have to wait for. They are made while no execution environment runs, as the CPU time would be
 * taken from a measurement otherwise.
 */
export class Keepers {
  readonly #options: KeepersOptions;
  readonly #awake = new Set<string>();
  #ready: Keeper[] = [];
  #size = megabytes(512);
  #isClosed = false;

  constructor(options: KeepersOptions) {
    this.#options = options;
  }

  /** @param size of its /tmp @param image that it has already */
  async take(size: Megabytes, image?: string): Promise<Keeper> {
    this.#size = size;
    const { images } = this.#options;
    const isFit = (it: Keeper): boolean => it.isAlive && (images === undefined || it.tmpSize === size);
    const ready = image === undefined ? this.#ready.find(isFit) : undefined;
    this.#ready = this.#ready.filter((it) => it.isAlive && it !== ready);
    if (ready !== undefined) return ready;
    const keeper = this.#make();
    const given = image ?? (await images?.make(size));
    await keeper.giveTmp(given === undefined ? undefined : { size, image: given });
    return keeper;
  }

  /** @param id of an environment */
  wake(id: string): void {
    this.#awake.add(id);
  }

  rest(id: string): void {
    if (this.#awake.delete(id) && this.#awake.size === 0) this.#refill();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#ready.splice(0).map((keeper) => keeper.end()));
  }

  #make(): Keeper {
    const { programs, namespaces, place } = this.#options;
    return new Keeper(programs, namespaces, place);
  }

  #refill(): void {
    while (this.#ready.length < READY && !this.#isClosed) {
      const keeper = this.#make();
      this.#ready.push(keeper);
      // What it does not come to is done later, and its trouble is heard of then.
      this.#furnish(keeper, this.#size).catch(() => void keeper.end());
    }
  }

  async #furnish(keeper: Keeper, size: Megabytes): Promise<void> {
    const { programs, namespaces, images } = this.#options;
    const image = await images?.make(size);
    await keeper.giveTmp(image === undefined ? undefined : { size, image });
    await keeper.sendAhead(programs, namespaces);
  }
}
