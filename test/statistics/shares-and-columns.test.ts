import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  designEffect,
  designEffectOf,
  isInterval,
  momentsByGroup,
  quantileInterval,
  sampleOf,
  sampleOfColumn,
  shareInterval,
} from '../../src/statistics/index.js';
import fc from '../fixtures/properties.js';

test('the interval of a share is that of scipy 1.17 (binomtest, proportion_ci, method wilson)', () => {
  const cases = [
    [0, 100, 0, 0.03699349820698568],
    [1, 10, 0.017876213095072896, 0.4041500267952385],
    [34, 1204, 0.020277690057739238, 0.03920152246311455],
    [5, 5, 0.5655175352168251, 1],
    [12_000, 1_200_000, 0.009823539395600996, 0.010179597785726444],
  ] as const;
  for (const [count, n, low, high] of cases) {
    const interval = shareInterval(count, n);
    assert.ok(isInterval(interval));
    assert.ok(Math.abs(interval.low - low) < 1e-12 && Math.abs(interval.high - high) < 1e-12, `${count} of ${n}`);
  }
  assert.deepEqual(shareInterval(0, 0), { reason: 'needs n >= 1 for an interval of a share, has 0' });
});

test('the interval of a share holds the share and stays between 0 and 1', () => {
  const countAndN = fc
    .integer({ min: 1, max: 100_000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  fc.assert(
    fc.property(countAndN, ([count, n]) => {
      const interval = shareInterval(count, n);
      return (
        isInterval(interval) &&
        interval.low >= 0 &&
        interval.low <= count / n &&
        interval.high >= count / n &&
        interval.high <= 1
      );
    }),
  );
});

test('ranks among a million values are those of the binomial distribution (scipy 1.17, binom.ppf)', () => {
  const million = sampleOfColumn(Float64Array.from({ length: 1_000_000 }, (_, index) => index + 1));
  assert.ok(million !== undefined);
  const [median, p99] = [quantileInterval(million, 0.5), quantileInterval(million, 0.99)];
  assert.ok(isInterval(median) && isInterval(p99));
  assert.deepEqual([median.low, median.high], [499_020, 500_981]);
  assert.deepEqual([p99.low, p99.high], [989_805, 990_196]);
});

test('a column gives the sample that its values give', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }).map((it) => it + 0)), (values) => {
      assert.deepEqual(sampleOfColumn(Float64Array.from(values)), sampleOf(values));
    }),
  );
  assert.throws(() => sampleOfColumn(Float64Array.of(1, Number.NaN)), RangeError);
});

test('the design effect of a column with group numbers is that of the groups', () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 1000 }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
      const groups = [0, 1, 2, 3, 4].map((group) => rows.filter(([it]) => it === group).map(([, value]) => value));
      const streamed = momentsByGroup(
        rows.map(([, value]) => value),
        rows.map(([group]) => group),
      );
      const [a, b] = [designEffectOf(streamed), designEffect(groups)];
      assert.ok(Math.abs(a - b) <= 1e-6 * Math.max(a, b), `${a} and ${b}`);
    }),
  );
});
