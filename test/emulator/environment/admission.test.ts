import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Slot } from '../../../src/emulator/concurrency/ledger-state.js';
import { throttled } from '../../../src/emulator/concurrency/throttle.js';
import { Admission } from '../../../src/emulator/environment/admission.js';
import { notFound } from '../../../src/emulator/service-error.js';
import { ManualClock } from '../manual-clock.js';

const slot: Slot = { kind: 'on-demand', release() {} };
const THROTTLED = { type: 'TooManyRequestsException' };

/** A ledger that has a slot when the test says so. */
function bench() {
  const clock = new ManualClock();
  const admission = new Admission(clock);
  const state = { isFull: false, isComingBack: false, asked: 0 };
  const demand = {
    ask: () => {
      state.asked += 1;
      if (state.isFull) throw throttled('ConcurrentInvocationLimitExceeded');
      return slot;
    },
    isComingBack: () => state.isComingBack,
  };
  return { clock, admission, state, demand };
}

describe('an invocation', () => {
  test('has its slot at once where there is one', () => {
    const { admission, demand } = bench();
    assert.equal(admission.slotFor(demand), slot);
  });

  test('is throttled at once when nothing is about to end', () => {
    const { admission, demand, state } = bench();
    state.isFull = true;
    assert.throws(() => admission.slotFor(demand), THROTTLED);
  });

  test('waits for one that has been answered, and has its slot when that is over', async () => {
    const { clock, admission, demand, state } = bench();
    admission.answered();
    state.isFull = true;
    const admitted = admission.slotFor(demand);
    await clock.advance(10);
    state.isFull = false;
    admission.over();
    assert.equal(await admitted, slot);
    assert.equal(clock.pending, 0);
  });

  test('waits for half a second at most, and is throttled then', async () => {
    const { clock, admission, demand, state } = bench();
    admission.answered();
    state.isFull = true;
    const refused = assert.rejects(async () => admission.slotFor(demand), THROTTLED);
    await clock.advance(499);
    const asked = state.asked;
    await clock.advance(1);
    await refused;
    assert.equal(state.asked, asked + 1);
    assert.equal(clock.pending, 0);
  });

  test('does not wait when as many wait already as there are to end', async () => {
    const { clock, admission, demand, state } = bench();
    admission.answered();
    state.isFull = true;
    const waiting = admission.slotFor(demand);
    assert.throws(() => admission.slotFor(demand), THROTTLED);
    state.isFull = false;
    admission.over();
    assert.equal(await waiting, slot);
    assert.equal(clock.pending, 0);
  });

  test('waits for a provisioned environment that is coming back, though it could have another', async () => {
    const { clock, admission, demand, state } = bench();
    admission.answered();
    state.isComingBack = true;
    const admitted = admission.slotFor(demand);
    assert.ok(admitted instanceof Promise);
    await clock.advance(1);
    assert.equal(state.asked, 0);
    state.isComingBack = false;
    admission.over();
    assert.equal(await admitted, slot);
    assert.equal(clock.pending, 0);
  });

  test('takes another environment when the provisioned one has not come back in 60 ms', async () => {
    const { clock, admission, demand, state } = bench();
    admission.answered();
    state.isComingBack = true;
    const admitted = admission.slotFor(demand);
    await clock.advance(59);
    assert.equal(state.asked, 0);
    await clock.advance(1);
    assert.equal(await admitted, slot);
    assert.equal(clock.pending, 0);
  });

  test('is refused at once for any other reason', () => {
    const { admission } = bench();
    admission.answered();
    const ask = (): Slot => {
      throw notFound('gone');
    };
    assert.throws(() => admission.slotFor({ ask, isComingBack: () => false }), { type: 'ResourceNotFoundException' });
  });
});
