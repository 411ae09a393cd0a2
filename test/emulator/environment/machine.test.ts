import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { begin, deadlineOf, step } from '../../../src/emulator/environment/machine.js';
import type { Action, Effect, Invocation, State, Step, Terms } from '../../../src/emulator/environment/state.js';
import { milliseconds } from '../../../src/units/index.js';

const terms: Terms = {
  timeout: milliseconds(3000),
  initLimit: milliseconds(10_000),
  idleTimeout: milliseconds(60_000),
};
const invocation = (requestId: string): Invocation => ({
  requestId,
  invocationId: `attempt of ${requestId}`,
  payload: Buffer.from('{}'),
  invokedFunctionArn: 'arn',
  traceId: 'Root=1',
});
const body = Buffer.from('"done"');
const answer = (requestId: string): Action => ({
  kind: 'answer',
  requestId,
  outcome: { kind: 'completed', payload: body },
});
const error = (requestId: string): Action => ({
  kind: 'answer',
  requestId,
  outcome: { kind: 'functionError', errorType: 'TypeError', payload: body },
});
const initError: Action = { kind: 'initError', errorType: 'Runtime.ImportModuleError', payload: body };
const exited: Action = { kind: 'exited', reason: { kind: 'code', code: 1 } };
const next: Action = { kind: 'next' };
const time: Action = { kind: 'time' };

/** Plays actions one after the other, each a millisecond after the last unless it says when. */
function play(...actions: (Action | [number, Action])[]): Step & { all: Effect[] } {
  let now = 0;
  let last: Step = { state: begin(milliseconds(0), invocation('a')), effects: [] };
  const all: Effect[] = [];
  for (const it of actions) {
    const [at, action] = Array.isArray(it) ? it : [now + 1, it];
    now = at;
    last = step(last.state, action, milliseconds(now), terms);
    all.push(...last.effects);
  }
  return { ...last, all };
}
const kinds = (effects: readonly Effect[]): string[] => effects.map((it) => it.kind);
const finishOf = (effects: readonly Effect[]): Extract<Effect, { kind: 'finish' }> => {
  const found = effects.filter((it) => it.kind === 'finish');
  assert.equal(found.length, 1);
  const [finish] = found;
  assert.ok(finish);
  return finish;
};

describe('an execution environment', () => {
  test('limits the CPU when the runtime is ready, and only then delivers the first invocation', () => {
    const { effects, state } = play([80, next]);
    assert.deepEqual(kinds(effects), ['limitCpu', 'logStart', 'deliver']);
    assert.equal(state.name, 'Invoke');
  });

  test('is done with an invocation when the runtime asks for the next, and counts until then', () => {
    const { effects, state } = play([80, next], [90, answer('a')], [95, next]);
    const finish = finishOf(effects);
    assert.equal(finish.duration, 15);
    assert.equal(finish.initDuration, 80);
    assert.deepEqual(finish.outcome, { kind: 'completed', payload: body });
    assert.equal(finish.status, undefined);
    assert.equal(state.name, 'Frozen');
  });

  test('has an Init Duration in its first report only', () => {
    const { effects } = play(
      next,
      answer('a'),
      next,
      { kind: 'invoke', invocation: invocation('b') },
      answer('b'),
      next,
    );
    assert.equal(finishOf(effects).initDuration, undefined);
  });

  test('refuses a second invocation while it has one', () => {
    const { effects } = play(next, { kind: 'invoke', invocation: invocation('b') });
    assert.deepEqual(kinds(effects), ['refuse']);
  });

  test('refuses an answer to another request, a second answer, and one to an earlier attempt', () => {
    assert.deepEqual(play(next, answer('z')).effects[0], {
      kind: 'reject',
      status: 400,
      errorType: 'InvalidRequestID',
      message: 'Invalid request ID',
    });
    assert.equal(kinds(play(next, answer('a'), answer('a')).effects)[0], 'reject');
    const late = { ...answer('a'), invocationId: 'an earlier attempt' } as Action;
    const [refused] = play(next, late).effects;
    assert.equal(refused?.kind === 'reject' && refused.errorType, 'InvalidInvocationId');
  });

  test('refuses a runtime that asks for the next invocation without having answered this one', () => {
    const [refused] = play(next, next).effects;
    assert.equal(refused?.kind === 'reject' && refused.status, 403);
  });

  test('reports exactly the Timeout when it is over, and is killed', () => {
    const { effects, state } = play([80, next], [3085, time]);
    const finish = finishOf(effects);
    assert.equal(finish.duration, 3000);
    assert.equal(finish.status, 'timeout');
    assert.match(
      Buffer.from(finish.outcome.payload).toString(),
      /"errorType":"Sandbox.Timedout".*RequestId: a Error: Task timed out after 3\.00 seconds/,
    );
    assert.equal(kinds(effects).at(-1), 'kill');
    assert.equal(state.name, 'Shutdown');
  });

  test('does not time out before its time', () => {
    assert.deepEqual(play([80, next], [3079, time]).effects, []);
  });

  test('fails its invocation when INIT fails, with the error that the runtime gave', () => {
    const { effects } = play([50, initError]);
    assert.deepEqual(kinds(effects), ['accept', 'logInitFailure', 'logStart', 'finish', 'kill']);
    const finish = finishOf(effects);
    assert.equal(finish.errorType, 'Runtime.ImportModuleError');
    assert.equal(finish.duration, 50);
    assert.equal(finish.initDuration, undefined);
  });

  test('gives INIT ten seconds', () => {
    const { effects } = play([10_001, time]);
    assert.deepEqual(kinds(effects), ['logInitFailure', 'logStart', 'finish', 'kill']);
    assert.equal(finishOf(effects).status, 'timeout');
  });

  test('tells an exit from a signal and from want of memory', () => {
    const message = (reason: Extract<Action, { kind: 'exited' }>['reason']): string =>
      Buffer.from(finishOf(play(next, { kind: 'exited', reason }).effects).outcome.payload).toString();
    assert.equal(
      message({ kind: 'code', code: 1 }),
      '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: a Error: Runtime exited with error: exit status 1"}',
    );
    assert.match(message({ kind: 'code', code: 0 }), /Runtime exited without providing a reason/);
    assert.match(message({ kind: 'signal', signal: 'SIGSEGV' }), /signal: segmentation fault/);
    assert.match(message({ kind: 'outOfMemory' }), /"Runtime.OutOfMemory".*signal: killed/);
  });

  test('keeps the error that the runtime posted before it died', () => {
    const finish = finishOf(play(next, error('a'), exited).effects);
    assert.equal(finish.errorType, 'TypeError');
  });

  test('counts an exit after the answer as a crash', () => {
    const finish = finishOf(play(next, answer('a'), exited).effects);
    assert.equal(finish.errorType, 'Runtime.ExitError');
  });

  test('stops after its idle time', () => {
    assert.deepEqual(kinds(play(next, answer('a'), [3, next], [60_004, time]).effects), ['kill']);
    assert.deepEqual(play(next, answer('a'), [3, next], [60_002, time]).effects, []);
  });

  test('finishes what it has when its function changes, and is not used again', () => {
    const { effects, state } = play(next, { kind: 'retire' }, answer('a'), next);
    assert.deepEqual(kinds(effects), ['finish', 'kill']);
    assert.equal(state.name, 'Shutdown');
    assert.deepEqual(kinds(play({ kind: 'retire' }, next, answer('a'), next).effects), ['finish', 'kill']);
    assert.deepEqual(kinds(play(next, answer('a'), next, { kind: 'retire' }).effects), ['kill']);
  });
});

const samples: Record<string, Action> = {
  invoke: { kind: 'invoke', invocation: invocation('b') },
  next,
  answer: answer('a'),
  error: error('a'),
  'answer to another': answer('z'),
  initError,
  exited,
  time,
  retire: { kind: 'retire' },
  stop: { kind: 'stop' },
};
const states: Record<string, State> = {
  Init: begin(milliseconds(0), invocation('a')),
  'Init without invocation': { name: 'Init', startedAt: milliseconds(0), last: false },
  Ready: { name: 'Ready', since: milliseconds(0), initDuration: milliseconds(5) },
  Invoke: play(next).state,
  'Invoke, answered': play(next, answer('a')).state,
  Frozen: play(next, answer('a'), next).state,
  Shutdown: { name: 'Shutdown' },
};

describe('every action in every state', () => {
  for (const [stateName, state] of Object.entries(states)) {
    for (const [actionName, action] of Object.entries(samples)) {
      test(`${actionName} in ${stateName} has a defined answer`, () => {
        for (const now of [1, 100_000]) holdsInvariants(state, action, step(state, action, milliseconds(now), terms));
      });
    }
  }
});

function holdsInvariants(before: State, action: Action, { state, effects }: Step): void {
  const names = kinds(effects);
  const answers = names.filter((it) => it === 'accept' || it === 'reject').length;
  if (action.kind === 'answer' || action.kind === 'initError') assert.equal(answers, 1, 'a post has one answer');
  else assert.ok(answers <= 1);
  assert.equal(
    names.includes('kill'),
    state.name === 'Shutdown' && before.name !== 'Shutdown',
    'killed once, at the end',
  );
  if (before.name === 'Shutdown') assert.equal(state.name, 'Shutdown');
  assert.equal(deadlineOf(state, terms) === undefined, state.name === 'Shutdown', 'every wait ends');
  if (names.includes('deliver')) assert.equal(state.name, 'Invoke');
}

test('whatever happens, each accepted invocation is finished exactly once, and never after the end', () => {
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
      const all = [...moments, [samples.stop, 1] as const];
      for (const [it, pause] of all) {
        if (it === undefined) continue;
        now += pause;
        const taken = step(state, it, milliseconds(now), terms);
        holdsInvariants(state, it, taken);
        const names = kinds(taken.effects);
        if (it.kind === 'invoke' && !names.includes('refuse')) open += 1;
        open -= names.filter((name) => name === 'finish').length;
        assert.ok(open === 0 || open === 1);
        state = taken.state;
      }
      assert.equal(open, 0);
      assert.equal(state.name, 'Shutdown');
    }),
    { numRuns: 500 },
  );
});
