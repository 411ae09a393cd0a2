import { isFrameDue, type Timed } from './is-frame-due.js';
import type { Keys } from './status.js';
import { initialUi, type UiState } from './ui-state.js';

/** All that is on the screen: replaced whole, so that React sees a change by identity. */
export interface ScreenState<Progress> {
  readonly progress?: Progress;
  readonly ui: UiState;
  readonly notes: readonly Note[];
  readonly keys: Keys;
}

export interface Note {
  readonly id: number;
  readonly text: string;
}

/** The state outside React: updates are drawn twice a second at most and never later, keys and notes at once. */
export class ScreenStore<Progress extends Timed> {
  #state: ScreenState<Progress>;
  #latest: Progress | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(keys: Keys) {
    this.#state = { ui: initialUi, notes: [], keys };
  }

  /** Bound, because React calls both without an object. */
  readonly snapshot = (): ScreenState<Progress> => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The newest, drawn or not. */
  get progress(): Progress | undefined {
    return this.#latest;
  }

  update(progress: Progress): void {
    this.#latest = progress;
    if (isFrameDue(this.#state.progress, progress)) this.#publish();
  }

  setUi(ui: UiState): void {
    this.#state = { ...this.#state, ui };
    this.#publish();
  }

  note(text: string): void {
    this.#state = { ...this.#state, notes: [...this.#state.notes, { id: this.#state.notes.length, text }] };
    this.#publish();
  }

  /** The terminal has another size. */
  redraw(): void {
    this.#publish();
  }

  /** Draws the last update, without the help, and without keys that nobody hears. */
  close(): void {
    this.#state = { ...this.#state, ui: { ...this.#state.ui, help: false }, keys: 'closed' };
    this.#publish();
  }

  #publish(): void {
    this.#state = { ...this.#state, ...(this.#latest === undefined ? {} : { progress: this.#latest }) };
    for (const listener of this.#listeners) listener();
  }
}
