import { type Milliseconds, milliseconds } from '../../units/index.js';
import { errorTypeOf, exited, functionError, timedOut } from './failure.js';
import type { Action, Effect, Finish, InitFailure, Invocation, Outcome, State, Step, Terms } from './state.js';

/**
 * An execution environment as a pure function: state, action and time in, new state and effects out. It knows neither
 * HTTP nor processes nor timers, so every action can be tried in every state in microseconds. The shape is that of
 * Firecracker's VMM: a request is an action, the action has an answer in any state.
 *
 * An invocation is over when the runtime asks for the next one, not when it has answered: AWS's Duration holds what the
 * runtime does in between, and a REPORT with all log lines before it can only be written then.
 */
export function begin(now: Milliseconds, invocation: Invocation): State {
  return { name: 'Init', startedAt: now, invocation, last: false };
}

export function step(state: State, action: Action, now: Milliseconds, terms: Terms): Step {
  switch (action.kind) {
    case 'invoke':
      return onInvoke(state, action.invocation, now);
    case 'next':
      return onNext(state, now);
    case 'answer':
      return onAnswer(state, action);
    case 'initError':
      return onInitError(state, action, now);
    case 'exited':
      return onExit(state, action, now);
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
      return milliseconds(state.startedAt + terms.initLimit);
    case 'Invoke':
      return milliseconds(state.deliveredAt + terms.timeout);
    case 'Ready':
    case 'Frozen':
      return milliseconds(state.since + terms.idleTimeout);
    case 'Shutdown':
      return undefined;
  }
}

const SHUTDOWN: State = { name: 'Shutdown' };
const unchanged = (state: State, ...effects: Effect[]): Step => ({ state, effects });
const over = (...effects: Effect[]): Step => ({ state: SHUTDOWN, effects: [...effects, { kind: 'kill' }] });

function onInvoke(state: State, invocation: Invocation, now: Milliseconds): Step {
  switch (state.name) {
    case 'Ready':
      return deliver(invocation, now, false, state.initDuration);
    case 'Frozen':
      return deliver(invocation, now, false);
    case 'Init':
      if (state.invocation !== undefined || state.last) return unchanged(state, { kind: 'refuse', invocation });
      return unchanged({ ...state, invocation });
    default:
      return unchanged(state, { kind: 'refuse', invocation });
  }
}

function deliver(invocation: Invocation, now: Milliseconds, last: boolean, initDuration?: Milliseconds): Step {
  const cold = initDuration === undefined ? {} : { initDuration };
  return {
    state: { name: 'Invoke', invocation, deliveredAt: now, last, ...cold },
    effects: [
      { kind: 'logStart', invocation },
      { kind: 'deliver', invocation },
    ],
  };
}

function onNext(state: State, now: Milliseconds): Step {
  switch (state.name) {
    case 'Init':
      return initDone(state, now);
    case 'Invoke':
      if (state.answered === undefined) return unchanged(state, invalidTransition(state, 'Ready'));
      return backAtNext(state, state.answered, now);
    case 'Shutdown':
      return unchanged(state, invalidTransition(state, 'Ready'));
    default:
      // A runtime may lose its connection and ask again: the newest request is the one that is answered.
      return unchanged(state);
  }
}

function initDone(state: State & { name: 'Init' }, now: Milliseconds): Step {
  const initDuration = milliseconds(now - state.startedAt);
  if (state.invocation === undefined) {
    if (state.last) return over();
    return { state: { name: 'Ready', since: now, initDuration }, effects: [{ kind: 'limitCpu' }] };
  }
  const delivered = deliver(state.invocation, now, state.last, initDuration);
  return { state: delivered.state, effects: [{ kind: 'limitCpu' }, ...delivered.effects] };
}

function backAtNext(state: State & { name: 'Invoke' }, outcome: Outcome, now: Milliseconds): Step {
  const finish = finishEffect(state, outcome, milliseconds(now - state.deliveredAt));
  if (state.last) return over(finish);
  return { state: { name: 'Frozen', since: now }, effects: [finish] };
}

function finishEffect(
  state: State & { name: 'Invoke' },
  outcome: Outcome,
  duration: Milliseconds,
  failure: Pick<Finish, 'status' | 'errorType'> = {},
): Effect {
  const cold = state.initDuration === undefined ? {} : { initDuration: state.initDuration };
  return { kind: 'finish', invocation: state.invocation, outcome, duration, ...cold, ...failure };
}

function onAnswer(state: State, action: Action & { kind: 'answer' }): Step {
  if (state.name !== 'Invoke') return unchanged(state, invalidTransition(state, 'InvocationResponse'));
  if (action.requestId !== state.invocation.requestId) {
    return unchanged(state, reject(400, 'InvalidRequestID', 'Invalid request ID'));
  }
  if (action.invocationId !== undefined && action.invocationId !== state.invocation.invocationId) {
    return unchanged(state, reject(400, 'InvalidInvocationId', 'Invalid invocation ID'));
  }
  if (state.answered !== undefined) return unchanged(state, invalidTransition(state, 'InvocationResponse'));
  return unchanged({ ...state, answered: action.outcome }, { kind: 'accept' });
}

function onInitError(state: State, action: Action & { kind: 'initError' }, now: Milliseconds): Step {
  if (state.name !== 'Init') return unchanged(state, invalidTransition(state, 'InitError'));
  const outcome: Outcome = { kind: 'functionError', errorType: action.errorType, payload: action.payload };
  const failed = initFailed(state, now, 'error', () => outcome, action.errorType);
  return { state: failed.state, effects: [{ kind: 'accept' }, ...failed.effects] };
}

/**
 * AWS runs a failed INIT once more inside the invocation and shows the second failure's span as Duration. Here it is not
 * run again, so the span of the only failure stands there: Duration is the failed INIT, and no Init Duration is printed.
 */
function initFailed(
  state: State & { name: 'Init' },
  now: Milliseconds,
  status: InitFailure['status'],
  outcomeFor: (invocation: Invocation) => Outcome,
  errorType?: string,
): Step {
  const duration = milliseconds(now - state.startedAt);
  const failure = { duration, status, ...(errorType === undefined ? {} : { errorType }) };
  const { invocation } = state;
  if (invocation === undefined) return over({ kind: 'logInitFailure', ...failure });
  return over(
    { kind: 'logInitFailure', ...failure },
    { kind: 'logStart', invocation },
    { kind: 'finish', invocation, outcome: outcomeFor(invocation), ...failure },
  );
}

function onExit(state: State, action: Action & { kind: 'exited' }, now: Milliseconds): Step {
  const { reason } = action;
  const errorType = errorTypeOf(reason);
  switch (state.name) {
    case 'Init':
      return initFailed(state, now, 'error', (invocation) => exited(invocation, reason), errorType);
    case 'Invoke': {
      // An error that the runtime has posted before it died says more than the death does.
      const posted = state.answered?.kind === 'functionError' ? state.answered : undefined;
      const outcome = posted ?? exited(state.invocation, reason);
      const duration = milliseconds(now - state.deliveredAt);
      return over(finishEffect(state, outcome, duration, { status: 'error', errorType: outcome.errorType }));
    }
    case 'Shutdown':
      return unchanged(state);
    default:
      return over();
  }
}

function onTime(state: State, now: Milliseconds, terms: Terms): Step {
  const deadline = deadlineOf(state, terms);
  if (deadline === undefined || now < deadline) return unchanged(state);
  switch (state.name) {
    case 'Init':
      return initFailed(state, deadline, 'timeout', (invocation) => timedOut(invocation, terms.initLimit));
    case 'Invoke':
      // Since 2024 a timeout's Duration is the Timeout exactly, not what passed until the sandbox was down.
      return over(finishEffect(state, timedOut(state.invocation, terms.timeout), terms.timeout, { status: 'timeout' }));
    default:
      return over();
  }
}

function onRetire(state: State): Step {
  switch (state.name) {
    case 'Init':
      return state.invocation === undefined ? over() : unchanged({ ...state, last: true });
    case 'Invoke':
      return unchanged({ ...state, last: true });
    case 'Shutdown':
      return unchanged(state);
    default:
      return over();
  }
}

function onStop(state: State, now: Milliseconds): Step {
  const outcome = functionError('Runtime.Unknown', 'The emulator was stopped');
  switch (state.name) {
    case 'Init':
      return initFailed(state, now, 'error', () => outcome, outcome.errorType);
    case 'Invoke': {
      const failure = { status: 'error', errorType: outcome.errorType } as const;
      return over(finishEffect(state, outcome, milliseconds(now - state.deliveredAt), failure));
    }
    case 'Shutdown':
      return unchanged(state);
    default:
      return over();
  }
}

const reject = (status: number, errorType: string, message: string): Effect => ({
  kind: 'reject',
  status,
  errorType,
  message,
});

/** The words of `rapid` (runtime interface emulator, core/statejson). */
function invalidTransition(state: State, to: string): Effect {
  return reject(403, 'InvalidStateTransition', `State transition from ${state.name} to ${to} failed for runtime.`);
}
