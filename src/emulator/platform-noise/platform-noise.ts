import type { Milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import { COLD_START_LEFT_OUT, coldStartOverhead, coldStartPart } from './cold-start-overhead.js';
import { type HostMode, hostMode, hostModePart } from './host-mode.js';
import { DEFAULT_DISTANCE, networkPart, networkTime } from './network-distance.js';
import type { Simulated } from './simulated.js';
import { type Wait, Waits } from './waits.js';

export interface NoiseOptions {
  /** The same seed gives the same draws, in the order in which environments are made and invocations come. */
  readonly seed: number;
  /** From the client to the region's endpoint and back; 50 ms unless given. */
  readonly distance?: Milliseconds;
}

/** What one execution environment was dealt, for its whole life. */
export interface EnvironmentNoise {
  /** Before its INIT. */
  readonly coldStart: Milliseconds;
  /** The one of a host that is as fast as this where CPU time cannot be told from waiting. */
  readonly host: HostMode;
}

export interface NoiseGround {
  readonly clock: Clock;
  /** Whether the kernel tells how long a thread ran and waited for a CPU: see `wanted-cpu.ts`. */
  readonly tellsCpuTime: boolean;
}

/** What a clean host lacks, drawn one by one. An emulator has one of these on request alone. */
export class PlatformNoise {
  readonly facts: Simulated;
  readonly #options: Required<NoiseOptions>;
  readonly #tellsCpuTime: boolean;
  readonly #waits: Waits;
  #environments = 0;
  #invocations = 0;

  constructor(options: NoiseOptions, { clock, tellsCpuTime }: NoiseGround) {
    this.#options = { distance: DEFAULT_DISTANCE, ...options };
    this.#tellsCpuTime = tellsCpuTime;
    this.#waits = new Waits(clock);
    const { seed, distance } = this.#options;
    this.facts = {
      seed,
      parts: [coldStartPart, ...(tellsCpuTime ? [hostModePart] : []), networkPart(distance)],
      leftOut: [
        ...COLD_START_LEFT_OUT,
        ...(tellsCpuTime ? [] : ['host modes: this system does not tell CPU time from waiting']),
      ],
    };
  }

  environment(architecture: string): EnvironmentNoise {
    const { seed } = this.#options;
    const n = this.#environments++;
    const host = this.#tellsCpuTime ? hostMode(seed, n, architecture) : ({ name: 'common', slowdown: 1 } as const);
    return { coldStart: coldStartOverhead(seed, n), host };
  }

  /** The way of one invocation, there and back. It is all gone before the invocation begins: a client cannot tell. */
  async journey(): Promise<Milliseconds> {
    const time = networkTime(this.#options.seed, this.#invocations++, this.#options.distance);
    await this.#waits.for(time).passed;
    return time;
  }

  wait(time: Milliseconds): Wait {
    return this.#waits.for(time);
  }

  /** Nobody waits any longer. */
  close(): void {
    this.#waits.close();
  }
}
