import type { Milliseconds } from '../../../units/index.js';
import { type Action, type ExitReason, isExtensionEvent } from '../action.js';
import type { Rejection, Step } from '../effect.js';
import type { Extension, ExtensionState, Extensions } from '../extension.js';
import type { State, Terms } from '../state.js';
import { extensionExitedInInit, initDone, MAX_EXTENSIONS, registeredInInit } from './init.js';
import { extensionExitedInInvoke, extensionsInInvoke } from './invoke.js';
import { after, NOT_ALLOWED, reject, unchanged } from './step.js';
import { extensionExitedInStopping, extensionNextInStopping, stop } from './stopping.js';

const forbidden = (errorType: string, message: string): Rejection => reject(403, errorType, message);

/** Words as `rapid` chooses them (rapi/handler/agentregister.go and its neighbours, 2026-01). */
const invalidState = (it: Extension, to: string, called: string): Rejection =>
  forbidden(
    'Extension.InvalidExtensionState',
    `State transition from ${it.state} to ${to} failed for extension ${called}. Error: ${NOT_ALLOWED}`,
  );

export function onRegister(state: State, action: Action & { kind: 'register' }): Step {
  const { name, id } = action;
  const all = extensionsOf(state);
  const external = all.find((it) => it.kind === 'external' && it.name === name);
  const refusal = refusedEvent(action.events, external !== undefined) ?? refused(state, external, name);
  if (refusal !== undefined || state.name !== 'Init') {
    return unchanged(
      state,
      refusal ?? forbidden('Extension.RegistrationClosed', 'Extension registration closed already'),
    );
  }
  const events = action.events.filter(isExtensionEvent);
  const extension: Extension = {
    id,
    name,
    kind: external === undefined ? 'internal' : 'external',
    state: 'Registered',
    events,
  };
  const extensions = external === undefined ? [...all, extension] : all.map((it) => (it === external ? extension : it));
  return after([{ kind: 'accept', extension }], registeredInInit(state, extensions));
}

function refusedEvent(events: readonly string[], isExternal: boolean): Rejection | undefined {
  const unknown = events.find((it) => !isExtensionEvent(it));
  if (unknown !== undefined) return forbidden('Extension.InvalidEventType', `${unknown}: ErrorInvalidEventType`);
  if (isExternal || !events.includes('SHUTDOWN')) return undefined;
  return forbidden('Extension.InvalidEventType', 'SHUTDOWN: ShutdownEventNotSupportedForInternalExtension');
}

function refused(state: State, external: Extension | undefined, name: string): Rejection | undefined {
  if (external !== undefined)
    return external.state === 'Started' ? undefined : invalidState(external, 'Registered', name);
  if (state.name !== 'Init' || state.runtime === 'Ready') {
    return forbidden('Extension.RegistrationClosed', 'Extension registration closed already');
  }
  const all = state.extensions;
  if (all.length >= MAX_EXTENSIONS) {
    return forbidden('Extension.TooManyExtensions', `Extension limit (${MAX_EXTENSIONS}) reached`);
  }
  if (!all.some((it) => it.name === name)) return undefined;
  return forbidden('Extension.InvalidExtensionState', 'Extension with this name already registered');
}

export function onExtensionNext(state: State, { id }: { readonly id: string }, now: Milliseconds, terms: Terms): Step {
  const asking = extensionsOf(state).find((it) => it.id === id);
  if (asking === undefined) return unchanged(state, unknownExtension(`Unknown extension ${id}`));
  if (asking.state !== 'Registered' && asking.state !== 'Running')
    return unchanged(state, invalidState(asking, 'Ready', id));
  const extensions = changed(state, id, { state: 'Ready' });
  switch (state.name) {
    case 'Init':
      return initDone({ ...state, extensions }, now, terms);
    case 'Invoke':
      return extensionsInInvoke(state, extensions, now);
    case 'Stopping':
      return extensionNextInStopping(state, extensions, id);
    default:
      return unchanged(state);
  }
}

const ERRORS = {
  extensionInitError: { fatal: 'Extension.InitError', to: 'InitError', from: ['Registered'] },
  extensionExitError: { fatal: 'Extension.ExitError', to: 'ExitError', from: ['Registered', 'Ready', 'Running'] },
} as const satisfies Record<string, { fatal: string; to: ExtensionState; from: readonly ExtensionState[] }>;

/** It is expected to exit now. Of several errors the first counts. */
export function onExtensionError(
  state: State,
  action: Action & { kind: 'extensionInitError' | 'extensionExitError' },
): Step {
  const { id, errorType } = action;
  const { fatal, to, from } = ERRORS[action.kind];
  const it = extensionsOf(state).find((one) => one.id === id);
  if (it === undefined) return unchanged(state, unknownExtension('Unknown Lambda-Extension-Identifier'));
  if (it.state === to) return unchanged(state, { kind: 'accept' });
  if (!(from as readonly ExtensionState[]).includes(it.state)) {
    return unchanged(state, invalidState(it, to === 'ExitError' ? 'Exited' : to, id));
  }
  const extensions = changed(state, id, { state: to, errorType });
  const fatally = state.name === 'Init' || state.name === 'Invoke' ? { fatal: state.fatal ?? fatal } : {};
  return unchanged({ ...state, extensions, ...fatally } as State, { kind: 'accept' });
}

const unknownExtension = (message: string): Rejection => forbidden('Extension.UnknownExtensionIdentifier', message);

export function onExtensionExit(state: State, name: string, reason: ExitReason, now: Milliseconds): Step {
  switch (state.name) {
    case 'Init':
      return extensionExitedInInit({ ...state, extensions: exited(state.extensions, name) }, reason, now);
    case 'Invoke':
      return extensionExitedInInvoke({ ...state, extensions: exited(state.extensions, name) }, reason, now);
    case 'Ready':
    case 'Frozen': {
      const extensions = exited(state.extensions, name);
      const isFrozen = state.name === 'Frozen';
      return stop({ goal: { purpose: 'reset' }, reason: 'failure', extensions, isRuntimeAlive: true, isFrozen }, now);
    }
    case 'Stopping':
      return extensionExitedInStopping(state, name, now);
    default:
      return unchanged(state);
  }
}

const exited = (all: Extensions, name: string): Extensions =>
  all.map((it) => (it.kind === 'external' && it.name === name ? { ...it, exited: true } : it));

const extensionsOf = (state: State): Extensions =>
  state.name === 'Reset' || state.name === 'Shutdown' ? [] : state.extensions;

const changed = (state: State, id: string, change: Partial<Extension>): Extensions =>
  extensionsOf(state).map((it) => (it.id === id ? { ...it, ...change } : it));
