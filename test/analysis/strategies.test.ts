import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, resultSchema } from '../../src/analysis/index.js';
import type { Header, Measurement } from '../../src/recording/index.js';
import { megabytes, milliseconds, ratio } from '../../src/units/index.js';
import { completed, headerWith, recordingOf, warmAround } from '../fixtures/recording.js';

const resultFor = (scenario: Partial<Header['scenario']>, measurements: readonly Measurement[]) =>
  analyse(recordingOf(headerWith({ scenario }), measurements)).result;

const monthly = (requestsPerMonth: number) => ({ strategy: { kind: 'monthly', requestsPerMonth } as const });

/** CPU-bound up to one vCPU: all but the last cost nearly the same for an invocation. */
const CPU_BOUND = [...warmAround(128, 1382), ...warmAround(512, 346), ...warmAround(1769, 95)];

test('a month within the free tier costs nothing at any size, and then the fastest is taken', () => {
  const { recommendation, sizes } = resultFor(monthly(100_000), CPU_BOUND);
  assert.deepEqual(
    sizes.map(({ costPerMonthUsd }) => costPerMonthUsd?.mean),
    [0, 0, 0],
  );
  assert.equal(recommendation?.memorySizeMB, 1769);
  assert.deepEqual(recommendation?.tiedMemorySizesMB, [1769, 512, 128]);
  assert.match(
    recommendation?.reason ?? '',
    /cheapest month of 100,000 requests.*\$0.00 a month .*within the free tier/,
  );
});

test('a month beyond the free tier is billed above it, each end of its interval too', () => {
  const requests = 30_000_000;
  const { sizes, recommendation } = resultFor(monthly(requests), warmAround(512, 200));
  const [{ costPerMonthUsd: month, costPerMillionUsd: million } = {}] = sizes.slice(1);
  const saved = 400_000 * 0.0000166667 + 0.2;
  assert.ok(month?.low != null && month.high != null && month.low < month.mean && month.mean < month.high);
  assert.ok(Math.abs(month.mean - ((million?.mean ?? 0) * 30 - saved)) < 1e-9, `${month.mean}`);
  assert.match(recommendation?.reason ?? '', /\$\d+\.\d\d a month \(95 % interval/);
});

test('the free tier can turn the order round: the cheapest month is not always the cheapest invocation', () => {
  // 1,769 MB costs more for each invocation; that is why its month passes the allowance first.
  const result = resultFor(monthly(2_000_000), [...warmAround(128, 1000), ...warmAround(1769, 200)]);
  assert.equal(result.recommendation?.memorySizeMB, 128);
  assert.deepEqual(result.recommendation.tiedMemorySizesMB, [128]);
  resultSchema.parse(result);
});

const limit = (limitMs: number, coldShare: number) => ({
  strategy: { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(limitMs), of: 'all' } as const,
  coldShareRatio: ratio(coldShare),
});

/** Warm ones around a duration, and cold ones that take half a second more to start. */
const started = (memorySize: number, warmMs: number, count: number): Measurement[] => [
  ...Array.from({ length: count }, (_, index) => completed(memorySize, warmMs + (index % 10), { block: index })),
  ...Array.from({ length: count / 10 }, (_, index) =>
    completed(memorySize, warmMs + (index % 10), { initMs: 500, block: index }),
  ),
];

test('a limit for all starts holds the cold ones with their Init Duration, by the cold share', () => {
  const measurements = [...started(128, 300, 200), ...started(512, 80, 200)];
  const rare = resultFor(limit(150, 0.01), measurements);
  assert.equal(rare.recommendation?.memorySizeMB, 512);
  const { value = 0, low, high, n } = rare.sizes[1]?.allStarts ?? {};
  assert.ok(value >= 80 && value < 90 && low != null && high != null && n === 220, `${low} ${value} ${high}`);
  assert.match(rare.recommendation.reason, /p95 over all starts 8\d.* ms \(95 % interval .* n = 220\)/);
  const often = resultFor(limit(150, 0.2), measurements);
  assert.equal(often.recommendation, null);
  assert.ok((often.sizes[1]?.allStarts?.value ?? 0) > 500);
  assert.ok(often.warnings.some(({ code }) => code === 'no-size-meets-limit'));
  resultSchema.parse(often);
});

test('a limit for all starts is undecided where no cold start was measured', () => {
  const { recommendation, warnings } = resultFor(
    { ...limit(150, 0.01), memorySizesMB: [megabytes(512)] },
    warmAround(512, 80, 40),
  );
  assert.equal(recommendation, null);
  assert.ok(!warnings.some(({ code }) => code === 'no-size-meets-limit'));
});

test('a limit for warm starts has no figure of all starts', () => {
  const strategy = { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(150) } as const;
  const { sizes } = resultFor({ strategy }, started(512, 80, 200));
  assert.ok(sizes.every((it) => !('allStarts' in it) && !('costPerMonthUsd' in it)));
});

test('a function with a twin is compared with the size and the architecture that it has today', () => {
  const twin = { name: 'sample-arm', architecture: 'arm64' } as const;
  const onBoth = [1, 0.9].flatMap((factor, index) =>
    Array.from({ length: 12 }, (_, block) =>
      completed(512, 100 * factor + block / 10, { block, architecture: index === 0 ? 'x86_64' : 'arm64' }),
    ),
  );
  const header = headerWith({
    scenario: { memorySizesMB: [megabytes(512)], architectures: ['x86_64', 'arm64'] },
    function: { currentMemorySizeMB: megabytes(512), twin },
  });
  const { recommendation } = analyse(recordingOf(header, onBoth)).result;
  const { architecture, versusCurrent, reason = '' } = recommendation ?? {};
  assert.equal(architecture, 'arm64');
  assert.equal(versusCurrent?.currentArchitecture, 'x86_64');
  // A fifth cheaper by the price of duration and a tenth by its length; requests cost the same.
  assert.ok(versusCurrent.costPercent < -20 && versusCurrent.costPercent > -30, `${versusCurrent.costPercent}`);
  assert.ok(!reason.includes('today'));
});
