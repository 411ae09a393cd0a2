import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Action, Step } from '../action.js';
import type { Invocation } from '../invocation.js';
import type { State, Terms } from '../state.js';
import { onGone, onRetire, onStop } from './ending.js';
import { idleDeadline, onTimeIdle } from './idle.js';
import { initDone, onExitInInit, onInitError, onLaunched, onTimeInInit } from './init.js';
import { onExitInInvoke, onInvoke, onNextInInvoke, onResponded, onResponse, onTimeInInvoke } from './invoke.js';
import { invalidTransition, unchanged } from './step.js';

/**
 * An execution environment as a pure function: state, action and time in, new state and effects out. It knows neither
 * HTTP nor processes nor timers, so every action can be tried in every state in microseconds. The shape is that of
 * Firecracker's VMM: a request is an action, the action has an answer in any state.
 *
 * The caller is answered as soon as the runtime has responded. The invocation is over when the runtime asks for the next
 * one: AWS's Duration holds what the runtime does in between, and a REPORT with all log lines before it can only be
 * written then.
 *
 * @param invocation the one that the environment is made for; none for provisioned concurrency.
 */
export function begin(now: Milliseconds, invocation?: Invocation): State {
  const waiting = invocation === undefined ? {} : { invocation };
  return { name: 'Init', phase: 'init', startedAt: now, last: false, ...waiting };
}

export function step(state: State, action: Action, now: Milliseconds, terms: Terms): Step {
  switch (action.kind) {
    case 'launched':
      return onLaunched(state, now);
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
    case 'exited':
      return onExit(state, action, now);
    case 'gone':
      return onGone(state, action, now);
    case 'time':
      return onTime(state, now, terms);
    case 'retire':
      return onRetire(state);
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
    default:
      return undefined;
  }
}

function onNext(state: State, now: Milliseconds, terms: Terms): Step {
  switch (state.name) {
    case 'Init':
      return initDone(state, now, terms);
    case 'Invoke':
      return onNextInInvoke(state, now, terms);
    case 'Ready':
    case 'Frozen':
      // A runtime may lose its connection and ask again: the newest request is the one that is answered.
      return unchanged(state);
    default:
      return unchanged(state, invalidTransition(state, 'Ready'));
  }
}

function onExit(state: State, action: Action & { kind: 'exited' }, now: Milliseconds): Step {
  switch (state.name) {
    case 'Init':
      return onExitInInit(state, action, now);
    case 'Invoke':
      return onExitInInvoke(state, action, now);
    case 'Ready':
    case 'Frozen':
      // Nobody is harmed yet: the next invocation finds an environment that was reset.
      return { state: { name: 'Stopping', purpose: 'reset' }, effects: [{ kind: 'kill' }] };
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
      return onTimeInInvoke(state, terms);
    case 'Ready':
    case 'Frozen':
    case 'Reset':
      return onTimeIdle(state, now, terms);
    default:
      return unchanged(state);
  }
}
