import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrivalsOf, expectedArrivals, loadLengthMs } from '../../../src/load/index.js';
import { type Phase, phaseLengthMs } from '../../../src/scenario/index.js';
import { milliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';

const rate = fc.double({ min: 0.1, max: 500, noNaN: true });
const forMs = fc.integer({ min: 1, max: 20_000 }).map(milliseconds);
const phase: fc.Arbitrary<Phase> = fc.oneof(
  fc.record({ name: fc.constant('a'), kind: fc.constant('constant'), requestsPerSecond: rate, forMs }),
  fc.record({ name: fc.constant('b'), kind: fc.constant('poisson'), requestsPerSecond: rate, forMs }),
  fc.record({ name: fc.constant('c'), kind: fc.constant('ramp'), fromPerSecond: rate, toPerSecond: rate, forMs }),
  fc.record({ name: fc.constant('d'), kind: fc.constant('burst'), requests: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ name: fc.constant('e'), kind: fc.constant('pause'), forMs }),
  fc.record({
    name: fc.constant('f'),
    kind: fc.constant('trace'),
    arrivalsMs: fc.array(forMs, { minLength: 1, maxLength: 50 }).map((it) => it.sort((a, b) => a - b)),
  }),
);
const seed = fc.integer({ min: 0, max: 2 ** 31 });

const offsetsOf = (one: Phase, withSeed = 1): number[] => [...arrivalsOf([one], withSeed)].map(({ dueMs }) => dueMs);
const poisson = (requestsPerSecond: number, seconds: number): Phase => ({
  name: 'p',
  kind: 'poisson',
  requestsPerSecond,
  forMs: milliseconds(seconds * 1000),
});

test('arrivals are in order, and each lies within its phase', () => {
  fc.assert(
    fc.property(fc.array(phase, { minLength: 1, maxLength: 4 }), seed, (phases, it) => {
      const begins = phases.map((_, index) => loadLengthMs(phases.slice(0, index)));
      let before = 0;
      for (const { dueMs, phase: index } of arrivalsOf(phases, it)) {
        const begin = begins[index] ?? Number.NaN;
        const length = phaseLengthMs(phases[index] as Phase);
        assert.ok(dueMs >= before && dueMs >= begin && dueMs <= begin + length + 1e-6, `${dueMs} of ${begin}`);
        before = dueMs;
      }
    }),
  );
});

test('a seed gives the same arrivals each time, whatever was taken of them before', () => {
  fc.assert(
    fc.property(fc.array(phase, { minLength: 1, maxLength: 3 }), seed, (phases, it) => {
      for (const _ of arrivalsOf(phases, it)) break;
      assert.deepEqual([...arrivalsOf(phases, it)], [...arrivalsOf(phases, it)]);
    }),
  );
});

test('all but Poisson phases have as many arrivals as expected, to the one that a fraction adds', () => {
  fc.assert(
    fc.property(phase, seed, (one, it) => {
      fc.pre(one.kind !== 'poisson');
      const expected = expectedArrivals(one) ?? Number.NaN;
      const count = offsetsOf(one, it).length;
      assert.ok(count >= expected - 1e-6 && count < expected + 1, `${count} of ${expected}`);
    }),
  );
});

test('a constant rate is evenly spaced without drift, and exact where binary fractions are not', () => {
  const tenth: Phase = { name: 'a', kind: 'constant', requestsPerSecond: 0.1, forMs: milliseconds(70_000) };
  assert.deepEqual(offsetsOf(tenth), [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  const third: Phase = { name: 'a', kind: 'constant', requestsPerSecond: 3, forMs: milliseconds(3_000_000) };
  const offsets = offsetsOf(third);
  assert.deepEqual([offsets.length, offsets[8999]], [9000, 2_999_666.666_666_666_5]);
});

test("a ramp's arrivals are due when the rate's integral reaches their number", () => {
  fc.assert(
    fc.property(rate, rate, forMs, (from, to, length) => {
      const offsets = offsetsOf({ name: 'r', kind: 'ramp', fromPerSecond: from, toPerSecond: to, forMs: length });
      for (const [number, ms] of offsets.entries()) {
        const t = ms / 1000;
        const integral = from * t + ((to - from) * t ** 2) / (2 * (length / 1000));
        assert.ok(Math.abs(integral - number) < 1e-6 * (number + 1), `${integral} at arrival ${number}`);
      }
    }),
  );
});

test('a ramp from nothing and one to nothing mirror each other, and a flat one is a constant rate', () => {
  const ramp = (fromPerSecond: number, toPerSecond: number): Phase => ({
    name: 'r',
    kind: 'ramp',
    fromPerSecond,
    toPerSecond,
    forMs: milliseconds(10_000),
  });
  assert.deepEqual(offsetsOf(ramp(0, 2)).slice(0, 3).map(Math.round), [0, 3162, 4472]);
  const inSecond = (one: Phase, second: number) =>
    offsetsOf(one).filter((ms) => Math.floor(ms / 1000) === second).length;
  assert.deepEqual([inSecond(ramp(0, 100), 0), inSecond(ramp(0, 100), 9)], [5, 95]);
  assert.deepEqual([inSecond(ramp(100, 0), 0), inSecond(ramp(100, 0), 9)], [95, 5]);
  const flat: Phase = { name: 'c', kind: 'constant', requestsPerSecond: 7, forMs: milliseconds(10_000) };
  for (const [index, ms] of offsetsOf(ramp(7, 7)).entries()) {
    assert.ok(Math.abs(ms - (offsetsOf(flat)[index] ?? Number.NaN)) < 1e-9);
  }
});

test("a Poisson phase's gaps are exponential, by Kolmogorov and Smirnov's test at 1 %", () => {
  for (const it of [1, 2, 3, 4, 5]) {
    const offsets = offsetsOf(poisson(50, 100), it);
    const gaps = offsets.map((ms, index) => ms - (offsets[index - 1] ?? 0)).sort((a, b) => a - b);
    const distance = gaps.reduce((most, gap, index) => {
      const expected = 1 - Math.exp((-gap * 50) / 1000);
      const above = (index + 1) / gaps.length - expected;
      return Math.max(most, above, expected - index / gaps.length);
    }, 0);
    assert.ok(distance < 1.628 / Math.sqrt(gaps.length), `seed ${it}: ${distance} of ${gaps.length} gaps`);
  }
});

test("a Poisson phase's gaps do not hang on the gap before, and its counts vary as much as their mean", () => {
  const offsets = offsetsOf(poisson(50, 1000), 7);
  const gaps = offsets.map((ms, index) => ms - (offsets[index - 1] ?? 0));
  const products = gaps.slice(1).map((gap, index) => (gap - 20) * ((gaps[index] ?? 0) - 20));
  const correlation = products.reduce((sum, it) => sum + it, 0) / products.length / 400;
  assert.ok(Math.abs(correlation) < 3 / Math.sqrt(products.length), `${correlation}`);
  const counts = Array.from({ length: 1000 }, () => 0);
  for (const ms of offsets) counts[Math.floor(ms / 1000)] = (counts[Math.floor(ms / 1000)] ?? 0) + 1;
  const variance = counts.reduce((sum, it) => sum + (it - 50) ** 2, 0) / counts.length;
  assert.ok(variance > 50 * 0.87 && variance < 50 * 1.13, `${variance}`);
});

test('seeds differ, and so do two Poisson phases of one run, and phase 1 of a seed and phase 0 of the next', () => {
  const gapsOf = (phases: readonly Phase[], it: number, index: number) => {
    const due = [...arrivalsOf(phases, it)].filter(({ phase: number }) => number === index).map(({ dueMs }) => dueMs);
    return due.slice(1).map((ms, at) => Math.round((ms - (due[at] ?? 0)) * 1e6));
  };
  const twice = [poisson(10, 10), poisson(10, 10)];
  const all = [1, 2, 3, 4].flatMap((it) => [gapsOf(twice, it, 0), gapsOf(twice, it, 1)]);
  const gaps = all.flat();
  assert.ok(gaps.length > 500);
  assert.equal(new Set(gaps).size, gaps.length);
});

test('a phase begins where the one before it ends, not at its last arrival', () => {
  const phases: Phase[] = [
    { name: 'a', kind: 'constant', requestsPerSecond: 2, forMs: milliseconds(1700) },
    { name: 'b', kind: 'pause', forMs: milliseconds(300) },
    { name: 'c', kind: 'burst', requests: 2 },
    { name: 'd', kind: 'trace', arrivalsMs: [0, 5, 5, 40].map(milliseconds) },
    { name: 'e', kind: 'constant', requestsPerSecond: 10, forMs: milliseconds(200) },
  ];
  assert.deepEqual(
    [...arrivalsOf(phases, 1)].map(({ dueMs, phase: index }) => [index, dueMs]),
    [
      [0, 0],
      [0, 500],
      [0, 1000],
      [0, 1500],
      [2, 2000],
      [2, 2000],
      [3, 2000],
      [3, 2005],
      [3, 2005],
      [3, 2040],
      [4, 2040],
      [4, 2140],
    ],
  );
});

test('a load of a trillion arrivals begins at once: none is made before it is asked for', () => {
  const huge: Phase[] = [
    { name: 'a', kind: 'constant', requestsPerSecond: 1e9, forMs: milliseconds(1_000_000) },
    { name: 'b', kind: 'burst', requests: 1e12 },
  ];
  const first = arrivalsOf(huge, 1).next();
  assert.deepEqual(first, { done: false, value: { dueMs: 0, phase: 0 } });
});

test('a closed loop has no arrivals of its own', () => {
  const closed: Phase = { name: 'c', kind: 'closed', concurrency: 4, forMs: milliseconds(1000) };
  assert.throws(() => [...arrivalsOf([closed], 1)], /phase c is a closed loop/);
  assert.equal(expectedArrivals(closed), undefined);
});
