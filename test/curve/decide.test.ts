import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Decision, decide } from '../../src/curve/index.js';
import { bookFor } from '../../src/pricing/index.js';
import type { Header } from '../../src/recording/index.js';
import { megabytes, milliseconds, ratio } from '../../src/units/index.js';
import { headerWith, warmAround } from '../fixtures/recording.js';

const SIZES = [128, 512, 1769].map(megabytes);
/** CPU-bound up to one vCPU. */
const MEASURED = [...warmAround(128, 1382), ...warmAround(512, 346), ...warmAround(1769, 100)];

function decisionFor(strategy: Header['scenario']['strategy']): Decision {
  const exploration = { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) };
  const header = headerWith({ scenario: { memorySizesMB: SIZES, exploration, strategy } });
  const decision = decide(header, MEASURED, { book: bookFor('us-east-1', '2026-11-21'), stopped: null });
  assert.ok(decision !== undefined);
  return decision;
}

const limit = (limitMs: number) =>
  ({ kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(limitMs) }) as const;

test('where no candidate can meet the limit nothing is chosen, and that is decided', () => {
  const { chosen, tied, regret, isDecided, undecided, curve } = decisionFor(limit(5));
  assert.deepEqual([chosen, tied, regret, isDecided, undecided], [null, [], null, true, []]);
  assert.ok(curve.every(({ chanceMeets }) => chanceMeets === 0));
});

test('where one meets the limit it is chosen, dear as it may be', () => {
  const { chosen, curve } = decisionFor(limit(150));
  assert.equal(chosen?.memorySizeMB, 1769);
  assert.equal(curve.find((it) => it.memorySizeMB === 1769)?.chanceMeets, 1);
});

test('of months that cost nothing the fastest is chosen', () => {
  const { chosen, isDecided, regret } = decisionFor({ kind: 'monthly', requestsPerMonth: 10_000 });
  assert.deepEqual([chosen?.memorySizeMB, isDecided, regret?.boundRatio], [1769, true, 0]);
});
