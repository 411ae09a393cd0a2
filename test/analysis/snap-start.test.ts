import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, analyseLoad } from '../../src/analysis/index.js';
import { Allowance } from '../../src/commands/spending/allowance.js';
import { listPriceOf, monthPriceOf } from '../../src/curve/index.js';
import { bookFor } from '../../src/pricing/index.js';
import type { Header, LoadRequest, Measurement } from '../../src/recording/index.js';
import { megabytes, milliseconds, ratio, usd } from '../../src/units/index.js';
import { answered, armBegin, armEnd, loadEnd, loadHeaderWith } from '../fixtures/load-lines.js';
import { completed, headerWith } from '../fixtures/recording.js';

const SIZE = megabytes(1024);
const book = bookFor('us-east-1', '2026-11-21');
/** Of 1 GB, us-east-1 (price list of 2026-09): a restore, and a GB-s of cache. */
const RESTORE_USD = 0.0001397998;
const CACHED_USD = 0.0000015046;
const near = (value: number | undefined, expected: number): void =>
  assert.ok(Math.abs((value ?? 0) - expected) < 1e-9, `${value} is not ${expected}`);

function restored(block: number): Measurement {
  const it = completed(SIZE, 100, { intended: 'cold', block });
  assert.ok(it.outcome.kind === 'completed');
  const report = { ...it.outcome.report, restoreDurationMs: milliseconds(500) };
  return { ...it, outcome: { ...it.outcome, report } };
}

const MEASURED = [1, 2, 3].flatMap((block) => [restored(block), completed(SIZE, 100, { block })]);

function resultOf(fn: Partial<Header['function']>, scenario: Partial<Header['scenario']> = {}) {
  const header = headerWith({
    scenario: { memorySizesMB: [SIZE], coldShareRatio: ratio(0.01), ...scenario },
    function: fn,
    target: { kind: 'aws' },
  });
  return analyse({ header, measurements: MEASURED, unreadable: [] }).result;
}
const charged = { snapStart: 'charged' } as const;

test('a million invocations have the restores of their cold share in their cost', () => {
  const cost = (fn: Partial<Header['function']>) => resultOf(fn).sizes[0]?.costPerMillionUsd?.mean ?? 0;
  near(cost(charged) - cost({}), 10_000 * RESTORE_USD);
  near(cost({ snapStart: 'free' }) - cost({}), 0);
});

test('a month has its restores, and the snapshot of one version for 730 hours', () => {
  const strategy = { kind: 'monthly', requestsPerMonth: 30_000_000 } as const;
  const cost = (fn: Partial<Header['function']>) => resultOf(fn, { strategy }).sizes[0]?.costPerMonthUsd?.mean ?? 0;
  near(cost(charged) - cost({}), 300_000 * RESTORE_USD + 730 * 3600 * CACHED_USD);
});

test('what the explorer decides by is the same cost', () => {
  const candidate = { memorySizeMB: SIZE, architecture: 'x86_64' } as const;
  const of = (share?: number) =>
    listPriceOf(book, undefined, { restoreShareRatio: share })(candidate, milliseconds(100));
  near(of(0.01) - of(), 0.01 * RESTORE_USD);
  const month = (share?: number) =>
    monthPriceOf(book, 30_000_000, undefined, { restoreShareRatio: share })(candidate, milliseconds(100));
  near(month(0.01) - month(), 300_000 * RESTORE_USD + 730 * 3600 * CACHED_USD);
});

test('a price book without SnapStart has the rest of the cost, and says what is missing', () => {
  const { snapStart: _, ...without } = book;
  const header = headerWith({ scenario: { memorySizesMB: [SIZE] }, function: charged, target: { kind: 'aws' } });
  const { result } = analyse({ header, measurements: MEASURED, unreadable: [] }, { books: [without] });
  assert.notEqual(result.sizes[0]?.costPerMillionUsd, null);
  assert.match(result.warnings.map((it) => it.message).join(), /has no price of it: it is in no figure/);
});

test('a run has spent the snapshots of what it published; what is measured as it is had one before', () => {
  const spent = (fn: Partial<Header['function']>): number => resultOf(fn).spent.usd;
  near(spent(charged) - spent({}), 3 * 3 * 3600 * CACHED_USD + 3 * RESTORE_USD);
  near(spent({ ...charged, asItIs: true }) - spent({}), 3 * RESTORE_USD);
});

test('a budget is spent on snapshots and restores too', () => {
  const candidate = { memorySizeMB: SIZE, architecture: 'x86_64' } as const;
  const budget = new Allowance({
    ...{ goal: { budgetUsd: usd(10) }, priceUsd: () => usd(1), spentMs: () => milliseconds(0) },
    restoreUsd: () => 2,
  });
  budget.pay(usd(3));
  budget.take(candidate);
  budget.settle(restored(1));
  // 6 are spent: 3 for the snapshot, 2 for the restore and 1 for the invocation.
  assert.deepEqual([budget.reachedBy(candidate, 4), budget.reachedBy(candidate, 5)], [undefined, 'budget']);
});

/** Ten requests, two of them restores. */
function loadOf(fn: object) {
  const requests = Array.from({ length: 10 }, (_, index): LoadRequest => {
    const it = answered(index * 1000, 600, { durationMs: 10, memorySizeMB: 1024 });
    assert.ok(it.outcome.kind === 'answered' && it.outcome.report !== undefined);
    if (index >= 2) return it;
    const report = { ...it.outcome.report, restoreDurationMs: milliseconds(500) };
    return { ...it, outcome: { ...it.outcome, report } };
  });
  const header = loadHeaderWith();
  const functions = header.functions.map((it) => ({ ...it, ...fn }));
  const lines = [armBegin(0, 1024), ...requests, armEnd(0, 10_000), loadEnd()];
  return analyseLoad({ header: { ...header, functions }, lines: () => lines });
}

test('a load has each restore in its cost, and the snapshots of its versions in what it has spent', () => {
  const [own, plain] = [loadOf(charged), loadOf({})];
  const cost = (it: typeof own): number => it.arms[0]?.total.cost?.load.value ?? 0;
  near(cost(own) - cost(plain), 2 * RESTORE_USD);
  near(own.spent.usd - plain.spent.usd, 2 * RESTORE_USD + 3 * 3600 * CACHED_USD);
  near(loadOf({ ...charged, asItIs: true }).spent.usd - plain.spent.usd, 2 * RESTORE_USD);
  assert.match(
    own.warnings.map((it) => it.message).join(),
    /SnapStart is charged for \(orders\): costs hold each restore/,
  );
});
