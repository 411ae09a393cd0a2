import type { Beat } from '../../recording/index.js';
import type { Milliseconds } from '../../units/index.js';
import type { Ledger } from './ledger.js';
import type { Targets } from './targets.js';
import { VitalSigns } from './vital-signs.js';

const CHORE_MS = 100;
const BEAT_MS = 1000;

export interface ChoresParts {
  readonly arm: number;
  readonly ledger: Ledger;
  readonly targets: Targets;
  /** The load's clock. */
  readonly now: () => number;
  /** Requests open at this moment. */
  readonly open: () => number;
  /** The longest that the thread was late since it was last asked. */
  readonly takeLongestDelay: () => Milliseconds;
  readonly onBeat: (beat: Beat) => void;
}

/** What a driver's thread does beside sending and reading: it hands records on, says how it is doing, closes what is old. */
export class Chores {
  readonly #parts: ChoresParts;
  readonly #signs: VitalSigns;
  readonly #timer: NodeJS.Timeout;

  constructor(parts: ChoresParts) {
    this.#parts = parts;
    this.#signs = new VitalSigns(parts.now());
    this.#timer = setInterval(() => this.#do(), CHORE_MS);
  }

  /** For the last time: no record and no beat is left behind. */
  end(): void {
    clearInterval(this.#timer);
    this.#parts.ledger.flush();
    this.#beat();
    this.#parts.targets.closeAll();
  }

  #do(): void {
    this.#parts.ledger.flush();
    if (this.#signs.since(this.#parts.now()) > BEAT_MS - CHORE_MS / 2) this.#beat();
  }

  #beat(): void {
    const { arm, targets, now, open, takeLongestDelay, onBeat } = this.#parts;
    const rest = { arm, open: open(), connections: targets.connections, longestDelayMs: takeLongestDelay() };
    onBeat(this.#signs.beat(now(), rest));
    targets.sweep();
  }
}
