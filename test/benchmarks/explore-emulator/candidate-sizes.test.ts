import assert from 'node:assert/strict';
import { test } from 'node:test';
import { megabytes } from '../../../src/units/index.js';
import { candidateSizes } from './candidate-sizes.js';

test('keeps the scenario’s own sizes and fills the widest gaps between them', () => {
  const own = [128, 512, 1769].map(megabytes);
  assert.deepEqual(candidateSizes(own, 5), [128, 256, 512, 952, 1769]);
  const many = candidateSizes(own, 20);
  assert.equal(many.length, 20);
  assert.ok(own.every((size) => many.includes(size)));
  const ratios = many.slice(1).map((size, index) => size / (many[index] ?? 1));
  assert.ok(Math.max(...ratios) / Math.min(...ratios) < 2.1, `${ratios}`);
});

test('takes no more than there are', () => {
  assert.deepEqual(candidateSizes([128, 130].map(megabytes), 20), [128, 129, 130]);
});
