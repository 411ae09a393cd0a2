import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { periodToReach, type Rested } from '../../../src/emulator/limits/period-grid.js';
import { type Milliseconds, milliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';

const PERIOD = 20;

/** The kernel's timer (hrtimer_forward_now): the first point beyond now, in steps from where it stopped. */
function firstRing(stoppedAt: number, periodUs: number, now: number): number {
  const period = periodUs / 1000;
  return stoppedAt + (Math.floor((now - stoppedAt) / period) + 1) * period;
}

const rested = (it: Partial<Record<keyof Rested, number>>): Rested => {
  const all = { anchor: 0, restsSince: 105, counted: 2, now: 400, uncertainty: 0.6, next: 418, ...it };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, milliseconds(value)]),
  ) as unknown as Rested;
};

describe('moving the grid of periods', () => {
  test('a timer that stopped two periods after the rest began first rings where it should', () => {
    // Rests since 105: counted are the periods that end at 120 and 140, the next would end at 160.
    const move = periodToReach(rested({}));
    assert.ok(move);
    assert.ok(Math.abs(firstRing(160, move.periodUs, 400) - 418) < 0.1, `${move.periodUs}`);
    assert.ok(Math.abs(move.reaches - 418) < 0.1);
  });

  test('whenever it stopped, and however long ago', () => {
    const moment = (max: number) => fc.double({ min: 0, max, noNaN: true });
    fc.assert(
      fc.property(
        moment(1e6),
        moment(PERIOD),
        fc.integer({ min: 2, max: 5 }),
        moment(900_000),
        moment(4),
        (...drawn) => {
          const [restsSince, anchor, counted, idle, begun] = drawn;
          const firstCounted = anchor + PERIOD * (Math.floor((restsSince - anchor) / PERIOD) + 1);
          const stoppedAt = firstCounted + PERIOD * counted;
          const now = stoppedAt + 0.7 + idle;
          const next = now + PERIOD - begun;
          const move = periodToReach(rested({ anchor, restsSince, counted, now, next }));
          if (move === undefined) return;
          assert.ok(move.periodUs >= 1000 && move.periodUs <= 1_000_000);
          assert.ok(Math.abs(firstRing(stoppedAt, move.periodUs, now) - next) < 1);
        },
      ),
    );
  });

  test('is left alone while the timer may still run', () => {
    assert.equal(periodToReach(rested({ now: 150, next: 168 })), undefined);
    assert.equal(periodToReach(rested({ counted: 1 })), undefined);
  });

  test('is left alone where the rest began too close to a point of it', () => {
    assert.equal(periodToReach(rested({ restsSince: 100.3 })), undefined);
    assert.equal(periodToReach(rested({ restsSince: 119.7 })), undefined);
    assert.notEqual(periodToReach(rested({ restsSince: 101 as Milliseconds })), undefined);
  });
});
