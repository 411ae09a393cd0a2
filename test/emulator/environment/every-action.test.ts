import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Action } from '../../../src/emulator/environment/action.js';
import type { Step } from '../../../src/emulator/environment/effect.js';
import { begin, deadlineOf, step } from '../../../src/emulator/environment/machine/machine.js';
import type { State } from '../../../src/emulator/environment/state.js';
import { milliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';
import {
  answer,
  error,
  exited,
  initError,
  invocation,
  kinds,
  launched,
  type Moment,
  play,
  playFrom,
  terms,
} from './plays.js';

const next: Action = { kind: 'next' };
const time: Action = { kind: 'time' };
const gone: Action = { kind: 'gone', clean: true };
const [response, body] = answer('a') as [Action, Action];
const [errorBegins, errorBody] = error('a');
const [toAnother] = answer('z') as [Action, Action];

const EXTERNAL = '00000000-0000-0000-0000-00000000000e';
const INTERNAL = '00000000-0000-0000-0000-00000000000f';
const register: Action = { kind: 'register', name: 'external', events: ['INVOKE', 'SHUTDOWN'], id: EXTERNAL };
const registerInternal: Action = { kind: 'register', name: 'internal', events: ['INVOKE'], id: INTERNAL };
const externalNext: Action = { kind: 'extensionNext', id: EXTERNAL };
const internalNext: Action = { kind: 'extensionNext', id: INTERNAL };
const crash: Action = { kind: 'extensionExited', name: 'external', reason: { kind: 'code', code: 1 } };

const samples: Record<string, Action> = {
  launched: launched(),
  'launched with extensions': launched('external'),
  'launched with too many': launched(...Array.from({ length: 11 }, (_, n) => `e${n}`)),
  entered: { kind: 'entered', late: milliseconds(0) },
  invoke: { kind: 'invoke', invocation: invocation('b') },
  wake: { kind: 'wake' },
  next,
  response,
  'body of a response': body,
  error: errorBegins,
  'body of an error': errorBody,
  'response to another': toAnother,
  initError,
  restoreNext: { kind: 'restoreNext' },
  restoreError: { ...initError, kind: 'restoreError' } as Action,
  register,
  registerInternal,
  'register for what there is not': { ...register, events: ['COFFEE'] } as Action,
  externalNext,
  internalNext,
  'next of nobody': { kind: 'extensionNext', id: 'nobody' },
  extensionInitError: { kind: 'extensionInitError', id: EXTERNAL, errorType: 'Mine' },
  extensionExitError: { kind: 'extensionExitError', id: INTERNAL, errorType: 'Mine' },
  'an extension exits': crash,
  'an extension cannot be started': {
    kind: 'extensionNotLaunched',
    name: 'external',
    errorType: 'PermissionDenied',
    message: 'no',
  },
  exited,
  gone,
  'not all gone': { kind: 'gone', clean: false },
  time,
  retire: { kind: 'retire' },
  stop: { kind: 'stop' },
};

const begun = begin(milliseconds(0), invocation('a'));
const extended = (...moments: Moment[]): State => playFrom(begun, launched('external'), register, ...moments).state;
const ready = [registerInternal, externalNext, internalNext, next] as const;

const states: Record<string, State> = {
  'Init, not launched': begun,
  Init: play().state,
  'Init for nobody': playFrom(begin(milliseconds(0)), launched()).state,
  'Init, said to fail': play(initError).state,
  'Init, restoring': play({ kind: 'restoreNext' }).state,
  'Init, second attempt': play(exited, gone, launched()).state,
  'Init, last': play({ kind: 'retire' }).state,
  'Init, extension not registered': playFrom(begun, launched('external')).state,
  'Init, extension registered': extended(),
  'Init, runtime ready and the extension not': extended(registerInternal, next),
  Ready: play(next, response, body, next).state,
  'Ready, not used yet': playFrom(begin(milliseconds(0)), launched(), next).state,
  'Ready, with extensions': extended(...ready, response, body, next, externalNext, internalNext),
  Invoke: play(next).state,
  'Invoke, responding': play(next, response).state,
  'Invoke, responded': play(next, response, body).state,
  'Invoke, last': play(next, { kind: 'retire' }).state,
  'Invoke, with extensions': extended(...ready),
  'Invoke, extensions not done': extended(...ready, response, body, next, internalNext),
  Frozen: play(next, response, body, [4, next], [9, time]).state,
  'Frozen, with extensions': extended(...ready, response, body, next, externalNext, internalNext, [20, time]),
  'Stopping for a second attempt': play(exited).state,
  'Stopping after a crash': play(next, exited).state,
  'Stopping, time for the runtime': extended(...ready, crash),
  'Stopping, time for the extensions': extended(...ready, exited),
  'Stopping for good': extended(...ready, response, body, next, externalNext, internalNext, { kind: 'retire' }),
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

const IS_POST = [
  'response',
  'initError',
  'restoreNext',
  'restoreError',
  'register',
  'extensionInitError',
  'extensionExitError',
];

function holdsInvariants(before: State, action: Action, { state, effects }: Step): void {
  const names = kinds(effects);
  const verdicts = names.filter((it) => it === 'accept' || it === 'reject').length;
  const isNext = action.kind === 'next' || action.kind === 'extensionNext';
  if (IS_POST.includes(action.kind)) assert.equal(verdicts, 1, 'a post has one answer');
  else assert.equal(verdicts, isNext && names.includes('reject') ? 1 : 0, 'only what was asked is answered');
  if (isNext) assert.ok(!names.includes('accept'), 'a next waits, or is refused');
  const ends = state.name === 'Shutdown' && before.name !== 'Shutdown';
  assert.equal(names.includes('remove'), ends, 'removed once, at the end');
  const isKilled = (it: State): boolean => it.name === 'Stopping' && it.stage === 'killed';
  assert.equal(names.includes('kill'), isKilled(state) && !isKilled(before), 'killed once a reset');
  assert.equal(
    names.includes('launch'),
    state.name === 'Init' && before.name !== 'Init',
    'started where there is none',
  );
  if (names.includes('startRuntime')) assert.ok(state.name === 'Init' && state.runtime === 'Started');
  assert.equal(names.includes('freeze'), state.name === 'Frozen' && before.name !== 'Frozen');
  const isUp = state.name === 'Invoke' || state.name === 'Ready';
  const goesOn = isUp || (state.name === 'Stopping' && state.stage !== 'killed');
  assert.equal(names.includes('thaw'), before.name === 'Frozen' && goesOn, 'nothing is said to the frozen');
  if (before.name === 'Shutdown') assert.equal(state.name, 'Shutdown');
  const waits = deadlineOf(state, terms) !== undefined;
  // Of a kill the end is waited for, which comes: see `EnvironmentLimits.kill`.
  assert.equal(waits, state.name !== 'Shutdown' && !isKilled(state), 'every wait ends');
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
      const end = [{ kind: 'stop' }, time, time].map((it) => [it, 3000] as [Action, number]);
      for (const [it, pause] of [...moments, ...end]) {
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
