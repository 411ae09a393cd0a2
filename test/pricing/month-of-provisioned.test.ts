import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookFor, keptUsd, MONTH_MS, monthOnProvisioned, priceFunctions } from '../../src/pricing/index.js';
import { megabytes, milliseconds } from '../../src/units/index.js';

const book = bookFor('us-east-1', '2026-11-01');
const shape = { architecture: 'x86_64', memorySizeMB: megabytes(1024) } as const;
const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}, ${expected}`);

test('what is kept is billed in steps of five minutes, with the INIT of each environment', () => {
  const kept = (ms: number) => keptUsd(book, { ...shape, concurrency: 2, enabledMs: milliseconds(ms) });
  const step = 2 * 300 * 0.0000041667;
  near(kept(1), step);
  near(kept(300_000), step);
  near(kept(300_001), 2 * step);
  const init = { ...shape, concurrency: 2, enabledMs: milliseconds(1), billedInitMs: milliseconds(500) };
  near(keptUsd(book, init), step + 2 * 0.5 * 0.0000097222);
});

test('a month is what is kept all of it, the requests and their own price of duration', () => {
  const bill = priceFunctions(book, [{ ...shape, ...monthOnProvisioned(10_000_000, milliseconds(100), 5) }]);
  near(bill.totalUsd, ((5 * MONTH_MS) / 1000) * 0.0000041667 + 10 * 0.2 + 1_000_000 * 0.0000097222);
});

test('what it has no time for runs on demand', () => {
  const { provisioned, onDemand } = monthOnProvisioned(30_000_000, milliseconds(100), 1);
  assert.equal(provisioned?.requests, 26_280_000);
  assert.equal(onDemand?.requests, 30_000_000 - 26_280_000);
});
