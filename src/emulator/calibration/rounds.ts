import { setTimeout as sleep } from 'node:timers/promises';
import { type Megabytes, megabytes } from '../../units/index.js';
import type { Ground } from '../ground.js';
import { largestFullShareMB } from '../limits/limits.js';
import type { FullSpeed, ShareMeasured } from './calibration.js';
import { busyCpus, type HostLoad, readHost } from './host-load.js';
import { type Burnt, burn, costMs, unmeasured } from './measure-share.js';

/** How long nothing is done, to see what others do; often, as they come and go. */
const LOOK_MS = 200;
const SLEEPS = 60;

/**
 * The burners of one calibration, one after another: what each finds at full speed belongs together, as it shows over
 * the whole time how much the host wavers.
 */
export class Rounds {
  readonly #ground: Ground;
  readonly #signal: AbortSignal;
  /** Of the monotonic clock: when all has to be over. */
  readonly #endMs: number;
  readonly #looks: number[] = [];
  readonly #burnt: Burnt[] = [];
  readonly #shares: ShareMeasured[] = [];

  constructor(ground: Ground, endMs: number, signal: AbortSignal) {
    this.#ground = ground;
    this.#endMs = endMs;
    this.#signal = signal;
  }

  /** @throws the reason of the signal. */
  async fullSpeed(): Promise<void> {
    await this.#burn(megabytes(largestFullShareMB(1)), false);
  }

  /** The same, and then under the share of a memory size. @throws the reason of the signal. */
  async share(memorySize: Megabytes): Promise<void> {
    if (performance.now() + costMs(memorySize) > this.#endMs) {
      this.#shares.push(unmeasured(memorySize, 'there was no time left for it'));
    } else {
      await this.#burn(memorySize, true);
    }
  }

  get shares(): readonly ShareMeasured[] {
    return this.#shares;
  }

  get fullSpeeds(): FullSpeed {
    const all = this.#burnt;
    return {
      rounds: all[0]?.rounds ?? 0,
      tasks: all.flatMap(({ tasks }, group) => tasks.map(({ wallMs, cpuMs }) => ({ wallMs, cpuMs, group }))),
      lateMs: all.flatMap(({ lateMs }) => lateMs),
      startMs: all.flatMap(({ startMs }) => startMs ?? []),
    };
  }

  get load(): Omit<HostLoad, 'stealRatio'> {
    return {
      otherBusyCpus: this.#looks,
      pressureRatio: this.#burnt.flatMap(({ pressureRatio }) => pressureRatio ?? []),
    };
  }

  async #burn(memorySize: Megabytes, withShare: boolean): Promise<void> {
    await this.#lookAround();
    const isFirst = this.#burnt.length === 0;
    const order = { memorySize, withShare, rounds: this.#burnt[0]?.rounds ?? 0, sleeps: isFirst ? SLEEPS : 0 };
    const timeoutMs = Math.max(0, this.#endMs - performance.now());
    const burnt = await burn(this.#ground, { ...order, timeoutMs }, this.#signal);
    this.#signal.throwIfAborted();
    this.#burnt.push(burnt);
    if (burnt.share !== undefined) this.#shares.push(burnt.share);
  }

  async #lookAround(): Promise<void> {
    const before = readHost();
    await sleep(LOOK_MS, undefined, { signal: this.#signal });
    const busy = busyCpus(before, readHost());
    if (busy !== undefined) this.#looks.push(busy);
  }
}
