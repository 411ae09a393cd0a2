import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allErrors, countedErrors } from '../../src/analysis/allowed-errors.js';

test('errors that count as answers are counted by their type, the most frequent first', () => {
  const one = countedErrors(['NotFound', 'Conflict', 'NotFound']);
  assert.deepEqual(one, [
    { errorType: 'NotFound', count: 2 },
    { errorType: 'Conflict', count: 1 },
  ]);
  assert.deepEqual(allErrors([one, [], [{ errorType: 'Conflict', count: 3_000_000 }]]), [
    { errorType: 'Conflict', count: 3_000_001 },
    { errorType: 'NotFound', count: 2 },
  ]);
});
