import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatAskedMilliseconds,
  formatMegabytes,
  formatMilliseconds,
  formatPercentChange,
  formatRatio,
  formatUsd,
  gbSecondsOf,
  type Megabytes,
  type Milliseconds,
  megabytes,
  milliseconds,
  ratio,
  sum,
} from '../../src/units/index.js';

test('prints durations in the unit that a reader would choose', () => {
  const printed = [0, 7.123, 41.7, 830, 1240, 65_000, 150_000].map((it) => formatMilliseconds(milliseconds(it)));
  assert.deepEqual(printed, ['0 ms', '7.12 ms', '41.7 ms', '830 ms', '1.24 s', '65.0 s', '2.50 min']);
});

test('prints small sums of money to three digits instead of rounding them to nothing', () => {
  assert.deepEqual([2.734, 0.0834, 0.000_003_13, 0, -0.5].map(formatUsd), [
    '$2.73',
    '$0.0834',
    '$0.00000313',
    '$0.00',
    '-$0.500',
  ]);
});

test('rounds before it chooses unit and decimals', () => {
  assert.deepEqual([999.7, 9.996, 99.96, 0.004].map(formatMilliseconds), ['1.00 s', '10.0 ms', '100 ms', '0.004 ms']);
  assert.equal(formatUsd(0.9999), '$1.00');
});

test('prints sizes, shares and changes', () => {
  assert.equal(formatMegabytes(megabytes(10_240)), '10,240 MB');
  assert.equal(formatRatio(0.934), '93.4 %');
  assert.equal(formatRatio(0.0000043), '0.00043 %');
  assert.equal(formatRatio(0.00004), '0.004 %');
  assert.equal(formatMilliseconds(0.000012), '0.000012 ms');
  assert.equal(formatPercentChange(12.5), '+12.5 %');
  assert.equal(formatPercentChange(-3), '-3.00 %');
});

test('a quantity must be finite and a ratio lie between 0 and 1', () => {
  assert.throws(() => milliseconds(Number.NaN), RangeError);
  assert.throws(() => ratio(1.01), RangeError);
});

test('GB-seconds are memory in GB of 1,024 MB times seconds', () => {
  assert.equal(gbSecondsOf(megabytes(1536), milliseconds(2000)), 3);
});

test('the compiler keeps units apart', () => {
  const duration: Milliseconds = milliseconds(1);
  // @ts-expect-error milliseconds are no megabytes
  const size: Megabytes = duration;
  // @ts-expect-error a bare number has no unit
  const bare: Milliseconds = 5;
  // @ts-expect-error a sum of two units means nothing
  sum([duration, megabytes(2)] satisfies Milliseconds[]);
  const total: Milliseconds = sum([duration, milliseconds(2)]);
  assert.deepEqual([total, size, bare], [3, 1, 5]);
});

test('prints a time that was typed as it was typed', () => {
  const typed = [600_000, 60_000, 90_000, 1500, 250].map((it) => formatAskedMilliseconds(milliseconds(it)));
  assert.deepEqual(typed, ['10 min', '60 s', '90 s', '1.5 s', '250 ms']);
});
