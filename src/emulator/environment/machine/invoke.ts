import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Action, ExitReason, ResponseBegins } from '../action.js';
import type { Effect, Step } from '../effect.js';
import type { Extension, Extensions, ShutdownReason } from '../extension.js';
import { exited, extensionExited, timedOut } from '../failure.js';
import type { FunctionError, Invocation } from '../invocation.js';
import type { Ending } from '../platform-event.js';
import type { Invoke, State, Terms } from '../state.js';
import { extensionOverhead, runtimeSpans } from './spans.js';
import { after, invalidRequestId, invalidTransition, reject, unchanged } from './step.js';
import { stop } from './stopping.js';

export function onInvoke(state: State, invocation: Invocation, now: Milliseconds, terms: Terms): Step {
  switch (state.name) {
    case 'Ready':
    case 'Frozen': {
      const { extensions, initDuration } = state;
      const cold = initDuration === undefined ? {} : { initDuration };
      const step = deliver({ invocation, last: false, extensions, ...cold }, now, terms);
      return state.name === 'Ready' ? step : after([{ kind: 'thaw' }], step);
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
    state: { name: 'Init', phase: 'invoke', startedAt: now, invocation, last, extensions: [], runtime: 'none' },
    effects: [{ kind: 'limitCpu' }, { kind: 'launch' }],
  };
}

type Delivery = Pick<Invoke, 'invocation' | 'last' | 'initDuration' | 'extensions'>;

export const deliver = (it: Delivery, now: Milliseconds, terms: Terms): Step =>
  deliverFirst({ ...it, startedAt: now }, now, terms);

/** To the extensions first, as `rapid` does. */
export function deliverFirst(it: Delivery & Pick<Invoke, 'startedAt'>, now: Milliseconds, terms: Terms): Step {
  const { invocation } = it;
  const deadline = milliseconds(it.startedAt + terms.timeout);
  const effects: Effect[] = [{ kind: 'start', invocation }];
  for (const { id, events } of it.extensions) {
    if (id === undefined || !events.includes('INVOKE')) continue;
    effects.push({ kind: 'deliverEvent', id, event: { eventType: 'INVOKE', invocation, deadline } });
  }
  effects.push({ kind: 'deliver', invocation, deadline });
  return {
    state: { name: 'Invoke', ...it, deliveredAt: now, progress: 'Running', extensions: it.extensions.map(running) },
    effects,
  };
}

const running = (it: Extension): Extension => (it.events.includes('INVOKE') ? { ...it, state: 'Running' } : it);

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

export function runtimeAtNextInInvoke(state: Invoke, now: Milliseconds, terms: Terms): Step {
  switch (state.progress) {
    case 'Running':
      // A runtime that asks again has lost the event, and gets it again (`rapid`, core/states.go, RuntimeRunningState).
      return unchanged(state, {
        kind: 'deliver',
        invocation: state.invocation,
        deadline: milliseconds(state.startedAt + terms.timeout),
      });
    case 'RuntimeResponseSentState': {
      const done: Invoke = { ...state, progress: 'Ready', runtimeDoneAt: now };
      return after([runtimeDone(done, now, { status: 'success' })], invokeDone(done, now));
    }
    case 'Ready':
      return unchanged(state);
    default:
      return unchanged(state, invalidTransition(state, 'Ready'));
  }
}

/** The invocation is over when the runtime and every extension that was told of it are back at their `next`. */
export function invokeDone(state: Invoke, now: Milliseconds): Step {
  const { extensions } = state;
  if (state.progress !== 'Ready' || extensions.some((it) => it.state === 'Running')) return unchanged(state);
  const finish = finishEffect(state, milliseconds(now - state.startedAt), { status: 'success' }, now);
  if (!state.last) return { state: { name: 'Ready', since: now, extensions }, effects: [finish] };
  return after([finish], stop({ goal: { purpose: 'end' }, reason: 'spindown', extensions, isRuntimeAlive: true }, now));
}

export function runtimeExitedInInvoke(state: Invoke, reason: ExitReason, now: Milliseconds): Step {
  const failure = exited(state.invocation, reason);
  const errorType = state.fatal ?? failure.errorType;
  return invokeFailed(state, failure, now, { status: 'error', errorType, reason: 'failure', isRuntimeAlive: false });
}

export function extensionExitedInInvoke(state: Invoke, reason: ExitReason, now: Milliseconds): Step {
  const errorType = state.fatal ?? 'Extension.Crash';
  const failure = extensionExited(state.invocation, errorType, reason);
  return invokeFailed(state, failure, now, { status: 'error', errorType, reason: 'failure' });
}

/** Since 2024 a timeout's Duration is the Timeout exactly, not what passed until the sandbox was down. */
export function onTimeInInvoke(state: Invoke, now: Milliseconds, terms: Terms): Step {
  const failure = timedOut(state.invocation, terms.timeout);
  return invokeFailed(state, failure, now, { status: 'timeout', reason: 'timeout', duration: terms.timeout });
}

export interface Failing extends Ending {
  readonly reason: ShutdownReason;
  readonly duration?: Milliseconds;
  readonly isRuntimeAlive?: boolean;
}

/** An answer or error that the runtime gave before it failed is with the caller already, and stays. */
export function invokeFailed(state: Invoke, failure: FunctionError, now: Milliseconds, how: Failing): Step {
  const { invocation, responded, extensions, last } = state;
  const { status, errorType, reason, duration = milliseconds(now - state.startedAt), isRuntimeAlive = true } = how;
  const end: Ending = errorType === undefined ? { status } : { status, errorType };
  const effects: Effect[] = [
    ...(responded === undefined ? [{ kind: 'respond', invocation, outcome: failure } as const] : []),
    ...(state.progress === 'Ready' ? [] : [runtimeDone(state, now, end)]),
    finishEffect(state, duration, end, now),
  ];
  return after(effects, stop({ goal: { purpose: last ? 'end' : 'reset' }, reason, extensions, isRuntimeAlive }, now));
}

function runtimeDone(state: Invoke, now: Milliseconds, end: Ending): Effect {
  const { invocation, responded, deliveredAt } = state;
  return {
    kind: 'runtimeDone',
    invocation,
    duration: milliseconds(now - deliveredAt),
    producedBytes: responded?.producedBytes ?? 0,
    spans: runtimeSpans(state),
    ...end,
  };
}

function finishEffect(state: Invoke, duration: Milliseconds, end: Ending, now: Milliseconds): Effect {
  const cold = state.initDuration === undefined ? {} : { initDuration: state.initDuration };
  const { invocation } = state;
  return { kind: 'finish', invocation, duration, spans: extensionOverhead(state, now), ...cold, ...end };
}

export const extensionsInInvoke = (state: Invoke, extensions: Extensions, now: Milliseconds): Step =>
  invokeDone({ ...state, extensions }, now);
