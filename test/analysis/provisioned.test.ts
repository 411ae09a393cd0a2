import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/index.js';
import { markedAhead } from '../../src/load/initialized-ahead.js';
import type { Measurement, Recording } from '../../src/recording/index.js';
import { megabytes, milliseconds, ratio } from '../../src/units/index.js';
import { completed, headerWith } from '../fixtures/recording.js';

/** The first invocation of an environment: INIT is in the report and in no Billed Duration. */
function ahead(initMs: number): Measurement {
  const it = completed(1024, 100, { initMs, intended: 'cold' });
  assert.ok(it.outcome.kind === 'completed');
  const report = { ...it.outcome.report, billedDurationMs: milliseconds(100) };
  return { ...it, outcome: markedAhead({ ...it.outcome, report }) };
}

function recordingOf(measurements: readonly Measurement[], provisionedConcurrency?: number): Recording {
  const header = headerWith({
    scenario: { memorySizesMB: [megabytes(1024)], coldShareRatio: ratio(0.01) },
    function: provisionedConcurrency === undefined ? {} : { provisionedConcurrency },
    target: { kind: 'aws' },
  });
  return { header, measurements, unreadable: [] };
}

const WARM = Array.from({ length: 6 }, () => completed(1024, 100));

test('a million invocations on provisioned concurrency cost their requests and its own price of duration', () => {
  const { result } = analyse(recordingOf([ahead(2000), ...WARM], 5));
  const [size] = result.sizes;
  // The first of an environment waits for no INIT, and does what a handler does once: it is told by itself.
  assert.deepEqual([size?.cold.n, size?.warm.n, result.provisionedConcurrency?.firstDurationMs?.n], [0, 6, 1]);
  // us-east-1, x86: 100,000 GB-s at $0.0000097222 and a million requests at $0.20 (pricing page, 2026).
  assert.ok(
    Math.abs((size?.costPerMillionUsd?.mean ?? 0) - (0.97222 + 0.2)) < 1e-9,
    `${size?.costPerMillionUsd?.mean}`,
  );
});

test('keeping it for a month is told beside: 5 GB for 730 hours', () => {
  const { result } = analyse(recordingOf([ahead(2000), ...WARM], 5));
  const hint = result.warnings.find((it) => it.code === 'provisioned-concurrency')?.hint ?? '';
  // 5 * 730 * 3600 GB-s at $0.0000041667.
  assert.match(hint, /costs \$54\.75 a month/);
});

test('an INIT that was billed with the invocation ran within it: it has spilled over', () => {
  const spilled = completed(1024, 100, { initMs: 300 });
  assert.deepEqual(markedAhead(spilled.outcome), spilled.outcome);
  const { result } = analyse(recordingOf([ahead(2000), ...WARM, spilled], 5));
  assert.equal(result.sizes[0]?.cold.n, 1);
  assert.match(result.warnings.map((it) => it.message).join(), /1 of 8 invocations found no provisioned environment/);
});

test('of any other function nothing is said of it, and its cost is on demand', () => {
  const { result } = analyse(recordingOf([...WARM, completed(1024, 100, { initMs: 300 })]));
  assert.ok(!result.warnings.some((it) => it.code.startsWith('provisioned')));
  assert.ok((result.sizes[0]?.costPerMillionUsd?.mean ?? 0) > 1.8);
});

test('where it could not be asked whether there is any, the reports that show it are counted, and costs are on demand', () => {
  const header = headerWith({
    scenario: { memorySizesMB: [megabytes(1024)] },
    function: { provisionedConcurrencyUnknown: true },
    target: { kind: 'aws' },
  });
  const told = (measurements: readonly Measurement[]) =>
    analyse({ header, measurements, unreadable: [] }).result.warnings.map(({ code, message }) => `${code}: ${message}`);
  assert.match(told([ahead(2000), ...WARM]).join(), /provisioned-concurrency-unknown: .*1 report shows that it has/);
  assert.match(told(WARM).join(), /no report shows an INIT that ran ahead/);
  assert.ok(
    !told([ahead(2000), ...WARM])
      .join()
      .includes('unexpected-starts'),
  );
});
