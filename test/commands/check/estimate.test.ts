import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimateCheck } from '../../../src/commands/check/estimate.js';
import { bookFor, snapStartPrices } from '../../../src/pricing/index.js';
import { checkHeader } from '../../fixtures/check-recording.js';

const book = bookFor('us-east-1', '2026-11-21');

test('with SnapStart where it is charged for, each cold start is a restore and each visit has a snapshot', () => {
  const plain = checkHeader();
  const { budgetUsd: _, ...check } = plain.check;
  const of = (snapStart: object) => {
    const head = { ...plain.head, function: { ...plain.head.function, ...snapStart } };
    return estimateCheck({ ...plain, check, head }, 2, book);
  };
  const [own, without] = [of({ snapStart: 'charged' }), of({})];
  const sizes = check.memorySizesMB.map((it) => snapStartPrices(book, it));
  const each = sizes.reduce((sum, it) => sum + (it?.restoreUsd ?? 0) + (it?.publishedUsd ?? 0) / check.atATime, 0);
  const expected = (own.coldStarts.low * each) / sizes.length;
  assert.ok(each > 0 && Math.abs(own.cost.low - without.cost.low - expected) < 1e-9, `${own.cost.low}`);
  assert.deepEqual(of({ snapStart: 'free' }).cost, without.cost);
});
