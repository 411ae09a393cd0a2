import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Action, Effect, InitEnd, Step } from '../action.js';
import { errorTypeOf, exited, timedOut } from '../failure.js';
import type { FunctionError, Invocation } from '../invocation.js';
import type { Init, State, Terms } from '../state.js';
import { deliver, deliverFirst } from './invoke.js';
import { invalidTransition, over, unchanged } from './step.js';

export function onLaunched(state: State, now: Milliseconds): Step {
  // A suppressed init is a part of its invocation, which had begun before.
  return state.name === 'Init' && state.phase === 'init' ? unchanged({ ...state, startedAt: now }) : unchanged(state);
}

export function initDone(state: Init, now: Milliseconds, terms: Terms): Step {
  if (state.posted !== undefined) return unchanged(state, invalidTransition(state, 'Ready'));
  const { invocation, phase } = state;
  const duration = milliseconds(now - state.startedAt);
  const logged: Effect = { kind: 'logInit', phase, duration, status: 'success' };
  if (phase === 'invoke' && invocation !== undefined) {
    const step = deliverFirst({ invocation, startedAt: state.startedAt, last: state.last }, now, terms);
    return { state: step.state, effects: [logged, ...step.effects] };
  }
  // CPU is not limited until here; of provisioned concurrency it has been from the beginning.
  const effects: Effect[] = terms.initializationType === 'on-demand' ? [logged, { kind: 'limitCpu' }] : [logged];
  if (invocation === undefined) {
    if (state.last) return over(...effects);
    return { state: { name: 'Ready', since: now, initDuration: duration }, effects };
  }
  const step = deliver(invocation, now, terms, { last: state.last, initDuration: duration });
  return { state: step.state, effects: [...effects, ...step.effects] };
}

/** The runtime is expected to exit after it; INIT has failed when it has, or when its time is up. */
export function onInitError(state: State, { error }: Action & { kind: 'initError' }): Step {
  if (state.name !== 'Init' || state.posted !== undefined) {
    return unchanged(state, invalidTransition(state, 'InitError'));
  }
  return unchanged({ ...state, posted: error }, { kind: 'accept' });
}

export function onExitInInit(state: Init, { reason }: Action & { kind: 'exited' }, now: Milliseconds): Step {
  const { posted } = state;
  const end = { status: 'error', errorType: posted?.errorType ?? errorTypeOf(reason) } as const;
  return initFailed(state, now, end, (invocation) => posted ?? exited(invocation, reason));
}

/**
 * An INIT that takes too long has no error type in its line when it was the first (`Phase: init Status: timeout`); for
 * one inside an invocation real logs have `Status: error Error Type: Runtime.Unknown`, and `rapid` says why: it has no
 * other name for it (rapid/handlers.go, getFirstFatalError).
 */
export function onTimeInInit(state: Init, now: Milliseconds, terms: Terms): Step {
  if (state.phase === 'init') {
    return initFailed(state, now, { status: 'timeout' }, (invocation) => timedOut(invocation, terms.initLimit));
  }
  const end = { status: 'error', errorType: 'Runtime.Unknown' } as const;
  return initFailed(state, now, end, (invocation) => timedOut(invocation, terms.timeout), { status: 'timeout' });
}

type Failure = Pick<InitEnd, 'status' | 'errorType'> & { readonly status: 'timeout' | 'error' };

/**
 * Lambda runs an INIT that has failed once more, inside the invocation ("Failures during the Init phase", developer
 * guide, read 2026-10), and the invocation fails only if that one fails, too.
 */
function initFailed(
  state: Init,
  now: Milliseconds,
  end: Failure,
  outcomeFor: (invocation: Invocation) => FunctionError,
  reported: Failure = end,
): Step {
  const { invocation, phase, last } = state;
  const duration = milliseconds(now - state.startedAt);
  const logged: Effect = { kind: 'logInit', phase, duration, ...end };
  if (invocation === undefined) return over(logged);
  if (phase === 'init') {
    return { state: { name: 'Stopping', purpose: 'retry', invocation, last }, effects: [logged, { kind: 'kill' }] };
  }
  const effects: Effect[] = [
    logged,
    { kind: 'logStart', invocation },
    { kind: 'respond', invocation, outcome: outcomeFor(invocation) },
    { kind: 'finish', invocation, duration, ...reported },
  ];
  return last
    ? over(...effects)
    : { state: { name: 'Stopping', purpose: 'reset' }, effects: [...effects, { kind: 'kill' }] };
}
