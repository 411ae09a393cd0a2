import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../../src/emulator/clock.js';
import { type Clock, type Emulator, type EmulatorOptions, startEmulator } from '../../../src/emulator/index.js';
import { type Milliseconds, milliseconds } from '../../../src/units/index.js';
import { credentials } from './drivers/driver.js';
import type { EmulatorKind } from './scenario.js';

/** Longer than anything that the emulator waits for by itself. */
const HELD = milliseconds(30 * 24 * 3_600_000);

/** The machine's clock, save that what would wait for `HELD` waits until it is let go. */
class HoldingClock implements Clock {
  readonly monotonic = systemClock.monotonic;
  readonly epoch = systemClock.epoch;
  readonly #held = new Set<() => void>();

  after(delay: Milliseconds, action: () => void): () => void {
    if (delay !== HELD) return systemClock.after(delay, action);
    this.#held.add(action);
    return () => this.#held.delete(action);
  }

  letGo(): void {
    const held = [...this.#held];
    this.#held.clear();
    for (const action of held) action();
  }
}

/** An emulator for one scenario. */
export interface Stage {
  readonly endpoint: string;
  /** Lets all creations and updates come to their end, a moment from now. */
  moveOn(): Promise<void>;
  close(): Promise<void>;
}

const SHARED: Readonly<Record<Exclude<EmulatorKind, 'moving'>, Partial<EmulatorOptions>>> = {
  instant: {},
  signed: { host: '0.0.0.0' },
};

/** One emulator for all scenarios of a kind, and one for each in which creations and updates take their time. */
export class Emulators {
  readonly #shared = new Map<EmulatorKind, Promise<Emulator>>();

  async stage(kind: EmulatorKind = 'instant'): Promise<Stage> {
    if (kind === 'moving') return moving();
    const { endpoint } = await this.#share(kind);
    return { endpoint, moveOn: async () => {}, close: async () => {} };
  }

  async close(): Promise<void> {
    for (const started of this.#shared.values()) await (await started).close();
  }

  #share(kind: Exclude<EmulatorKind, 'moving'>): Promise<Emulator> {
    const known = this.#shared.get(kind);
    if (known !== undefined) return known;
    const options = { port: 0, credentials: [credentials], transition: milliseconds(0), ...SHARED[kind] };
    const started = startEmulator(options);
    this.#shared.set(kind, started);
    return started;
  }
}

/** Long enough that a waiter of the quick clients has asked once. */
const MOMENT_MS = 100;

async function moving(): Promise<Stage> {
  const clock = new HoldingClock();
  const emulator = await startEmulator({ port: 0, clock, transition: HELD });
  const moveOn = async (): Promise<void> => {
    await pause(MOMENT_MS);
    clock.letGo();
  };
  return { endpoint: emulator.endpoint, moveOn, close: () => emulator.close() };
}
