import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Action, ExitReason } from '../action.js';
import type { Step } from '../effect.js';
import type { Invocation } from '../invocation.js';
import type { State, Terms } from '../state.js';
import { onGone, onRetire, onStop } from './ending.js';
import { onExtensionError, onExtensionExit, onExtensionNext, onRegister } from './extensions.js';
import { idleDeadline, onTimeIdle, wake } from './idle.js';
import {
  notLaunched,
  onEntered,
  onInitError,
  onLaunched,
  onRestoreError,
  onRestoreNext,
  onTimeInInit,
  runtimeAtNextInInit,
  runtimeExitedInInit,
} from './init.js';
import {
  onInvoke,
  onResponded,
  onResponse,
  onTimeInInvoke,
  runtimeAtNextInInvoke,
  runtimeExitedInInvoke,
} from './invoke.js';
import { invalidTransition, unchanged } from './step.js';
import { onTimeInStopping, runtimeExitedInStopping, stop, stoppingDeadline } from './stopping.js';

/**
 * An execution environment as a pure function: state, action and time in, new state and effects out. It knows neither
 * HTTP nor processes nor timers, so every action can be tried in every state in microseconds. The shape is that of
 * Firecracker's VMM: a request is an action, the action has an answer in any state.
 *
 * The caller is answered as soon as the runtime has responded. The invocation is over when the runtime and the extensions
 * ask for the next one: AWS's Duration holds what they do in between, and a REPORT with all log lines before it can only
 * be written then.
 *
 * @param invocation the one that the environment is made for; none for provisioned concurrency.
 */
export function begin(now: Milliseconds, invocation?: Invocation): State {
  const waiting = invocation === undefined ? {} : { invocation };
  return { name: 'Init', phase: 'init', startedAt: now, last: false, extensions: [], runtime: 'none', ...waiting };
}

export function step(state: State, action: Action, now: Milliseconds, terms: Terms): Step {
  switch (action.kind) {
    case 'invoke':
      return onInvoke(state, action.invocation, now, terms);
    case 'next':
      return onNext(state, now, terms);
    case 'response':
      return onResponse(state, action, now);
    case 'responded':
      return onResponded(state, action, now);
    case 'initError':
      return onInitError(state, action);
    case 'restoreNext':
      return onRestoreNext(state);
    case 'restoreError':
      return onRestoreError(state, action);
    case 'register':
      return onRegister(state, action);
    case 'extensionNext':
      return onExtensionNext(state, action, now, terms);
    case 'extensionInitError':
    case 'extensionExitError':
      return onExtensionError(state, action);
    case 'launched':
      return onLaunched(state, action, now, terms);
    case 'entered':
      return onEntered(state, action, now);
    case 'exited':
      return onExit(state, action.reason, now);
    case 'extensionExited':
      return onExtensionExit(state, action.name, action.reason, now);
    case 'extensionNotLaunched':
      return state.name === 'Init'
        ? notLaunched(state, action.name, action.errorType, action.message, now)
        : unchanged(state);
    case 'gone':
      return onGone(state, action, now);
    case 'time':
      return onTime(state, now, terms);
    case 'wake':
      return wake(state);
    case 'retire':
      return onRetire(state, now);
    case 'stop':
      return onStop(state, now);
  }
}

/** When the machine wants to hear of the time again, if nothing else happens. */
export function deadlineOf(state: State, terms: Terms): Milliseconds | undefined {
  switch (state.name) {
    case 'Init':
      return milliseconds(state.startedAt + (state.phase === 'init' ? terms.initLimit : terms.timeout));
    case 'Invoke':
      return milliseconds(state.startedAt + terms.timeout);
    case 'Ready':
    case 'Frozen':
    case 'Reset':
      return idleDeadline(state, terms);
    case 'Stopping':
      return stoppingDeadline(state);
    case 'Shutdown':
      return undefined;
  }
}

function onNext(state: State, now: Milliseconds, terms: Terms): Step {
  switch (state.name) {
    case 'Init':
      return runtimeAtNextInInit(state, now, terms);
    case 'Invoke':
      return runtimeAtNextInInvoke(state, now, terms);
    case 'Ready':
    case 'Frozen':
      // A runtime may lose its connection and ask again: the newest request is the one that is answered.
      return unchanged(state);
    default:
      return unchanged(state, invalidTransition(state, 'Ready'));
  }
}

function onExit(state: State, reason: ExitReason, now: Milliseconds): Step {
  switch (state.name) {
    case 'Init':
      return runtimeExitedInInit(state, reason, now);
    case 'Invoke':
      return runtimeExitedInInvoke(state, reason, now);
    case 'Ready':
    case 'Frozen': {
      // Nobody is harmed yet: the next invocation finds an environment that was reset.
      const { extensions } = state;
      const isFrozen = state.name === 'Frozen';
      return stop({ goal: { purpose: 'reset' }, reason: 'failure', extensions, isRuntimeAlive: false, isFrozen }, now);
    }
    case 'Stopping':
      return runtimeExitedInStopping(state, now);
    default:
      return unchanged(state);
  }
}

function onTime(state: State, now: Milliseconds, terms: Terms): Step {
  const deadline = deadlineOf(state, terms);
  if (deadline === undefined || now < deadline) return unchanged(state);
  switch (state.name) {
    case 'Init':
      return onTimeInInit(state, deadline, terms);
    case 'Invoke':
      return onTimeInInvoke(state, now, terms);
    case 'Ready':
    case 'Frozen':
    case 'Reset':
      return onTimeIdle(state, now, terms);
    case 'Stopping':
      return onTimeInStopping(state, now);
    default:
      return unchanged(state);
  }
}
