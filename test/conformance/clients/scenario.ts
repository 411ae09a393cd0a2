import type { Actor } from './actor.js';
import type { ClientName } from './ledger.js';

/** Steps on one resource of AWS's, told in its own words, which every client takes alike. */
export interface Scenario {
  /** Letters alone: it becomes a part of a region's name. */
  readonly name: string;
  /**
   * `instant` unless said: creations and updates are done as soon as they have been answered. In a `moving` one they are
   * when the scenario says so; a `signed` one listens to others than this machine, and so demands signatures.
   */
  readonly emulator?: EmulatorKind;
  /** Clients that do not take the steps, and why. */
  readonly without?: Partial<Readonly<Record<ClientName, string>>>;
  run(actor: Actor): Promise<void>;
}

export type EmulatorKind = 'instant' | 'moving' | 'signed';
