import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionOf } from '../../../src/commands/apply/find-target.js';
import { parseFunctionName } from '../../../src/scenario/index.js';
import { megabytes } from '../../../src/units/index.js';
import { headerWith } from '../../fixtures/recording.js';

const tuned = headerWith({ function: { name: 'orders', currentMemorySizeMB: megabytes(512) } });

test('the function that was tuned is the one to change, unless another one is named', () => {
  assert.equal(functionOf(tuned, undefined), 'orders');
  assert.equal(functionOf(tuned, parseFunctionName('bills')), 'bills');
});

test('a function that a tuning made for itself is gone, and that is said', () => {
  const made = headerWith({ function: { name: 'orders', currentMemorySizeMB: null } });
  assert.throws(() => functionOf(made, undefined), /orders was made for the tuning, and is gone/);
});

test('a version or alias has no memory size to be set, and the way to lead an alias to one is told', () => {
  assert.throws(() => functionOf(tuned, parseFunctionName('orders:live')), {
    message: 'a memory size is set on $LATEST, and not on live',
    hint: '--function orders; with --alias live that alias is led to a version of it',
  });
});
