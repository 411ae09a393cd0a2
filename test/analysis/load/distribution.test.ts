import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timed } from '../../../src/analysis/load/distribution.js';
import { isInterval, quantileInterval, type Random, sampleOf, seededRandom } from '../../../src/statistics/index.js';

const N = 3000;
const RUNS = 300;
/** Of the standard normal distribution: the series below is lognormal. */
const TRUTH = [
  [0.5, 1],
  [0.9, Math.exp(1.2815515655446004)],
  [0.99, Math.exp(2.3263478740408408)],
] as const;

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A first-order autoregression: what is slow now stays slow for some fifty requests. */
function correlated(random: Random, memory: number): Float64Array {
  let state = normal(random);
  return Float64Array.from({ length: N }, () => {
    state = memory * state + Math.sqrt(1 - memory ** 2) * normal(random);
    return Math.exp(state);
  });
}

const BLOCKS = { of: Uint16Array.from({ length: N }, (_, index) => Math.floor((index * 20) / N)), strata: [20] };

/** How many of the runs' intervals hold the truth, by blocks of time and as if all requests were independent. */
function coverage(memory: number, p: number, truth: number): { byBlocks: number; naive: number } {
  const random = seededRandom(7);
  let [byBlocks, naive] = [0, 0];
  for (let run = 0; run < RUNS; run++) {
    const series = correlated(random, memory);
    const { low, high } = new Timed(series, new Uint8Array(N), BLOCKS).percentile(p);
    // Without an upper end nothing is claimed of it.
    if ((low ?? 0) <= truth && truth <= (high ?? Number.POSITIVE_INFINITY)) byBlocks += 1;
    const sample = sampleOf([...series]);
    const independent = sample === undefined ? undefined : quantileInterval(sample, p);
    if (independent !== undefined && isInterval(independent) && independent.low <= truth && truth <= independent.high)
      naive += 1;
  }
  return { byBlocks: byBlocks / RUNS, naive: naive / RUNS };
}

for (const [p, truth] of TRUTH) {
  test(`the interval of p${p * 100} holds the truth of a series in which slow requests come together`, () => {
    const { byBlocks, naive } = coverage(0.97, p, truth);
    assert.ok(byBlocks >= 0.9, `by blocks of time: ${byBlocks}`);
    assert.ok(naive < 0.75, `as if independent: ${naive}`);
  });

  test(`the interval of p${p * 100} of independent requests is hardly wider than it has to be`, () => {
    const random = seededRandom(11);
    const widths = Array.from({ length: 40 }, () => {
      const series = correlated(random, 0);
      const { low, high } = new Timed(series, new Uint8Array(N), BLOCKS).percentile(p);
      const sample = sampleOf([...series]);
      const plain = sample === undefined ? undefined : quantileInterval(sample, p);
      return plain !== undefined && isInterval(plain) && low !== null && high !== null
        ? (high - low) / (plain.high - plain.low)
        : 1;
    });
    assert.ok(widths.reduce((sum, it) => sum + it, 0) / widths.length < 1.35);
  });
}

test('requests that waited in vain decide the upper end, and it is said', () => {
  const values = Float64Array.from({ length: 1000 }, (_, index) => (index < 985 ? 10 + index / 1000 : 500));
  const inVain = Uint8Array.from(values, (value) => (value === 500 ? 1 : 0));
  const of = Uint16Array.from(values, (_, index) => index % 20);
  const timed = new Timed(values, inVain, { of, strata: [20] });
  assert.equal(timed.percentile(0.5).atLeast, false);
  const p99 = timed.percentile(0.99);
  assert.deepEqual([p99.value, p99.atLeast, p99.high], [500, true, null]);
  assert.match(p99.note ?? '', /without an answer/);
});

test('what happened all at one moment has an interval by its order, and few of it have none', () => {
  const burst = (n: number) =>
    new Timed(
      Float64Array.from({ length: n }, (_, index) => 100 + ((index * 7) % n)),
      new Uint8Array(n),
      {
        of: new Uint16Array(n),
        strata: [20],
      },
    ).percentile(0.5);
  assert.ok(burst(40).high !== null);
  const most = burst(40).value ?? 0;
  assert.ok((burst(40).low ?? 0) <= most && most <= (burst(40).high ?? 0));
  assert.equal(burst(5).high, null);
  assert.match(burst(5).note ?? '', /needs n >= 6/);
});
