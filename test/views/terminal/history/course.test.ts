import assert from 'node:assert/strict';
import { test } from 'node:test';
import { course } from '../../../../src/views/terminal/history/course.js';

test('shows a step as a step, a flat series flat, and what is too many in groups', () => {
  assert.equal(course([100, 100, 130, 130], 10), '▁▁██');
  assert.equal(course([100, 100.1, 100, 99.9], 10), '▅▅▅▄');
  assert.equal(course([1, 1, 1, 1, 2, 2, 2, 2], 2), '▁█');
  assert.equal(course([], 10), '');
  assert.equal(course([5], 10), '▅');
});
