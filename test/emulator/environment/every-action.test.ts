import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Action, Step } from '../../../src/emulator/environment/action.js';
import { begin, deadlineOf, step } from '../../../src/emulator/environment/machine/machine.js';
import type { State } from '../../../src/emulator/environment/state.js';
import { milliseconds } from '../../../src/units/index.js';
import { answer, error, exited, initError, invocation, kinds, play, terms } from './plays.js';

const next: Action = { kind: 'next' };
const time: Action = { kind: 'time' };
const gone: Action = { kind: 'gone', clean: true };
const [response, body] = answer('a') as [Action, Action];
const [errorBegins, errorBody] = error('a');
const [toAnother] = answer('z') as [Action, Action];

const samples: Record<string, Action> = {
  launched: { kind: 'launched' },
  invoke: { kind: 'invoke', invocation: invocation('b') },
  next,
  response,
  'body of a response': body,
  error: errorBegins,
  'body of an error': errorBody,
  'response to another': toAnother,
  initError,
  exited,
  gone,
  'not all gone': { kind: 'gone', clean: false },
  time,
  retire: { kind: 'retire' },
  stop: { kind: 'stop' },
};

const states: Record<string, State> = {
  Init: begin(milliseconds(0), invocation('a')),
  'Init for nobody': begin(milliseconds(0)),
  'Init, said to fail': play(initError).state,
  'Init, second attempt': play(exited, gone).state,
  'Init, last': play({ kind: 'retire' }).state,
  Ready: play(next, response, body, next).state,
  'Ready, not used yet': { name: 'Ready', since: milliseconds(0), initDuration: milliseconds(5) },
  Invoke: play(next).state,
  'Invoke, responding': play(next, response).state,
  'Invoke, responded': play(next, response, body).state,
  'Invoke, last': play(next, { kind: 'retire' }).state,
  Frozen: play(next, response, body, [4, next], [9, time]).state,
  'Stopping for a second attempt': play(exited).state,
  'Stopping after a crash': play(next, exited).state,
  Reset: play(next, exited, gone).state,
  Shutdown: { name: 'Shutdown' },
};

describe('every action in every state', () => {
  for (const [stateName, state] of Object.entries(states)) {
    for (const [actionName, action] of Object.entries(samples)) {
      test(`${actionName} in ${stateName} has a defined answer`, () => {
        for (const now of [1, 100_000, 4_000_000]) {
          holdsInvariants(state, action, step(state, action, milliseconds(now), terms));
        }
      });
    }
  }
});

/** States in which there are no processes, or they are being killed already. */
const DEAD = ['Stopping', 'Reset', 'Shutdown'];

function holdsInvariants(before: State, action: Action, { state, effects }: Step): void {
  const names = kinds(effects);
  const verdicts = names.filter((it) => it === 'accept' || it === 'reject').length;
  const isPost = action.kind === 'response' || action.kind === 'initError';
  assert.equal(
    verdicts,
    isPost || (action.kind === 'next' && names.includes('reject')) ? 1 : 0,
    'a post has one answer',
  );
  const ends = state.name === 'Shutdown' && before.name !== 'Shutdown';
  assert.equal(names.includes('remove'), ends, 'removed once, at the end');
  assert.equal(names.includes('kill'), state.name === 'Stopping' && before.name !== 'Stopping', 'killed once a reset');
  assert.equal(
    names.includes('launch'),
    state.name === 'Init' && DEAD.includes(before.name),
    'started where there is none',
  );
  assert.equal(names.includes('freeze'), state.name === 'Frozen' && before.name !== 'Frozen');
  assert.equal(
    names.includes('thaw'),
    before.name === 'Frozen' && state.name === 'Invoke',
    'no delivery to the frozen',
  );
  if (before.name === 'Shutdown') assert.equal(state.name, 'Shutdown');
  const waits = deadlineOf(state, terms) !== undefined;
  // Of a kill the end is waited for, which comes: see `EnvironmentLimits.kill`.
  assert.equal(waits, state.name !== 'Shutdown' && state.name !== 'Stopping', 'every wait ends');
  if (names.includes('deliver')) assert.equal(state.name, 'Invoke');
}

test('whatever happens, each accepted invocation is answered and finished exactly once, and never after the end', () => {
  const action = fc.constantFrom(...Object.values(samples).filter((it) => it.kind !== 'invoke'));
  const invoke = fc
    .integer({ min: 0, max: 99 })
    .map((n): Action => ({ kind: 'invoke', invocation: invocation(`b${n}`) }));
  const moment = fc.tuple(fc.oneof({ weight: 3, arbitrary: action }, invoke), fc.integer({ min: 0, max: 70_000 }));
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 40 }), (moments) => {
      let now = 0;
      let state: State = begin(milliseconds(0), invocation('a'));
      let open = 1;
      let unanswered = 1;
      for (const [it, pause] of [...moments, [{ kind: 'stop' }, 1] as const]) {
        now += pause;
        const taken = step(state, it, milliseconds(now), terms);
        holdsInvariants(state, it, taken);
        const names = kinds(taken.effects);
        const begun = it.kind === 'invoke' ? 1 : 0;
        const refused = names.filter((name) => name === 'refuse').length;
        open += begun - refused - names.filter((name) => name === 'finish').length;
        unanswered += begun - refused - names.filter((name) => name === 'respond').length;
        assert.ok(open === 0 || open === 1);
        assert.ok(unanswered === 0 || (unanswered === 1 && open === 1));
        state = taken.state;
      }
      assert.equal(open, 0);
      assert.equal(state.name, 'Shutdown');
    }),
    { numRuns: 1000 },
  );
});
