import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Action, Effect, Step } from '../action.js';
import { functionError } from '../failure.js';
import type { Invocation } from '../invocation.js';
import type { State } from '../state.js';
import { invokeFailed, suppressedInit } from './invoke.js';
import { over, unchanged } from './step.js';

/** The processes of a failed INIT or invocation are gone, and so is what they held; /tmp and the log stream stay. */
export function onGone(state: State, { clean }: Action & { kind: 'gone' }, now: Milliseconds): Step {
  if (state.name !== 'Stopping') return unchanged(state);
  if (!clean) return state.purpose === 'retry' ? over({ kind: 'refuse', invocation: state.invocation }) : over();
  if (state.purpose === 'retry') return suppressedInit(state.invocation, state.last, now);
  return unchanged({ name: 'Reset', since: now });
}

/** Nobody can invoke this version any more: what has begun is finished, and nothing else is begun. */
export function onRetire(state: State): Step {
  switch (state.name) {
    case 'Init':
      return state.invocation === undefined ? over() : unchanged({ ...state, last: true });
    case 'Invoke':
      return unchanged({ ...state, last: true });
    case 'Stopping':
      return state.purpose === 'retry' ? unchanged({ ...state, last: true }) : over();
    case 'Shutdown':
      return unchanged(state);
    default:
      return over();
  }
}

const STOPPED = functionError('Runtime.Unknown', 'The emulator was stopped');
const REPORTED = { status: 'error', errorType: STOPPED.errorType } as const;

export function onStop(state: State, now: Milliseconds): Step {
  switch (state.name) {
    case 'Init': {
      const duration = milliseconds(now - state.startedAt);
      return state.invocation === undefined ? over() : over(...abandoned(state.invocation, duration));
    }
    case 'Stopping':
      return state.purpose === 'retry' ? over(...abandoned(state.invocation, milliseconds(0))) : over();
    case 'Invoke':
      return invokeFailed(state, STOPPED, milliseconds(now - state.startedAt), REPORTED, true);
    case 'Shutdown':
      return unchanged(state);
    default:
      return over();
  }
}

const abandoned = (invocation: Invocation, duration: Milliseconds): Effect[] => [
  { kind: 'logStart', invocation },
  { kind: 'respond', invocation, outcome: STOPPED },
  { kind: 'finish', invocation, duration, ...REPORTED },
];
