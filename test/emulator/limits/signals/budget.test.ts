import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget } from '../../../../src/emulator/limits/signals/budget.js';

test('a period brings a quota, and nothing of it is saved', () => {
  const budget = new Budget(5, 20, 0);
  budget.charge(3);
  budget.refill(19);
  assert.equal(budget.left, 2);
  budget.refill(20);
  assert.equal(budget.left, 5);
  budget.refill(500);
  assert.equal(budget.left, 5);
});

test('what was used beyond it is repaid from the next ones', () => {
  const budget = new Budget(1.5, 20, 0);
  budget.charge(4.5);
  assert.equal(budget.left, -3);
  // -3 and two quotas are 0, which is none to run with.
  assert.equal(budget.renewal, 60);
  budget.refill(40);
  assert.equal(budget.left, 0);
  budget.refill(60);
  assert.equal(budget.left, 1.5);
});

test('over a long time the share is the quota, whatever a look overruns', () => {
  const budget = new Budget(2, 20, 0);
  let now = 0;
  let used = 0;
  while (now < 100_000) {
    budget.refill(now);
    if (budget.left <= 0) now = budget.renewal;
    budget.refill(now);
    budget.charge(3.7);
    used += 3.7;
    now += 3.7;
  }
  assert.ok(Math.abs(used / now - 0.1) < 0.001, `${used / now}`);
});
