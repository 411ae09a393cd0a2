import type { Effect, Step } from '../action.js';
import type { State } from '../state.js';

const SHUTDOWN: State = { name: 'Shutdown' };

export const unchanged = (state: State, ...effects: Effect[]): Step => ({ state, effects });

export const over = (...effects: Effect[]): Step => ({ state: SHUTDOWN, effects: [...effects, { kind: 'remove' }] });

export const reject = (status: number, errorType: string, message: string): Effect => ({
  kind: 'reject',
  status,
  errorType,
  message,
});

export const invalidRequestId = (): Effect => reject(400, 'InvalidRequestID', 'Invalid request ID');

/** In the words of `rapid` (aws-lambda-runtime-interface-emulator, rapi/handler/constants.go, 2026-01). */
export function invalidTransition(state: State, to: string): Effect {
  const message = `State transition from ${runtimeState(state)} to ${to} failed for runtime. Error: State transition is not allowed`;
  return reject(403, 'InvalidStateTransition', message);
}

/** What `rapid` calls the runtime's state (core/runtime_state_names.go). */
function runtimeState(state: State): string {
  switch (state.name) {
    case 'Init':
      return state.posted === undefined ? 'Started' : 'InitError';
    case 'Invoke':
      return state.progress;
    case 'Ready':
    case 'Frozen':
      return 'Ready';
    default:
      return 'Started';
  }
}
