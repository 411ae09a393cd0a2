import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Allowance, type AllowanceTerms } from '../../src/commands/spending/allowance.js';
import { megabytes, milliseconds, usd } from '../../src/units/index.js';
import { completed, measured } from '../fixtures/recording.js';

const at = (size: number) => ({ memorySizeMB: megabytes(size), architecture: 'x86_64' as const });
/** A dollar a request, and a dollar a second for each GB. */
const allowance = (goal: AllowanceTerms['goal'], spentMs = () => milliseconds(0)) =>
  new Allowance({
    goal,
    spentMs,
    priceUsd: ({ memorySizeMB }, billedMs) => usd(1 + (billedMs * memorySizeMB) / 1024 / 1000),
  });

test('without a bound there is no end of it', () => {
  const free = allowance({});
  for (let sent = 0; sent < 500; sent++) assert.ok(free.take(at(1024)));
});

test('counts what was sent, whatever became of it, and stops at the number that is allowed', () => {
  const three = allowance({ maxInvocations: 3 });
  assert.equal(three.reachedBy(at(128), 4), 'max-invocations');
  assert.deepEqual(
    [three.take(at(128)), three.take(at(128)), three.take(at(128)), three.take(at(128))],
    [true, true, true, false],
  );
  three.settle(measured(128, { kind: 'throttled', message: 'slow down' }));
  assert.equal(three.reachedBy(at(128)), 'max-invocations');
});

test('begins no invocation that would go beyond the budget by the longest that was seen at its size', () => {
  const five = allowance({ budgetUsd: usd(5) });
  assert.ok(five.take(at(1024)));
  five.settle(completed(1024, 1000));
  // 2 spent; another is expected to cost 2, and a third to go beyond.
  assert.ok(five.take(at(1024)));
  assert.equal(five.reachedBy(at(1024)), 'budget');
  five.settle(completed(1024, 1000));
  assert.equal(five.take(at(1024)), false);
});

test('an unmeasured size is expected to take no longer than a smaller one, and as much longer than a larger as it is smaller', () => {
  const budget = allowance({ budgetUsd: usd(10) });
  budget.take(at(1024));
  budget.settle(completed(1024, 1000));
  // 8 left: at 4,096 MB one costs 1 + 4 at the most, two do not fit; at 256 MB one costs 1 + 4 s of a quarter GB.
  assert.deepEqual([budget.reachedBy(at(4096), 1), budget.reachedBy(at(4096), 2)], [undefined, 'budget']);
  assert.deepEqual([budget.reachedBy(at(256), 4), budget.reachedBy(at(256), 5)], [undefined, 'budget']);
});

test('what has no report is billed for as long as it was waited for, and what has not run costs nothing', () => {
  const budget = allowance({ budgetUsd: usd(3.5) });
  budget.take(at(1024));
  budget.settle(measured(1024, { kind: 'unreachable', message: 'gone' }));
  budget.take(at(1024));
  budget.settle(measured(1024, { kind: 'timed-out', latencyMs: milliseconds(1000), message: 'timed out' }));
  assert.equal(budget.reachedBy(at(1024)), 'budget');
  assert.equal(budget.reachedBy(at(128)), 'budget');
});

test('time ends what has not begun', () => {
  let spent = 0;
  const second = allowance({ maxTimeMs: milliseconds(1000) }, () => milliseconds(spent));
  assert.ok(second.take(at(128)));
  spent = 1000;
  assert.equal(second.reachedBy(at(128)), 'max-time');
});
