import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Action, ExitReason } from '../../../src/emulator/environment/action.js';
import type { Effect } from '../../../src/emulator/environment/effect.js';
import { milliseconds } from '../../../src/units/index.js';
import {
  answer,
  deeds,
  error,
  exited,
  finishOf,
  initError,
  invocation,
  kinds,
  launched,
  outcomeOf,
  play,
  textOf,
} from './plays.js';

const next: Action = { kind: 'next' };
const time: Action = { kind: 'time' };
const gone: Action = { kind: 'gone', clean: true };
const invoke = (id: string): Action => ({ kind: 'invoke', invocation: invocation(id) });
const rejection = (effects: readonly Effect[]) => {
  const [first] = effects;
  assert.equal(first?.kind, 'reject');
  return first;
};

describe('an execution environment', () => {
  test('limits the CPU when the runtime is ready, and only then delivers the first invocation', () => {
    const { effects, state } = play([80, next]);
    assert.deepEqual(kinds(effects), ['initRuntimeDone', 'initReport', 'limitCpu', 'start', 'deliver']);
    assert.equal(state.name, 'Invoke');
  });

  test('counts INIT from where its processes were started', () => {
    const { all } = play([30, launched()], [80, next], ...answer('a'), next);
    assert.equal(finishOf(all).initDuration, 50);
  });

  test('counts INIT from where the first of its processes had got into its sandbox, if that is told in time', () => {
    const entered: Action = { kind: 'entered', late: milliseconds(0) };
    const { all } = play([30, launched()], [36, entered], [40, entered], [80, next], entered, ...answer('a'), next);
    assert.equal(finishOf(all).initDuration, 44);
  });

  test('counts INIT from there too where that is heard late, and never from before the start', () => {
    const late = (ms: number): Action => ({ kind: 'entered', late: milliseconds(ms) });
    assert.equal(
      finishOf(play([30, launched()], [76, late(40)], [80, next], ...answer('a'), next).all).initDuration,
      44,
    );
    assert.equal(
      finishOf(play([30, launched()], [76, late(90)], [80, next], ...answer('a'), next).all).initDuration,
      50,
    );
  });

  test('answers the caller when the runtime has responded, and is done when the runtime asks for the next', () => {
    const { effects, state, all } = play([80, next], ...answer('a', 90), [95, next]);
    assert.deepEqual(deeds(all), ['limitCpu', 'start', 'deliver', 'accept', 'respond', 'finish']);
    assert.deepEqual(outcomeOf(all).kind, 'completed');
    const finish = finishOf(effects);
    assert.equal(finish.duration, 15);
    assert.equal(finish.initDuration, 80);
    assert.equal(finish.status, 'success');
    assert.equal(state.name, 'Ready');
  });

  test('has an Init Duration in its first report only', () => {
    const { effects } = play(next, ...answer('a'), next, invoke('b'), ...answer('b'), next);
    assert.equal(finishOf(effects).initDuration, undefined);
  });

  test('refuses a second invocation while it has one', () => {
    assert.deepEqual(kinds(play(next, invoke('b')).effects), ['refuse']);
  });

  test('refuses a response to another request, a second one, and one to an earlier attempt', () => {
    const [toAnother] = answer('z');
    assert.deepEqual(rejection(play(next, toAnother).effects), {
      kind: 'reject',
      status: 400,
      errorType: 'InvalidRequestID',
      message: 'Invalid request ID',
    });
    assert.deepEqual(rejection(play(next, ...answer('a'), ...answer('a').slice(0, 1)).effects), {
      kind: 'reject',
      status: 403,
      errorType: 'InvalidStateTransition',
      message:
        'State transition from RuntimeResponseSentState to InvocationResponse failed for runtime. Error: State transition is not allowed',
    });
    const late: Action = { kind: 'response', verb: 'error', requestId: 'a', invocationId: 'an earlier attempt' };
    assert.equal(rejection(play(next, late).effects).errorType, 'InvalidInvocationId');
    assert.equal(rejection(play(next, ...answer('a'), next, ...answer('a').slice(0, 1)).effects).status, 400);
  });

  test('refuses a second response while the first is still coming in', () => {
    const [begins] = answer('a');
    const refused = rejection(play(next, begins, begins).effects);
    assert.match(refused.message, /from InvocationResponse to InvocationResponse/);
  });

  test('gives a runtime that asks again without having answered the same invocation again', () => {
    const { effects, all } = play([80, next], [100, next]);
    assert.deepEqual(kinds(effects), ['deliver']);
    assert.equal(all.filter((it) => it.kind === 'start').length, 1);
    const [again] = effects;
    assert.equal(again?.kind === 'deliver' && again.deadline, 3080);
  });

  test('does not take the body of a response whose invocation is over', () => {
    const [begins, body] = answer('a');
    const { effects } = play([80, next], begins, [3085, time], body);
    assert.deepEqual(effects, []);
  });
});

describe('a Timeout', () => {
  test('is reported as exactly the Timeout, and resets the environment', () => {
    const { effects, state } = play([80, next], [3085, time]);
    const finish = finishOf(effects);
    assert.equal(finish.duration, 3000);
    assert.equal(finish.initDuration, 80);
    assert.equal(finish.status, 'timeout');
    assert.match(
      textOf(outcomeOf(effects)),
      /"errorType":"Sandbox.Timedout".*RequestId: a Error: Task timed out after 3\.00 seconds/,
    );
    assert.deepEqual(kinds(effects), ['respond', 'runtimeDone', 'finish', 'kill']);
    assert.equal(state.name, 'Stopping');
  });

  test('does not come before its time', () => {
    assert.deepEqual(play([80, next], [3079, time]).effects, []);
  });

  test('after the response leaves the caller what it has', () => {
    const { all } = play([80, next], ...answer('a', 90), [3085, time]);
    assert.equal(outcomeOf(all).kind, 'completed');
    assert.equal(finishOf(all).status, 'timeout');
  });
});

describe('a reset environment', () => {
  const reset = [[80, next], [3085, time], gone] as const;

  test('starts its processes inside the next invocation, which has no Init Duration but all of it in Duration', () => {
    const { state, all } = play(...reset);
    assert.equal(state.name, 'Reset');
    const run = play(...reset, [4000, invoke('b')], launched(), [4100, next], ...answer('b', 4110), [4115, next]);
    const done = ['limitCpu', 'launch', 'startRuntime', 'start', 'deliver', 'accept', 'respond', 'finish'];
    assert.deepEqual(deeds(run.all.slice(all.length)), done);
    const finish = run.effects.find((it) => it.kind === 'finish');
    assert.equal(finish?.duration, 115);
    assert.equal(finish?.initDuration, undefined);
  });

  test('counts the Timeout from the beginning of that init', () => {
    const run = play(...reset, [4000, invoke('b')], launched(), [6900, next], [7001, time]);
    const finish = run.effects.find((it) => it.kind === 'finish');
    assert.deepEqual([finish?.status, finish?.duration], ['timeout', 3000]);
    const delivered = run.all.filter((it) => it.kind === 'deliver');
    assert.equal(delivered.at(-1)?.deadline, 7000);
  });

  test('is free and idle like another', () => {
    assert.deepEqual(kinds(play(...reset, [70_000, time]).effects), ['remove']);
    assert.deepEqual(kinds(play(...reset, { kind: 'retire' }).effects), ['remove']);
  });

  test('is given up when a process could not be killed', () => {
    const { effects } = play([80, next], [3085, time], { kind: 'gone', clean: false });
    assert.deepEqual(kinds(effects), ['remove']);
    const retried = play(exited, { kind: 'gone', clean: false });
    assert.deepEqual(kinds(retried.effects), ['refuse', 'remove']);
  });
});

describe('a failed INIT', () => {
  test('is run once more inside the invocation, which then has no Init Duration', () => {
    const { all, effects } = play(
      [50, initError],
      [55, exited],
      [60, gone],
      launched(),
      [140, next],
      ...answer('a', 150),
      [151, next],
    );
    assert.deepEqual(deeds(all), [
      'accept',
      'kill',
      'limitCpu',
      'launch',
      'startRuntime',
      'start',
      'deliver',
      'accept',
      'respond',
      'finish',
    ]);
    const [first, second] = all.filter((it) => it.kind === 'initReport');
    assert.deepEqual(first, {
      kind: 'initReport',
      phase: 'init',
      duration: 55,
      status: 'error',
      errorType: 'Runtime.ImportModuleError',
    });
    assert.deepEqual(second, { kind: 'initReport', phase: 'invoke', duration: 80, status: 'success' });
    const finish = finishOf(effects);
    assert.deepEqual([finish.duration, finish.initDuration, finish.status], [91, undefined, 'success']);
  });

  test('that fails again fails the invocation, with the error that the runtime gave', () => {
    const { effects, state } = play(exited, gone, launched(), [50, initError], [70, exited]);
    const wanted = ['initRuntimeDone', 'initReport', 'start', 'respond', 'runtimeDone', 'finish', 'kill'];
    assert.deepEqual(kinds(effects), wanted);
    const finish = finishOf(effects);
    assert.deepEqual([finish.status, finish.errorType], ['error', 'Runtime.ImportModuleError']);
    assert.equal(finish.duration, 68);
    assert.equal(textOf(outcomeOf(effects)), '{"errorMessage":"no module"}');
    assert.equal(state.name, 'Stopping');
  });

  test('has ten seconds the first time, and then what the Timeout leaves', () => {
    assert.deepEqual(play([9_999, time]).effects, []);
    const first = play([10_001, time]);
    assert.deepEqual(first.effects[1], { kind: 'initReport', phase: 'init', duration: 10_000, status: 'timeout' });
    const { effects } = play([10_001, time], [10_010, gone], launched(), [13_011, time]);
    assert.deepEqual(effects[1], {
      kind: 'initReport',
      phase: 'invoke',
      duration: 3000,
      status: 'error',
      errorType: 'Runtime.Unknown',
    });
    const finish = finishOf(effects);
    assert.deepEqual([finish.status, finish.duration], ['timeout', 3000]);
    assert.match(textOf(outcomeOf(effects)), /Task timed out after 3\.00 seconds/);
  });

  test('may not go on after it has said so', () => {
    const refused = rejection(play(initError, next).effects);
    assert.match(refused.message, /from InitError to Ready/);
    assert.match(rejection(play(next, initError).effects).message, /from Running to InitError/);
  });
});

describe('the death of the runtime', () => {
  const message = (reason: ExitReason): string => textOf(outcomeOf(play(next, { kind: 'exited', reason }).effects));

  test('is told by exit status, signal and want of memory', () => {
    assert.equal(
      message({ kind: 'code', code: 1 }),
      '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: a Error: Runtime exited with error: exit status 1"}',
    );
    assert.match(message({ kind: 'code', code: 0 }), /Runtime exited without providing a reason/);
    assert.match(message({ kind: 'signal', signal: 'SIGSEGV' }), /signal: segmentation fault/);
    assert.match(message({ kind: 'outOfMemory' }), /"Runtime.OutOfMemory".*signal: killed/);
  });

  test('leaves the caller the error that the runtime posted before it, and the report the death', () => {
    const { all } = play(next, ...error('a'), exited);
    const outcome = outcomeOf(all);
    assert.equal(outcome.kind === 'functionError' && outcome.errorType, 'TypeError');
    assert.deepEqual([finishOf(all).status, finishOf(all).errorType], ['error', 'Runtime.ExitError']);
  });

  test('after the answer is a crash in the report, and the caller has the answer', () => {
    const { all } = play(next, ...answer('a'), exited);
    assert.equal(outcomeOf(all).kind, 'completed');
    assert.equal(finishOf(all).errorType, 'Runtime.ExitError');
  });

  test('between two invocations harms neither', () => {
    const run = play(next, ...answer('a'), next, exited, gone, invoke('b'), launched(), next, ...answer('b'), next);
    assert.equal(run.state.name, 'Ready');
    assert.equal(finishOf(run.effects).status, 'success');
  });
});

describe('an environment that nobody uses', () => {
  test('is frozen soon, and thawed for the next invocation', () => {
    const frozen = play(next, ...answer('a'), [10, next], [15, time]);
    assert.deepEqual(kinds(frozen.effects), ['freeze']);
    assert.equal(frozen.state.name, 'Frozen');
    const thawed = play(next, ...answer('a'), [10, next], [15, time], invoke('b'));
    assert.deepEqual(kinds(thawed.effects), ['thaw', 'start', 'deliver']);
  });

  test('is not frozen between two invocations in close succession', () => {
    const { all } = play(next, ...answer('a'), [10, next], [14, invoke('b')], [16, time]);
    assert.ok(!kinds(all).includes('freeze') && !kinds(all).includes('thaw'));
  });

  test('stops after its idle time', () => {
    const idle = [next, ...answer('a'), [10, next], [15, time]] as const;
    assert.deepEqual(kinds(play(...idle, [60_010, time]).effects), ['remove']);
    assert.deepEqual(play(...idle, [60_009, time]).effects, []);
  });

  test('stops when it is too old, though it is used, but not in the middle of an invocation', () => {
    const old = 3_600_000;
    const used = [next, ...answer('a'), next, [old - 10, invoke('b')], [old + 5, time]] as const;
    assert.deepEqual(play(...used).effects, []);
    assert.deepEqual(kinds(play(...used, ...answer('b'), next, time).effects), ['remove']);
  });

  test('finishes what it has when its function changes, and is not used again', () => {
    const { all, state } = play(next, { kind: 'retire' }, ...answer('a'), next);
    assert.deepEqual(deeds(all).slice(-3), ['respond', 'finish', 'remove']);
    assert.equal(state.name, 'Shutdown');
    assert.deepEqual(deeds(play({ kind: 'retire' }, next, ...answer('a'), next).effects), ['finish', 'remove']);
    assert.deepEqual(kinds(play(next, ...answer('a'), next, { kind: 'retire' }).effects), ['remove']);
  });
});
