import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Action, Effect, Finish, ResponseBegins, Step } from '../action.js';
import { exited, timedOut } from '../failure.js';
import type { FunctionError, Invocation } from '../invocation.js';
import type { Invoke, State, Terms } from '../state.js';
import { invalidRequestId, invalidTransition, over, reject, unchanged } from './step.js';

export function onInvoke(state: State, invocation: Invocation, now: Milliseconds, terms: Terms): Step {
  switch (state.name) {
    case 'Ready':
    case 'Frozen': {
      const cold = state.initDuration === undefined ? {} : { initDuration: state.initDuration };
      const step = deliver(invocation, now, terms, { last: false, ...cold });
      return state.name === 'Ready' ? step : { state: step.state, effects: [{ kind: 'thaw' }, ...step.effects] };
    }
    case 'Reset':
      return suppressedInit(invocation, false, now);
    default:
      return unchanged(state, { kind: 'refuse', invocation });
  }
}

/** The processes are started inside the invocation, within the CPU share that an invocation has. */
export function suppressedInit(invocation: Invocation, last: boolean, now: Milliseconds): Step {
  return {
    state: { name: 'Init', phase: 'invoke', startedAt: now, invocation, last },
    effects: [{ kind: 'limitCpu' }, { kind: 'launch' }],
  };
}

export function deliver(
  invocation: Invocation,
  now: Milliseconds,
  terms: Terms,
  more: { readonly last: boolean; readonly initDuration?: Milliseconds },
): Step {
  return deliverFirst({ invocation, startedAt: now, ...more }, now, terms);
}

export function deliverFirst(
  it: Pick<Invoke, 'invocation' | 'startedAt' | 'last' | 'initDuration'>,
  now: Milliseconds,
  terms: Terms,
): Step {
  const { invocation } = it;
  return {
    state: { name: 'Invoke', ...it, deliveredAt: now, progress: 'Running' },
    effects: [
      { kind: 'logStart', invocation },
      { kind: 'deliver', invocation, deadline: milliseconds(it.startedAt + terms.timeout) },
    ],
  };
}

export function onResponse(state: State, action: ResponseBegins, now: Milliseconds): Step {
  const to = action.verb === 'response' ? 'InvocationResponse' : 'InvocationErrorResponse';
  if ((state.name !== 'Invoke' && state.name !== 'Init') || state.invocation?.requestId !== action.requestId) {
    return unchanged(state, invalidRequestId());
  }
  const { invocation } = state;
  if (action.invocationId !== undefined && action.invocationId !== invocation.invocationId) {
    return unchanged(state, reject(400, 'InvalidInvocationId', 'Invalid invocation ID'));
  }
  if (state.name !== 'Invoke' || state.progress !== 'Running') return unchanged(state, invalidTransition(state, to));
  return unchanged({ ...state, progress: to, respondingAt: now }, { kind: 'accept', invocation });
}

export function onResponded(state: State, action: Action & { kind: 'responded' }, now: Milliseconds): Step {
  const { invocation, outcome, producedBytes } = action;
  if (state.name !== 'Invoke' || state.invocation !== invocation || state.responded !== undefined) {
    return unchanged(state);
  }
  const responded = { outcome, at: now, producedBytes };
  return unchanged(
    { ...state, progress: 'RuntimeResponseSentState', responded },
    { kind: 'respond', invocation, outcome },
  );
}

export function onNextInInvoke(state: Invoke, now: Milliseconds, terms: Terms): Step {
  switch (state.progress) {
    case 'Running':
      // A runtime that asks again has lost the event, and gets it again (`rapid`, core/states.go, RuntimeRunningState).
      return unchanged(state, {
        kind: 'deliver',
        invocation: state.invocation,
        deadline: milliseconds(state.startedAt + terms.timeout),
      });
    case 'RuntimeResponseSentState': {
      const finish = finishEffect(state, milliseconds(now - state.startedAt));
      if (state.last) return over(finish);
      return { state: { name: 'Ready', since: now }, effects: [finish] };
    }
    default:
      return unchanged(state, invalidTransition(state, 'Ready'));
  }
}

export function onExitInInvoke(state: Invoke, { reason }: Action & { kind: 'exited' }, now: Milliseconds): Step {
  const failure = exited(state.invocation, reason);
  return invokeFailed(state, failure, milliseconds(now - state.startedAt), {
    status: 'error',
    errorType: failure.errorType,
  });
}

/** Since 2024 a timeout's Duration is the Timeout exactly, not what passed until the sandbox was down. */
export function onTimeInInvoke(state: Invoke, terms: Terms): Step {
  return invokeFailed(state, timedOut(state.invocation, terms.timeout), terms.timeout, { status: 'timeout' });
}

/** An answer or error that the runtime gave before it failed is with the caller already, and stays. */
export function invokeFailed(
  state: Invoke,
  failure: FunctionError,
  duration: Milliseconds,
  reported: Pick<Finish, 'status' | 'errorType'>,
  last = state.last,
): Step {
  const { invocation, responded } = state;
  const respond: Effect[] = responded === undefined ? [{ kind: 'respond', invocation, outcome: failure }] : [];
  const effects = [...respond, finishEffect(state, duration, reported)];
  return last
    ? over(...effects)
    : { state: { name: 'Stopping', purpose: 'reset' }, effects: [...effects, { kind: 'kill' }] };
}

function finishEffect(
  state: Invoke,
  duration: Milliseconds,
  failure: Pick<Finish, 'status' | 'errorType'> = {},
): Effect {
  const cold = state.initDuration === undefined ? {} : { initDuration: state.initDuration };
  return { kind: 'finish', invocation: state.invocation, duration, ...cold, ...failure };
}
