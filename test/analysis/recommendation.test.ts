import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, resultSchema } from '../../src/analysis/index.js';
import type { Header, Measurement } from '../../src/recording/index.js';
import { megabytes, milliseconds, ratio } from '../../src/units/index.js';
import { completed, headerWith, measured, outOfMemory, recordingOf, warmAround } from '../fixtures/recording.js';

type Scenario = Partial<Header['scenario']>;
const SIZES = [128, 512, 1769, 3008].map(megabytes);
const resultFor = (scenario: Scenario, measurements: readonly Measurement[], current: number | null = null) =>
  analyse(
    recordingOf(
      headerWith({
        scenario: { memorySizesMB: SIZES, ...scenario },
        function: { currentMemorySizeMB: current === null ? null : megabytes(current) },
      }),
      measurements,
    ),
  ).result;
const curve = (durations: Record<number, number>) =>
  Object.entries(durations).flatMap(([size, duration]) => warmAround(Number(size), duration));

/** CPU-bound: time falls as memory grows, up to one vCPU. */
const CPU_BOUND = curve({ 128: 1382, 512: 346, 1769: 100, 3008: 100 });
/** I/O-bound: time stays. */
const IO_BOUND = curve({ 128: 101, 512: 100, 1769: 100, 3008: 100 });

test('cheapest takes the smallest size of an I/O-bound function', () => {
  const { recommendation } = resultFor({}, IO_BOUND);
  assert.equal(recommendation?.memorySizeMB, 128);
  assert.deepEqual(recommendation?.tiedMemorySizesMB, [128]);
});

test('sizes that cannot be told apart are tied, the smallest upper bound of cost first', () => {
  const { recommendation, sizes, warnings } = resultFor({}, CPU_BOUND);
  const tied = recommendation?.tiedMemorySizesMB ?? [];
  assert.deepEqual([...tied].sort(), [128, 1769, 512].sort());
  const upper = tied.map((size) => sizes.find((it) => it.memorySizeMB === size)?.costPerMillionUsd?.high ?? 0);
  assert.deepEqual(
    upper,
    [...upper].sort((a, b) => a - b),
  );
  assert.equal(recommendation?.memorySizeMB, tied[0]);
  assert.ok(warnings.some(({ code }) => code === 'tied'));
});

test('fastest takes the cheaper of two equally fast sizes', () => {
  const { recommendation } = resultFor({ strategy: { kind: 'fastest' } }, CPU_BOUND);
  assert.equal(recommendation?.memorySizeMB, 1769);
  assert.deepEqual(recommendation?.tiedMemorySizesMB, [1769, 3008]);
});

test('balanced takes the knee: more memory while it pays in time, and not beyond', () => {
  assert.equal(resultFor({ strategy: { kind: 'balanced' } }, CPU_BOUND).recommendation?.memorySizeMB, 1769);
  assert.equal(resultFor({ strategy: { kind: 'balanced' } }, IO_BOUND).recommendation?.memorySizeMB, 128);
});

test('within takes the fastest that costs at most so much more than the cheapest', () => {
  const durations = curve({ 128: 1000, 512: 270, 1769: 100, 3008: 62 });
  const at = (costRatio: number) =>
    resultFor({ strategy: { kind: 'within', costRatio: ratio(costRatio) } }, durations).recommendation?.memorySizeMB;
  assert.deepEqual([at(0.05), at(0.1), at(0.4), at(0.5)], [128, 512, 1769, 3008]);
});

test('max-duration takes the cheapest that meets the limit, and nothing when none does', () => {
  const under = (limit: number) =>
    resultFor({ strategy: { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(limit) } }, CPU_BOUND);
  assert.equal(under(400).recommendation?.memorySizeMB, under(400).recommendation?.tiedMemorySizesMB[0]);
  assert.ok([512, 1769].includes(under(400).recommendation?.memorySizeMB ?? 0));
  assert.equal(under(50).recommendation, null);
  assert.ok(under(50).warnings.some(({ code }) => code === 'no-size-meets-limit'));
});

test('a size that fails is a finding: it is left out and the others are judged', () => {
  const failing = [...IO_BOUND.filter((it) => it.memorySizeMB !== 128), outOfMemory(128), outOfMemory(128, 1)];
  const { recommendation, sizes, warnings } = resultFor({}, failing);
  assert.equal(recommendation?.memorySizeMB, 512);
  assert.equal(sizes[0]?.status, 'failed');
  assert.equal(sizes[0]?.attempts, 2);
  assert.deepEqual(sizes[0]?.failures, [
    { kind: 'function-error', errorType: 'Runtime.OutOfMemory', message: 'signal: killed', count: 2 },
  ]);
  assert.ok(warnings.some(({ code }) => code === 'sizes-failed'));
});

test('when every size fails nothing is recommended, and no size costs nothing', () => {
  const { recommendation, sizes, warnings } = resultFor(
    {},
    SIZES.flatMap((size) => [outOfMemory(size), outOfMemory(size, 1)]),
  );
  assert.equal(recommendation, null);
  assert.ok(sizes.every((it) => it.costPerMillionUsd === null && it.warm.durationMs === null));
  assert.ok(warnings.some(({ code }) => code === 'every-size-failed'));
});

test('one throttle says nothing about the size', () => {
  const { sizes } = resultFor({}, [...IO_BOUND, measured(128, { kind: 'throttled', message: 'rate exceeded' })]);
  assert.equal(sizes[0]?.status, 'measured');
  assert.equal(sizes[0]?.warm.n, 20);
});

test('an invocation whose report cannot be read is counted, and is in no figure', () => {
  const lost = measured(128, { kind: 'unreadable', latencyMs: milliseconds(9), reason: 'no report', line: '' });
  const { sizes, warnings, spent, unreadable } = resultFor({}, [...IO_BOUND, lost]);
  assert.deepEqual(unreadable, { recordingLines: 0, reports: 1 });
  assert.equal(sizes[0]?.warm.n, 20);
  assert.equal(spent.invocations, 81);
  assert.ok(warnings.some(({ code }) => code === 'reports-unreadable'));
});

test('what was under way when the run was ended is in no figure of a size, and may be on the bill', () => {
  const open = measured(128, { kind: 'open', waitedMs: milliseconds(40) });
  const other = measured(192, { kind: 'open', waitedMs: milliseconds(40) });
  const { sizes, warnings, spent } = resultFor({}, [...IO_BOUND, open, other]);
  const whole = resultFor({}, IO_BOUND);
  assert.deepEqual(sizes, whole.sizes);
  assert.deepEqual([spent.invocations, spent.unbilled], [82, 2]);
  assert.match(
    warnings.find(({ code }) => code === 'invocations-open')?.message ?? '',
    /^2 invocations were under way when the run was ended/,
  );
});

test('with few measurements there is no interval, everything is tied, and the result says why', () => {
  const { recommendation, sizes } = resultFor({}, curve({}).concat(SIZES.flatMap((size) => warmAround(size, 100, 3))));
  assert.equal(recommendation?.tiedMemorySizesMB.length, SIZES.length);
  assert.equal(sizes[0]?.costPerMillionUsd?.low, null);
  assert.match(sizes[0]?.costPerMillionUsd?.note ?? '', /needs n >= 6/);
});

test('cold and warm never mix: a cold start is in no warm figure', () => {
  const { sizes } = resultFor({}, [...IO_BOUND, completed(128, 900, { initMs: 200 })]);
  assert.equal(sizes[0]?.warm.n, 20);
  assert.equal(sizes[0]?.cold.n, 1);
  assert.equal(sizes[0]?.cold.initDurationMs?.median, 200);
  assert.equal(sizes[0]?.warm.initDurationMs, null);
});

test('the cold share brings the cold starts into the cost', () => {
  const cold = Array.from({ length: 6 }, () => completed(128, 101, { initMs: 1000 }));
  const mean = (share: number) =>
    resultFor({ coldShareRatio: ratio(share) }, [...IO_BOUND, ...cold]).sizes[0]?.costPerMillionUsd?.mean ?? 0;
  assert.ok(mean(0.5) > 3 * mean(0));
});

test('a tie of one memory size on two architectures is a tie, and is named so', () => {
  const both = ['x86_64', 'arm64'] as const;
  const measurements = both.flatMap((architecture) => warmAround(512, 100).map((it) => ({ ...it, architecture })));
  const { recommendation, warnings } = resultFor(
    { memorySizesMB: [megabytes(512)], architectures: [...both], strategy: { kind: 'fastest' } },
    measurements,
  );
  assert.deepEqual(recommendation?.tied, [
    { memorySizeMB: 512, architecture: 'arm64' },
    { memorySizeMB: 512, architecture: 'x86_64' },
  ]);
  assert.deepEqual(recommendation?.tiedMemorySizesMB, [512]);
  assert.match(recommendation?.reason ?? '', /^512 MB arm64 is tied for fastest with 512 MB x86_64: /);
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['tied'],
  );
});

test('each quantile has its own reason for a missing interval', () => {
  const { durationMs } = resultFor({}, warmAround(128, 100, 20)).sizes[0]?.warm ?? {};
  assert.equal(durationMs?.medianNote, undefined);
  assert.match(durationMs?.p90Note ?? '', /p90, has 20/);
  assert.match(durationMs?.p99Note ?? '', /p99, has 20/);
});

test('compares with the current size, with an interval of the change', () => {
  const versus = resultFor({}, IO_BOUND, 512).recommendation?.versusCurrent;
  assert.equal(versus?.currentMemorySizeMB, 512);
  assert.ok(versus !== null && versus !== undefined && versus.costPercent < -60);
  assert.ok((versus.costPercentLow ?? 0) <= versus.costPercent && versus.costPercent <= (versus.costPercentHigh ?? 0));
  assert.equal(versus.note, undefined);
  assert.equal(resultFor({}, IO_BOUND, 1024).recommendation?.versusCurrent, null);
  const few = [...warmAround(128, 100, 2), ...warmAround(512, 100, 2)];
  assert.match(resultFor({}, few, 512).recommendation?.versusCurrent?.note ?? '', /too few visits/);
});

test('a slow minute of the host, which both sizes have had, does not widen the interval of the change', () => {
  const slow = [1, 1.5, 0.8, 2];
  const visits = (size: number, duration: number) =>
    slow.flatMap((factor, block) => [1, 1.01].map((it) => completed(size, duration * factor * it, { block })));
  const versus = resultFor({}, [...visits(128, 120), ...visits(512, 100)], 512).recommendation?.versusCurrent;
  assert.ok(Math.abs((versus?.durationPercent ?? 0) - 20) < 1e-9);
  assert.ok((versus?.durationPercentLow ?? 0) > 19.99 && (versus?.durationPercentHigh ?? 100) < 20.01);
});

test('every result fits its own schema', () => {
  for (const measurements of [[], IO_BOUND, CPU_BOUND, [outOfMemory(128)]])
    resultSchema.parse(resultFor({}, measurements));
});
