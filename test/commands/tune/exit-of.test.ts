import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../../src/analysis/index.js';
import { exitOf } from '../../../src/commands/tune/exit-of.js';
import { milliseconds, usd } from '../../../src/units/index.js';

type Stopped = NonNullable<Result['exploration']>['stopped'];

const explored = (stopped: Stopped, isDecided = false) =>
  ({ exploration: { stopped, isDecided }, recommendation: {}, warnings: [] }) as unknown as Result;
const nothing = (...codes: string[]) =>
  ({ recommendation: null, warnings: codes.map((code) => ({ code })) }) as unknown as Result;

test('a choice that is safe is done, whatever ended it', () => {
  for (const stopped of ['decided', 'budget', 'exhausted', null] as const) {
    assert.equal(exitOf(explored(stopped, true), {}), 'ok');
  }
});

test('one that is not is done where a bound of the user ended it, or the user', () => {
  assert.equal(exitOf(explored('budget'), { budgetUsd: usd(1) }), 'ok');
  assert.equal(exitOf(explored('max-invocations'), { maxInvocations: 9 }), 'ok');
  assert.equal(exitOf(explored('max-time'), { maxTimeMs: milliseconds(9) }), 'ok');
  assert.equal(exitOf(explored(null), {}), 'ok');
});

test('and is inconclusive where Kelvin ended it, at a bound of its own or for want of anything that would decide it', () => {
  for (const stopped of ['budget', 'max-invocations', 'max-time', 'exhausted'] as const) {
    assert.equal(exitOf(explored(stopped), {}), 'inconclusive');
  }
  assert.equal(exitOf(explored('budget'), { maxInvocations: 9 }), 'inconclusive');
});

test('where nothing is recommended the reason says which it is', () => {
  assert.equal(exitOf(nothing('no-size-meets-limit'), {}), 'threshold');
  for (const code of ['not-enough-measured', 'limit-undecided', 'host-too-noisy', 'chosen-fails']) {
    assert.equal(exitOf(nothing(code), {}), 'inconclusive');
  }
  assert.equal(exitOf(nothing('every-size-failed'), {}), 'failed');
});
