import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAtOnce, shareOf } from '../../../src/commands/quotas/max-concurrency.js';

test('takes a tenth of what is shared with others, and one at least', () => {
  assert.equal(shareOf({ kind: 'unreserved', limit: 1000 }, 'f').atOnce, 100);
  assert.equal(shareOf({ kind: 'unreserved', limit: 10 }, 'f').atOnce, 1);
  assert.equal(shareOf({ kind: 'unreserved', limit: 0 }, 'f').atOnce, 1);
  assert.match(shareOf({ kind: 'reserved', limit: 50 }, 'f').why, /a tenth of the 50 that are reserved for f/);
});

test('takes no more than every account has where the limit cannot be read, and says so', () => {
  const share = shareOf({ kind: 'unknown', reason: 'AccessDeniedException' }, 'f');
  assert.equal(share.atOnce, 10);
  assert.match(share.why, /could not be read \(AccessDeniedException\)/);
});

test('refuses what needs more at once, and says what would allow it', () => {
  const most = { atOnce: 100, why: 'a tenth of 1,000' };
  checkAtOnce(100, 'the phase burst', most);
  checkAtOnce(5000, 'the phase burst', undefined);
  assert.throws(
    () => checkAtOnce(101, 'the phase burst', most),
    (error: Error & { hint?: string; problem?: string }) =>
      /needs 101 invocations at once, and 100 may be: a tenth of 1,000/.test(error.problem ?? '') &&
      /--max-concurrency 101/.test(error.hint ?? ''),
  );
});
