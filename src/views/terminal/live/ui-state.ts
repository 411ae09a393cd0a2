import type { RunProgress } from '../run-progress.js';

/** What the user asked for with keys; what the run does about it comes back as its phase. */
export interface UiState {
  readonly help: boolean;
  readonly pausing: boolean;
  readonly stopping: boolean;
}

export const initialUi: UiState = { help: false, pausing: false, stopping: false };

export type Effect = 'stop' | 'pause' | 'resume' | 'interrupt';

export interface KeyPress {
  /** As typed: `q`, `?`. */
  readonly input: string;
  readonly ctrl: boolean;
  readonly isEscape: boolean;
}

export interface Pressed {
  readonly state: UiState;
  /** What the command has to do. */
  readonly effect?: Effect;
}

/** While the function is put back there is nothing left to stop or to pause. */
const isOver = (phase: RunProgress['phase']): boolean => phase === 'finishing' || phase === 'done';

/** What a key does. Pure: the view carries out the effect. */
export function press(state: UiState, { input, ctrl, isEscape }: KeyPress, phase: RunProgress['phase']): Pressed {
  if (ctrl) return input === 'c' ? { state, effect: 'interrupt' } : { state };
  if (isEscape) return { state: { ...state, help: false } };
  if (input === '?') return { state: { ...state, help: !state.help } };
  if (isOver(phase) || state.stopping) return { state };
  if (input === 'q') return { state: { ...state, help: false, stopping: true }, effect: 'stop' };
  if (input === 'p')
    return { state: { ...state, pausing: !state.pausing }, effect: state.pausing ? 'resume' : 'pause' };
  return { state };
}
