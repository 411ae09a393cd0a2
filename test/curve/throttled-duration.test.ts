import assert from 'node:assert/strict';
import { test } from 'node:test';
import { throttledDurationMs } from '../../src/curve/throttled-duration.js';
import { megabytes } from '../../src/units/index.js';

/** AWS's medians of a task of 17 ms (../shared/data/aws-cpu-staircase.csv), none at the edge of a step. */
const AWS = [
  [128, 221.14],
  [222, 121.91],
  [257, 102.14],
  [399, 61.87],
  [558, 41.71],
  [611, 41.55],
  [1106, 21.39],
  [1460, 17.31],
  [1849, 17.34],
] as const;

test('the model has the steps of AWS’s staircase', () => {
  for (const [memorySize, duration] of AWS) {
    const error = throttledDurationMs(17.1, megabytes(memorySize)) / duration - 1;
    assert.ok(Math.abs(error) < 0.06, `${memorySize} MB: ${(error * 100).toFixed(1)} %`);
  }
});

test('long work takes its CPU time by the share, within a period', () => {
  for (const memorySize of [128, 512, 1024, 1700]) {
    const linear = (2000 * 1769) / memorySize;
    assert.ok(
      Math.abs(throttledDurationMs(2000, megabytes(memorySize)) - linear) < 0.02 * linear + 20,
      `${memorySize} MB`,
    );
  }
});

test('from one vCPU on it takes its CPU time', () => {
  assert.equal(throttledDurationMs(17, megabytes(1769)), 17);
  assert.equal(throttledDurationMs(17, megabytes(3008)), 17);
});
