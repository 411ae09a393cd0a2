import type { Effect, Rejection, Step } from '../effect.js';
import type { State } from '../state.js';

const SHUTDOWN: State = { name: 'Shutdown' };

export const unchanged = (state: State, ...effects: Effect[]): Step => ({ state, effects });

export const over = (...effects: Effect[]): Step => ({ state: SHUTDOWN, effects: [...effects, { kind: 'remove' }] });

/** The step with something to do before it. */
export const after = (effects: readonly Effect[], step: Step): Step => ({
  state: step.state,
  effects: [...effects, ...step.effects],
});

export const reject = (status: number, errorType: string, message: string): Rejection => ({
  kind: 'reject',
  status,
  errorType,
  message,
});

export const invalidRequestId = (): Rejection => reject(400, 'InvalidRequestID', 'Invalid request ID');

export const NOT_ALLOWED = 'State transition is not allowed';

/** In the words of `rapid` (aws-lambda-runtime-interface-emulator, rapi/handler/constants.go, 2026-01). */
export const invalidTransition = (state: State, to: string): Rejection =>
  reject(
    403,
    'InvalidStateTransition',
    `State transition from ${runtimeState(state)} to ${to} failed for runtime. Error: ${NOT_ALLOWED}`,
  );

/** What `rapid` calls the runtime's state (core/runtime_state_names.go). */
function runtimeState(state: State): string {
  switch (state.name) {
    case 'Init':
      return state.runtime === 'none' ? 'Started' : state.runtime;
    case 'Invoke':
      return state.progress;
    case 'Ready':
    case 'Frozen':
      return 'Ready';
    default:
      return 'Started';
  }
}
