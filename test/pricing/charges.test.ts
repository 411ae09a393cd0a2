import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type AccountTerms,
  bookFor,
  type FunctionUsage,
  PriceBookError,
  priceFunctions,
  requestsPerEvent,
  shippedBooks,
  streamedGbOf,
} from '../../src/pricing/index.js';
import { gbSeconds, megabytes, milliseconds, usd } from '../../src/units/index.js';
import fc from '../fixtures/properties.js';

const book = bookFor('us-east-1');
const x86 = { architecture: 'x86_64', memorySizeMB: megabytes(1024) } as const;
const ms = milliseconds;
const HOUR = 3_600_000;

const quantities = (usage: FunctionUsage | readonly FunctionUsage[], terms?: AccountTerms) =>
  Object.fromEntries(
    priceFunctions(book, [usage].flat() as FunctionUsage[], terms).charges.map(({ name, quantity }) => [
      name,
      quantity,
    ]),
  );
/** So many GB-seconds on demand, at 1 GB. */
const gbs = (quantity: number, architecture: 'x86_64' | 'arm64' = 'x86_64'): FunctionUsage => ({
  ...x86,
  architecture,
  onDemand: { requests: 0, billedMs: ms(quantity * 1000) },
});

describe('duration tiers', () => {
  test('the first one holds up to and with its edge', () => {
    assert.deepEqual(quantities(gbs(6e9)), { 'duration (x86_64)': 6e9 });
    assert.deepEqual(quantities(gbs(6e9 + 1)), { 'duration (x86_64)': 6e9, 'duration, tier 2 (x86_64)': 1 });
    assert.deepEqual(quantities(gbs(7.5e9, 'arm64')), { 'duration (arm64)': 7.5e9 });
    assert.deepEqual(quantities(gbs(18.75e9 + 2, 'arm64')), {
      'duration (arm64)': 7.5e9,
      'duration, tier 2 (arm64)': 11.25e9,
      'duration, tier 3 (arm64)': 2,
    });
  });

  test('what the account uses elsewhere fills the lower ones, on its own architecture alone', () => {
    const others = { others: { x86_64: gbSeconds(5e9) } };
    assert.deepEqual(quantities(gbs(2e9), others), { 'duration (x86_64)': 1e9, 'duration, tier 2 (x86_64)': 1e9 });
    assert.deepEqual(quantities(gbs(2e9, 'arm64'), others), { 'duration (arm64)': 2e9 });
    assert.deepEqual(quantities(gbs(10), { others: { x86_64: gbSeconds(7e9) } }), { 'duration, tier 2 (x86_64)': 10 });
    assert.deepEqual(quantities(gbs(10), { others: { x86_64: gbSeconds(6e9) } }), { 'duration, tier 2 (x86_64)': 10 });
  });

  test('functions on one bill share them', () => {
    assert.deepEqual(quantities([gbs(4e9), gbs(4e9), gbs(1, 'arm64')]), {
      'duration (x86_64)': 6e9,
      'duration, tier 2 (x86_64)': 2e9,
      'duration (arm64)': 1,
    });
  });
});

describe('the free tier', () => {
  const freeTier = { parts: ['requests', 'duration', 'streaming', 'transfer'], withProvisioned: false } as const;

  test('is shown at no price, up to its last GB-second and request', () => {
    const usage = (extra: number): FunctionUsage => ({
      ...x86,
      onDemand: { requests: 1_000_000 + extra, billedMs: ms((400_000 + extra) * 1000) },
    });
    assert.equal(priceFunctions(book, [usage(0)], { freeTier }).totalUsd, 0);
    assert.deepEqual(quantities(usage(1), { freeTier }), {
      'duration (x86_64)': 1,
      'duration (x86_64), free tier': 400_000,
      requests: 1,
      'requests, free tier': 1_000_000,
    });
  });

  test('is one for both architectures, for every function of the bill, and used by the account elsewhere first', () => {
    assert.deepEqual(quantities([gbs(300_000), gbs(300_000, 'arm64')], { freeTier }), {
      'duration (x86_64), free tier': 300_000,
      'duration (arm64)': 200_000,
      'duration (arm64), free tier': 100_000,
    });
    assert.deepEqual(quantities(gbs(300_000), { freeTier, others: { x86_64: gbSeconds(250_000) } }), {
      'duration (x86_64)': 150_000,
      'duration (x86_64), free tier': 150_000,
    });
  });

  test('is not for a function with provisioned concurrency, but for the one beside it', () => {
    const provisioned: FunctionUsage = {
      ...x86,
      onDemand: { requests: 10, billedMs: ms(1000) },
      provisioned: { requests: 5, billedMs: ms(1000), concurrency: 1, spans: 1, enabledMs: ms(HOUR) },
    };
    assert.equal(quantities(provisioned, { freeTier })['requests, free tier'], undefined);
    assert.equal(quantities([provisioned, gbs(7)], { freeTier })['duration (x86_64), free tier'], 7);
    assert.equal(
      quantities(provisioned, { freeTier: { ...freeTier, withProvisioned: true } })['requests, free tier'],
      15,
    );
  });

  test('gives 100 GB streamed and 100 GB out', () => {
    assert.deepEqual(quantities({ ...x86, streamedGb: 101, transferOutGb: 10_341 }, { freeTier }), {
      'response streaming': 1,
      'response streaming, free tier': 100,
      'data transfer out': 10_240,
      'data transfer out, tier 2': 1,
      'data transfer out, free tier': 100,
    });
  });
});

test('an asynchronous event counts one request to 256 KB, one more for each 64 KB begun', () => {
  const requests = (kb: number) => requestsPerEvent(megabytes(kb / 1024));
  assert.deepEqual([1, 256, 257, 320, 321, 1024].map(requests), [1, 1, 2, 2, 3, 13]);
});

describe('provisioned concurrency', () => {
  const enabled = (enabledMs: number, more: object = {}) =>
    quantities({
      ...x86,
      provisioned: { requests: 0, billedMs: ms(0), concurrency: 2, spans: 3, enabledMs: ms(enabledMs), ...more },
    });

  test('is billed for each span, rounded up to five minutes', () => {
    assert.equal(enabled(300_000)['provisioned concurrency (x86_64)'], 2 * 3 * 300);
    assert.equal(enabled(300_001)['provisioned concurrency (x86_64)'], 2 * 3 * 600);
    assert.equal(enabled(1)['provisioned concurrency (x86_64)'], 2 * 3 * 300);
  });

  test('bills init of every environment even without a request', () => {
    assert.deepEqual(enabled(300_000, { billedInitMs: ms(500) }), {
      'provisioned concurrency (x86_64)': 1800,
      'provisioned init (x86_64)': 3,
    });
  });

  test('costs less under a Savings Plan, and requests do not', () => {
    const usage: FunctionUsage = {
      ...x86,
      onDemand: { requests: 10, billedMs: ms(1000) },
      provisioned: { requests: 10, billedMs: ms(1000), concurrency: 1, spans: 1, enabledMs: ms(HOUR) },
    };
    const bill = priceFunctions(book, [usage], { savingsPlan: 'noUpfront' });
    assert.deepEqual(
      bill.charges.map(({ unitPriceUsd }) => unitPriceUsd),
      [0.00000367, 0.00000856, 0.0000147, 0.0000002],
    );
  });
});

test('a SnapStart version is cached for at least three hours, and managed Java is free', () => {
  const snapStart = { versions: 2, activeMs: ms(HOUR), restores: 10 };
  assert.deepEqual(quantities({ ...x86, snapStart }), { 'SnapStart cache': 2 * 3 * 3600, 'SnapStart restore': 10 });
  assert.equal(
    quantities({ ...x86, snapStart: { ...snapStart, activeMs: ms(3 * HOUR + 1) } })['SnapStart cache'],
    2 * 10_800.001,
  );
  assert.deepEqual(quantities({ ...x86, snapStart: { ...snapStart, managedJava: true } }), {});
});

test('the first 6 MB of each response are not charged', () => {
  assert.equal(streamedGbOf(1024, megabytes(6)), 0);
  assert.equal(streamedGbOf(1024, megabytes(7)), 1);
});

test('logs cost less from tier to tier', () => {
  assert.deepEqual(quantities({ ...x86, logsGb: 51_201 }), {
    'logs ingestion': 10_240,
    'logs ingestion, tier 2': 20_480,
    'logs ingestion, tier 3': 20_480,
    'logs ingestion, tier 4': 1,
  });
});

test('the management fee stays on the on-demand price, which the book may know', () => {
  const managedInstances = { requests: 0, instanceType: 'm7g.xlarge', instanceHours: 10, paidUsdPerHour: usd(0.05) };
  const charges = priceFunctions(book, [{ ...x86, managedInstances }]).charges;
  assert.deepEqual(
    charges.map(({ unitPriceUsd }) => unitPriceUsd),
    [0.05, 0.1632 * 0.15],
  );
  const unknown = { ...managedInstances, instanceType: 'x1.mega' };
  assert.throws(() => priceFunctions(book, [{ ...x86, managedInstances: unknown }]), PriceBookError);
});

test('a price that a book does not have is an error that names it, never a zero', () => {
  const region = bookFor('eu-central-1');
  const usages: readonly (readonly [RegExp, Partial<FunctionUsage>])[] = [
    [/durable/, { durable: { operations: 1, writtenGb: 0, storedGbMonths: 0 } }],
    [/tenant/, { tenantEnvironments: 1 }],
    [/poller/, { kafkaPollerHours: 1 }],
    [/Edge/, { edge: { requests: 1, billedMs: ms(1) } }],
    [/Managed/, { managedInstances: { requests: 1, instanceType: 'm7g.xlarge', instanceHours: 1 } }],
  ];
  for (const [what, usage] of usages) {
    assert.throws(
      () => priceFunctions(region, [{ ...x86, ...usage }]),
      (error) => error instanceof PriceBookError && what.test(error.problem),
    );
  }
});

test('one usage under three books: only the prices differ', () => {
  const usage: FunctionUsage = { ...x86, onDemand: { requests: 1e6, billedMs: ms(1e9) } };
  const totals = ['us-east-1', 'eu-central-1', 'af-south-1'].map((it) => priceFunctions(bookFor(it), [usage]).totalUsd);
  assert.deepEqual(totals, [1e6 * 0.0000166667 + 0.2, 1e6 * 0.0000166667 + 0.2, 1e6 * 0.0000221 + 1e6 * 0.00000027]);
  const old = priceFunctions(bookFor('us-east-1', '2021-03-01'), [gbs(16e9)]);
  assert.deepEqual(
    old.charges.map(({ name }) => name),
    ['duration (x86_64)'],
  );
});

test('charges always add up to the total, to the last digit, and none is over nothing', () => {
  const quantity = fc.double({ min: 0, max: 1e10, noNaN: true });
  const usage = fc.record({
    requests: quantity,
    billedMs: quantity,
    streamedGb: quantity,
    logsGb: quantity,
    transferOutGb: quantity,
    memory: fc.integer({ min: 128, max: 10_240 }),
    arm: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(usage, { maxLength: 4 }), fc.boolean(), quantity, (many, free, others) => {
      const usages = many.map(
        ({ requests, billedMs, memory, arm, ...volumes }): FunctionUsage => ({
          architecture: arm ? 'arm64' : 'x86_64',
          memorySizeMB: megabytes(memory),
          onDemand: { requests, billedMs: ms(billedMs) },
          ...volumes,
        }),
      );
      const parts = ['requests', 'duration', 'streaming', 'transfer'] as const;
      const terms = {
        others: { x86_64: gbSeconds(others) },
        ...(free ? { freeTier: { parts, withProvisioned: false } } : {}),
      };
      for (const any of shippedBooks().filter(({ id }) => id === 'us-east-1-2026-09')) {
        const { charges, totalUsd } = priceFunctions(any, usages, terms);
        assert.equal(
          totalUsd,
          charges.reduce((sum, it) => sum + it.usd, 0),
        );
        assert.ok(charges.every((it) => it.quantity > 0 && it.usd === it.quantity * it.unitPriceUsd));
      }
    }),
  );
});
