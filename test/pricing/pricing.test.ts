import assert from 'node:assert/strict';
import { test } from 'node:test';
import { billedDuration, billOnDemand, bookFor } from '../../src/pricing/index.js';
import { megabytes, milliseconds } from '../../src/units/index.js';

const book = bookFor('us-east-1');
const cents = (value: number) => Math.round(value * 100) / 100;

test('prices the worked examples of the pricing page to the cent (free tier added back)', () => {
  const first = billOnDemand(book, {
    architecture: 'x86_64',
    requests: 3_000_000,
    memorySizeMB: megabytes(1536),
    billedMs: milliseconds(3_000_000 * 120),
  });
  // The page: 540,000 GB-s, 400,000 of them free, for 2.33 and 0.40 after a free million.
  assert.deepEqual(
    first.charges.map(({ name, quantity }) => [name, quantity]),
    [
      ['duration (x86_64)', 540_000],
      ['requests', 3_000_000],
    ],
  );
  assert.equal(cents(first.totalUsd - 400_000 * 0.0000166667 - 0.2), 2.73);
  const edge = billOnDemand(book, {
    architecture: 'x86_64',
    requests: 6_000_000,
    memorySizeMB: megabytes(4096),
    billedMs: milliseconds(6_000_000 * 280),
    ephemeralStorageMB: megabytes(2048),
  });
  assert.equal(cents(edge.totalUsd - 400_000 * 0.0000166667 - 0.2), 106.41);
});

test('a bill is the sum of its charges to the last digit, each quantity times price', () => {
  const bill = billOnDemand(book, {
    architecture: 'arm64',
    requests: 12_345,
    memorySizeMB: megabytes(1769),
    billedMs: milliseconds(987_654),
    ephemeralStorageMB: megabytes(1024),
  });
  assert.equal(
    bill.totalUsd,
    bill.charges.reduce((sum, line) => sum + line.usd, 0),
  );
  for (const line of bill.charges) assert.equal(line.usd, line.quantity * line.unitPriceUsd);
});

test('duration beyond the first tier costs the next price', () => {
  const bill = billOnDemand(book, {
    architecture: 'x86_64',
    requests: 0,
    memorySizeMB: megabytes(1024),
    billedMs: milliseconds(16_000_000_000_000),
  });
  assert.deepEqual(
    bill.charges.map(({ name, quantity }) => [name, quantity]),
    [
      ['duration (x86_64)', 6e9],
      ['duration, tier 2 (x86_64)', 9e9],
      ['duration, tier 3 (x86_64)', 1e9],
    ],
  );
});

test('what is not used is not on the bill', () => {
  const nothing = billOnDemand(book, {
    architecture: 'x86_64',
    requests: 0,
    memorySizeMB: megabytes(128),
    billedMs: milliseconds(0),
  });
  assert.deepEqual(nothing, { charges: [], totalUsd: 0 });
});

test('Billed Duration is Duration plus Init Duration, up to the next millisecond', () => {
  const billed = (durationMs: number, initDurationMs?: number) =>
    billedDuration({
      durationMs: milliseconds(durationMs),
      ...(initDurationMs === undefined ? {} : { initDurationMs: milliseconds(initDurationMs) }),
    });
  assert.equal(billed(1.01), 2);
  assert.equal(billed(155), 155);
  assert.equal(billed(133.61, 80), 214);
  assert.equal(billed(3016.78, 84), 3101);
  assert.equal(billed(0.1, 0.9), 1);
  assert.equal(billed(1.1, 2.9), 4);
});
