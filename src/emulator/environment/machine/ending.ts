import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Action } from '../action.js';
import type { Effect, Step } from '../effect.js';
import { functionError } from '../failure.js';
import type { Invocation } from '../invocation.js';
import type { Frozen, Ready, State } from '../state.js';
import { giveUpInit } from './init.js';
import { invokeFailed, suppressedInit } from './invoke.js';
import { after, over, unchanged } from './step.js';
import { stop, stopForGood } from './stopping.js';

/** The processes of a failed INIT or invocation are gone, and so is what they held; /tmp and the log stream stay. */
export function onGone(state: State, { clean }: Action & { kind: 'gone' }, now: Milliseconds): Step {
  if (state.name !== 'Stopping' || state.stage !== 'killed') return unchanged(state);
  const { goal } = state;
  if (!clean) return goal.purpose === 'retry' ? over({ kind: 'refuse', invocation: goal.invocation }) : over();
  if (goal.purpose === 'retry') return suppressedInit(goal.invocation, goal.last, now);
  return unchanged({ name: 'Reset', since: now });
}

/** An environment that has nothing to do ends: its time is over, its function was changed, or the emulator stops. */
export const spindown = (state: Ready | Frozen, now: Milliseconds): Step =>
  stop(
    {
      goal: { purpose: 'end' },
      reason: 'spindown',
      extensions: state.extensions,
      isRuntimeAlive: true,
      isFrozen: state.name === 'Frozen',
    },
    now,
  );

/** Nobody can invoke this version any more: what has begun is finished, and nothing else is begun. */
export function onRetire(state: State, now: Milliseconds): Step {
  switch (state.name) {
    case 'Init':
      return state.invocation === undefined ? giveUpInit(state, now) : unchanged({ ...state, last: true });
    case 'Invoke':
      return unchanged({ ...state, last: true });
    case 'Ready':
    case 'Frozen':
      return spindown(state, now);
    case 'Stopping':
      if (state.goal.purpose === 'retry') return unchanged({ ...state, goal: { ...state.goal, last: true } });
      return stopForGood(state, now);
    case 'Reset':
      return over();
    case 'Shutdown':
      return unchanged(state);
  }
}

const STOPPED = functionError('Runtime.Unknown', 'The emulator was stopped');
const REPORTED = { status: 'error', errorType: STOPPED.errorType } as const;

/** The emulator stops: what has begun is not finished. */
export function onStop(state: State, now: Milliseconds): Step {
  switch (state.name) {
    case 'Init': {
      const duration = milliseconds(now - state.startedAt);
      return state.invocation === undefined ? over() : over(...abandoned(state.invocation, duration));
    }
    case 'Invoke':
      return invokeFailed({ ...state, last: true }, STOPPED, now, { ...REPORTED, reason: 'spindown' });
    case 'Ready':
    case 'Frozen':
      return spindown(state, now);
    case 'Stopping': {
      if (state.goal.purpose !== 'retry') return stopForGood(state, now);
      return after(abandoned(state.goal.invocation, milliseconds(0)), stopForGood(state, now));
    }
    case 'Reset':
      return over();
    case 'Shutdown':
      return unchanged(state);
  }
}

const abandoned = (invocation: Invocation, duration: Milliseconds): Effect[] => [
  { kind: 'start', invocation },
  { kind: 'respond', invocation, outcome: STOPPED },
  { kind: 'finish', invocation, duration, spans: [], ...REPORTED },
];
