import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Action, ExitReason } from '../action.js';
import type { Effect, Step } from '../effect.js';
import type { Extension, Extensions } from '../extension.js';
import { errorTypeOf, exited, extensionExited, failed, timedOut } from '../failure.js';
import type { FunctionError, Invocation } from '../invocation.js';
import type { Ending } from '../platform-event.js';
import type { Init, State, Terms } from '../state.js';
import { deliver, deliverFirst } from './invoke.js';
import { after, invalidTransition, over, unchanged } from './step.js';
import { stop } from './stopping.js';

/** "You can register up to 10 extensions" (Extensions API, developer guide, read 2026-11). */
export const MAX_EXTENSIONS = 10;

/** All external extensions are started before the runtime, and it is only when all have registered. */
export function onLaunched(state: State, action: Action & { kind: 'launched' }, now: Milliseconds, terms: Terms): Step {
  if (state.name !== 'Init') return unchanged(state);
  const extensions = action.extensions.map(
    (name): Extension => ({ name, kind: 'external', state: 'Started', events: [] }),
  );
  // A suppressed init is a part of its invocation, which had begun before.
  const startedAt = state.phase === 'init' ? now : state.startedAt;
  const begun: Effect[] = [{ kind: 'initStart', phase: state.phase }];
  // On demand INIT is boosted; with provisioned concurrency it is not (DataDog's extension, pull request 700, 2025-06).
  if (terms.initializationType === 'provisioned-concurrency') begun.push({ kind: 'limitCpu' });
  const launching: Init = { ...state, startedAt, extensions };
  const surplus = extensions[MAX_EXTENSIONS];
  if (surplus !== undefined) {
    const message = `more than ${MAX_EXTENSIONS} extensions`;
    return after(begun, notLaunched(launching, surplus.name, 'TooManyExtensions', message, now));
  }
  const starts = extensions.map(({ name }): Effect => ({ kind: 'startExtension', name }));
  return after([...begun, ...starts], startRuntime(launching));
}

/** Only of the first process: the others are started within INIT. */
export function onEntered(state: State, { late }: { readonly late: Milliseconds }, now: Milliseconds): Step {
  if (state.name !== 'Init' || state.phase !== 'init' || state.entered === true) return unchanged(state);
  return unchanged({ ...state, startedAt: milliseconds(Math.max(state.startedAt, now - late)), entered: true });
}

function startRuntime(state: Init): Step {
  const isWaiting = state.extensions.some((it) => it.kind === 'external' && it.state === 'Started');
  if (state.runtime !== 'none' || isWaiting) return unchanged(state);
  return unchanged({ ...state, runtime: 'Started' }, { kind: 'startRuntime' });
}

export const registeredInInit = (state: Init, extensions: Extensions): Step => startRuntime({ ...state, extensions });

export function runtimeAtNextInInit(state: Init, now: Milliseconds, terms: Terms): Step {
  if (state.runtime !== 'Started' && state.runtime !== 'Restoring') {
    return state.runtime === 'Ready' ? unchanged(state) : unchanged(state, invalidTransition(state, 'Ready'));
  }
  return initDone({ ...state, runtime: 'Ready' }, now, terms);
}

/** INIT is over when the runtime and all extensions have asked for their first event. */
export function initDone(state: Init, now: Milliseconds, terms: Terms): Step {
  if (state.runtime !== 'Ready' || state.extensions.some((it) => it.state !== 'Ready')) return unchanged(state);
  const { invocation, phase, last, extensions, startedAt } = state;
  const duration = milliseconds(now - startedAt);
  const told = initTold(state, duration, { status: 'success' });
  if (phase === 'invoke' && invocation !== undefined) {
    return after(told, deliverFirst({ invocation, startedAt, last, extensions }, now, terms));
  }
  const effects: Effect[] =
    terms.initializationType === 'provisioned-concurrency' ? told : [...told, { kind: 'limitCpu' }];
  if (invocation === undefined) {
    const ready: State = { name: 'Ready', since: now, initDuration: duration, extensions };
    return { state: ready, effects };
  }
  return after(effects, deliver({ invocation, last, initDuration: duration, extensions }, now, terms));
}

function initTold(state: Init, duration: Milliseconds, end: Ending): Effect[] {
  const { phase, extensions, runtime } = state;
  return [
    ...(runtime === 'none' ? [] : [{ kind: 'initRuntimeDone', phase, ...end } as const]),
    ...(extensions.length === 0 ? [] : [{ kind: 'extensionStates', extensions } as const]),
    { kind: 'initReport', phase, duration, ...end },
  ];
}

/** The runtime is expected to exit after it; INIT has failed when it has, or when its time is up. */
export function onInitError(state: State, { error }: { readonly error: FunctionError }): Step {
  if (state.name !== 'Init' || (state.runtime !== 'Started' && state.runtime !== 'Restoring')) {
    return unchanged(state, invalidTransition(state, 'InitError'));
  }
  return unchanged({ ...state, runtime: 'InitError', posted: error }, { kind: 'accept' });
}

/** There are no snapshots here: what a runtime does after one is restored, it does as a part of INIT. */
export function onRestoreNext(state: State): Step {
  if (state.name !== 'Init' || state.runtime !== 'Started') return unchanged(state, invalidTransition(state, 'Ready'));
  return unchanged({ ...state, runtime: 'Restoring' }, { kind: 'accept' });
}

export const onRestoreError = (state: State, action: Action & { kind: 'restoreError' }): Step =>
  state.name === 'Init' && state.runtime === 'Restoring'
    ? onInitError(state, action)
    : unchanged(state, invalidTransition(state, 'RestoreError'));

export function runtimeExitedInInit(state: Init, reason: ExitReason, now: Milliseconds): Step {
  const { posted, fatal } = state;
  const errorType = posted?.errorType ?? fatal ?? errorTypeOf(reason);
  return initFailed(
    { ...state, runtime: state.runtime === 'none' ? 'none' : 'InitError' },
    now,
    { status: 'error', errorType },
    (invocation) => posted ?? exited(invocation, reason),
    { isRuntimeAlive: false },
  );
}

export function extensionExitedInInit(state: Init, reason: ExitReason, now: Milliseconds): Step {
  const errorType = state.fatal ?? 'Extension.Crash';
  const end = { status: 'error', errorType } as const;
  return initFailed(state, now, end, (invocation) => extensionExited(invocation, errorType, reason));
}

export function notLaunched(state: Init, name: string, errorType: string, message: string, now: Milliseconds): Step {
  const extensions = state.extensions.map((it) =>
    it.name === name ? { ...it, state: 'LaunchError' as const, errorType } : it,
  );
  const end = { status: 'error', errorType: 'Extension.LaunchError' } as const;
  return initFailed({ ...state, extensions }, now, end, (invocation) => failed(invocation, end.errorType, message));
}

/**
 * An INIT that takes too long has no error type in its line when it was the first (`Phase: init Status: timeout`); for
 * one inside an invocation real logs have `Status: error Error Type: Runtime.Unknown`, and `rapid` says why: it has no
 * other name for it (rapid/handlers.go, getFirstFatalError).
 */
export function onTimeInInit(state: Init, now: Milliseconds, terms: Terms): Step {
  if (state.phase === 'init') {
    const end = { status: 'timeout' } as const;
    return initFailed(state, now, end, (invocation) => timedOut(invocation, terms.initLimit));
  }
  const end = { status: 'error', errorType: 'Runtime.Unknown' } as const;
  const outcomeFor = (invocation: Invocation): FunctionError => timedOut(invocation, terms.timeout);
  return initFailed(state, now, end, outcomeFor, { reported: { status: 'timeout' } });
}

/**
 * Lambda runs an INIT that has failed once more, inside the invocation ("Failures during the Init phase", developer
 * guide, read 2026-10), and the invocation fails only if that one fails, too.
 */
function initFailed(
  state: Init,
  now: Milliseconds,
  end: Ending,
  outcomeFor: (invocation: Invocation) => FunctionError,
  more: { readonly reported?: Ending; readonly isRuntimeAlive?: boolean } = {},
): Step {
  const { invocation, phase, last, extensions } = state;
  const { reported = end, isRuntimeAlive = state.runtime !== 'none' } = more;
  const duration = milliseconds(now - state.startedAt);
  const told = initTold(state, duration, end);
  const reason = reported.status === 'timeout' ? 'timeout' : 'failure';
  const ending = { reason, extensions, isRuntimeAlive } as const;
  if (invocation === undefined) return after(told, stop({ ...ending, goal: { purpose: 'end' } }, now));
  if (phase === 'init') return after(told, stop({ ...ending, goal: { purpose: 'retry', invocation, last } }, now));
  const effects: Effect[] = [
    ...told,
    { kind: 'start', invocation },
    { kind: 'respond', invocation, outcome: outcomeFor(invocation) },
    { kind: 'runtimeDone', invocation, duration: milliseconds(0), producedBytes: 0, spans: [], ...reported },
    { kind: 'finish', invocation, duration, spans: [], ...reported },
  ];
  return after(effects, stop({ ...ending, goal: { purpose: last ? 'end' : 'reset' } }, now));
}

/** Nobody waits for it, and nobody will. */
export const giveUpInit = (state: Init, now: Milliseconds): Step =>
  state.extensions.length === 0
    ? over()
    : stop(
        {
          goal: { purpose: 'end' },
          reason: 'spindown',
          extensions: state.extensions,
          isRuntimeAlive: state.runtime !== 'none',
        },
        now,
      );
