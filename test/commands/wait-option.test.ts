import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitOf } from '../../src/commands/wait-option.js';

test('reads how long another run is waited for, and waits for none where nothing is said', () => {
  assert.deepEqual(waitOf({}), {});
  assert.deepEqual(waitOf({ wait: '90s' }), { waitMs: 90_000 });
  assert.deepEqual(waitOf({ wait: '1.5h' }), { waitMs: 5_400_000 });
});

test('refuses what is no time to wait', () => {
  for (const wait of ['soon', '0s', '-5m', '30 days']) assert.throws(() => waitOf({ wait }), /is no time/, wait);
});
