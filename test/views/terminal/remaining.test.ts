import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { epochMilliseconds, milliseconds } from '../../../src/units/index.js';
import { formatRemaining, remaining } from '../../../src/views/terminal/remaining.js';
import { formatClock } from '../../../src/views/wording/index.js';

const after = (seconds: number, done: number, planned: number) => ({
  done,
  planned,
  startedAt: epochMilliseconds(1000),
  now: epochMilliseconds(1000 + seconds * 1000),
});

describe('time left', () => {
  it('goes on at the pace so far', () => {
    assert.equal(remaining(after(30, 100, 300)), 60_000);
  });

  it('is not told by the first invocations', () => {
    assert.equal(formatRemaining(after(30, 4, 300)), '—');
    assert.equal(formatRemaining(after(1, 50, 300)), '—');
    assert.equal(formatRemaining(after(30, 0, 300)), '—');
  });

  it('is nothing once all is done, also when more was done than planned', () => {
    assert.equal(remaining(after(1, 300, 300)), 0);
    assert.equal(remaining(after(30, 310, 300)), 0);
  });

  it('does not run backwards when the clock was set back', () => {
    assert.equal(remaining(after(-5, 100, 300)), undefined);
  });

  it('is written in steps of a clock', () => {
    const written = [400, 59_400, 59_600, 125_000, 3_600_000, 4_000_000].map((it) => formatClock(milliseconds(it)));
    assert.deepEqual(written, ['0 s', '59 s', '1 min 00 s', '2 min 05 s', '1 h 00 min', '1 h 06 min']);
  });
});
