import { rm } from 'node:fs/promises';
import { type Megabytes, megabytes } from '../../../units/index.js';
import { Keeper } from './keeper.js';
import type { Namespaces } from './namespaces.js';
import type { Programs } from './programs.js';
import type { TmpImages } from './tmp-images.js';

/**
 * At least, and at most. In between as many as were taken since the last rest, so that a burst has to make its own once; and
 * one less with each rest that needed fewer.
 */
const FEW = 2;
const MANY = 8;

export interface KeepersOptions {
  readonly programs: Programs;
  readonly namespaces: Namespaces;
  /** An empty folder to mount a /tmp of its size at, in each namespace its own. */
  readonly place: string;
  /** None where a /tmp cannot be held to a size. */
  readonly images: TmpImages | undefined;
}

interface Ahead {
  readonly keeper: Keeper;
  /** Of its /tmp. */
  readonly size: Megabytes;
  isGiven: boolean;
}

/**
 * Keepers made ahead, each with a /tmp of the size that was asked for last and a process on its way in: that takes 25 ms,
 * and with a network of its own 40 ms of CPU time more, which a cold start would have to wait for outside of INIT. They are
 * made one by one while no execution environment runs, as the CPU time would be taken from a measurement otherwise.
 */
export class Keepers {
  readonly #options: KeepersOptions;
  readonly #awake = new Set<string>();
  /** Making some ahead, and giving up those that nobody needs. */
  readonly #works = new Set<Promise<void>>();
  #ready: Ahead[] = [];
  #size = megabytes(512);
  #wanted = FEW;
  /** Since the last rest. */
  #taken = 0;
  #isFilling = false;
  #isClosed = false;

  constructor(options: KeepersOptions) {
    this.#options = options;
  }

  /**
   * @param size of its /tmp @param image that it has already
   * @throws when the disk or the host refuses
   */
  async take(size: Megabytes, image?: string): Promise<Keeper> {
    this.#size = size;
    if (image === undefined) this.#taken += 1;
    const ready = image === undefined ? this.#ready.find((it) => it.isGiven && this.#isFit(it)) : undefined;
    if (ready === undefined) return this.#makeNow(size, image);
    this.#ready = this.#ready.filter((it) => it !== ready);
    return ready.keeper;
  }

  /** @param id of an environment */
  wake(id: string): void {
    this.#awake.add(id);
  }

  rest(id: string): void {
    if (this.#awake.delete(id) && this.#awake.size === 0) this.#refill();
  }

  /** @returns when nothing is written to the folder of the images any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { keeper } of this.#ready.splice(0)) this.#work(giveUp(keeper));
    while (this.#works.size > 0) await Promise.allSettled(this.#works);
  }

  #isFit({ keeper, size }: Ahead): boolean {
    return keeper.isAlive && (this.#options.images === undefined || size === this.#size);
  }

  #make(): Keeper {
    const { programs, namespaces, place } = this.#options;
    return new Keeper(programs, namespaces, place);
  }

  async #makeNow(size: Megabytes, image?: string): Promise<Keeper> {
    const keeper = this.#make();
    try {
      await keeper.giveTmp(image ?? (await this.#options.images?.make(size)));
      return keeper;
    } catch (error) {
      if (image === undefined) await giveUp(keeper);
      else await keeper.end();
      throw error;
    }
  }

  #refill(): void {
    for (const it of this.#ready.filter((one) => !this.#isFit(one))) this.#work(giveUp(it.keeper));
    this.#ready = this.#ready.filter((it) => this.#isFit(it));
    this.#wanted = Math.min(MANY, Math.max(FEW, this.#taken, this.#wanted - 1));
    this.#taken = 0;
    for (const { keeper } of this.#ready.splice(this.#wanted)) this.#work(giveUp(keeper));
    if (!this.#isFilling) this.#work(this.#fill());
  }

  async #fill(): Promise<void> {
    this.#isFilling = true;
    while (this.#ready.length < this.#wanted && this.#awake.size === 0 && !this.#isClosed) {
      const ahead = { keeper: this.#make(), size: this.#size, isGiven: false };
      this.#ready.push(ahead);
      // What it does not come to is done later, and its trouble is heard of then.
      await this.#furnish(ahead).catch(() => giveUp(ahead.keeper));
    }
    this.#isFilling = false;
  }

  async #furnish(ahead: Ahead): Promise<void> {
    const { programs, namespaces, images } = this.#options;
    const { keeper, size } = ahead;
    const given = keeper.giveTmp(await images?.make(size));
    ahead.isGiven = true;
    await given;
    await keeper.sendAhead(programs, namespaces);
    await keeper.network;
  }

  #work(work: Promise<void>): void {
    this.#works.add(work);
    const over = (): void => void this.#works.delete(work);
    work.then(over, over);
  }
}

/** With the /tmp that it has. */
async function giveUp(keeper: Keeper): Promise<void> {
  await keeper.end();
  if (keeper.image !== undefined) await rm(keeper.image, { force: true });
}
