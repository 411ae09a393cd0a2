import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Moment } from '../../../src/emulator/calibration/probes/burn.cjs';
import { burstsOf, stretchesOf } from '../../../src/emulator/calibration/trace.js';

/** A process that computes for `burst` of every 20 ms, after the first refill. */
const underQuota = (periods: number, burst: (period: number) => number): Moment[] => {
  let cpuMs = burst(0);
  return Array.from({ length: periods }, (_, index) => {
    const moment = { wallMs: 20 * (index + 1), cpuMs, gapMs: 20 - burst(index) };
    cpuMs += burst(index + 1);
    return moment;
  });
};

describe('a trace of a process under a quota', () => {
  it('is cut where the quota was refilled, so that no stretch has a burst too many', () => {
    const stretches = stretchesOf(underQuota(81, () => 1.447));
    assert.equal(stretches.length, 8);
    for (const { wallMs, cpuMs } of stretches) assert.ok(Math.abs(cpuMs / wallMs - 1.447 / 20) < 1e-9);
  });

  it('comes to its share as a whole, when one burst is too long and the next too short', () => {
    const stretches = stretchesOf(underQuota(81, (period) => (period % 2 === 0 ? 4 : 2)));
    const sum = (pick: (it: (typeof stretches)[number]) => number) => stretches.reduce((all, it) => all + pick(it), 0);
    assert.ok(Math.abs(sum((it) => it.cpuMs) / sum((it) => it.wallMs) - 3 / 20) < 1e-9);
  });

  it('says how long the bursts are', () => {
    const bursts = burstsOf(underQuota(5, () => 4));
    assert.equal(bursts.length, 4);
    for (const burst of bursts) assert.ok(Math.abs(burst - 4) < 1e-9);
  });

  it('is cut by time alone where nothing is taken away', () => {
    const moments = Array.from({ length: 30 }, (_, i) => ({ wallMs: 40 * (i + 1), cpuMs: 39 * (i + 1), gapMs: 0 }));
    assert.equal(stretchesOf(moments).length, 8);
    assert.deepEqual(burstsOf(moments), []);
  });

  it('gives fewer stretches of few moments, and none of one', () => {
    assert.equal(stretchesOf(underQuota(3, () => 1)).length, 2);
    assert.deepEqual(stretchesOf(underQuota(1, () => 1)), []);
    assert.deepEqual(stretchesOf([]), []);
  });
});
