import assert from 'node:assert/strict';
import type { Action } from '../../../src/emulator/environment/action.js';
import type { Effect, Step } from '../../../src/emulator/environment/effect.js';
import type { Invocation, Outcome } from '../../../src/emulator/environment/invocation.js';
import { begin, step } from '../../../src/emulator/environment/machine/machine.js';
import type { State, Terms } from '../../../src/emulator/environment/state.js';
import { milliseconds } from '../../../src/units/index.js';

export const terms: Terms = {
  initializationType: 'on-demand',
  timeout: milliseconds(3000),
  initLimit: milliseconds(10_000),
  idleTimeout: milliseconds(60_000),
  freezeAfter: milliseconds(5),
  endsAt: milliseconds(3_600_000),
};

const made = new Map<string, Invocation>();
/** The same object for the same id: a body of a response is told by it. */
export function invocation(requestId: string): Invocation {
  const known = made.get(requestId) ?? {
    requestId,
    invocationId: `attempt of ${requestId}`,
    payload: Buffer.from('{}'),
    invokedFunctionArn: 'arn',
    traceId: 'Root=1',
  };
  made.set(requestId, known);
  return known;
}

type Timed = readonly [number, Action];
export type Moment = Action | Timed;

const responded = (requestId: string, outcome: Outcome): Action => ({
  kind: 'responded',
  invocation: invocation(requestId),
  outcome,
  producedBytes: outcome.payload.length,
});

/** A response as it comes in: its headers, then its body. */
export function answer(requestId: string, at?: number): [Moment, Action] {
  const begins: Action = { kind: 'response', verb: 'response', requestId };
  const body = responded(requestId, { kind: 'completed', payload: Buffer.from('"done"') });
  return [at === undefined ? begins : [at, begins], body];
}

export function error(requestId: string): [Action, Action] {
  const payload = Buffer.from('{}');
  return [
    { kind: 'response', verb: 'error', requestId },
    responded(requestId, { kind: 'functionError', errorType: 'TypeError', payload }),
  ];
}

export const initError: Action = {
  kind: 'initError',
  error: {
    kind: 'functionError',
    errorType: 'Runtime.ImportModuleError',
    payload: Buffer.from('{"errorMessage":"no module"}'),
  },
};
export const exited: Action = { kind: 'exited', reason: { kind: 'code', code: 1 } };

export const launched = (...extensions: string[]): Action => ({ kind: 'launched', extensions });

/**
 * Plays actions one after the other, each a millisecond after the last unless it says when; `a` waits from the start,
 * and there are no external extensions.
 */
export const play = (...moments: readonly Moment[]): Play =>
  playFrom(step(begin(milliseconds(0), invocation('a')), launched(), milliseconds(0), terms).state, ...moments);

export type Play = Step & { readonly all: Effect[] };

export function playFrom(start: State, ...moments: readonly Moment[]): Play {
  let now = 0;
  let state = start;
  let effects: readonly Effect[] = [];
  const all: Effect[] = [];
  for (const it of moments) {
    const [at, action] = isTimed(it) ? it : [now + 1, it];
    now = at;
    ({ state, effects } = step(state, action, milliseconds(now), terms));
    all.push(...effects);
  }
  return { state, effects, all };
}

const isTimed = (it: Moment): it is Timed => Array.isArray(it);

export const kinds = (effects: readonly Effect[]): string[] => effects.map((it) => it.kind);

const TOLD_BESIDE = ['initStart', 'initRuntimeDone', 'extensionStates', 'initReport', 'runtimeDone'];
/** Without what is but told. */
export const deeds = (effects: readonly Effect[]): string[] => kinds(effects).filter((it) => !TOLD_BESIDE.includes(it));

export function finishOf(effects: readonly Effect[]): Extract<Effect, { kind: 'finish' }> {
  const [finish, ...more] = effects.filter((it) => it.kind === 'finish');
  assert.ok(finish !== undefined && more.length === 0, 'one finish');
  return finish;
}

export function outcomeOf(effects: readonly Effect[]): Outcome {
  const [respond, ...more] = effects.filter((it) => it.kind === 'respond');
  assert.ok(respond !== undefined && more.length === 0, 'one response');
  return respond.outcome;
}

export const textOf = (outcome: Outcome): string => Buffer.from(outcome.payload).toString();
