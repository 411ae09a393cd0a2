import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyseApply, judgeCanary } from '../../../src/analysis/apply/index.js';
import { applyRecordingOf } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { applicationLines, applyHeader, CANARY, windowOf } from '../../fixtures/application.js';

const { apply } = applyHeader(CANARY);
const ten = (newer: Parameters<typeof windowOf>[1] = {}) =>
  Array.from({ length: 10 }, (_, index) => windowOf(index, newer));

describe('a canary', () => {
  it('is kept where the new version does in the traffic what was promised', () => {
    const found = judgeCanary(ten(), apply);
    assert.equal(found?.verdict, 'kept');
    assert.equal(found?.new.invocations, 100);
    assert.equal(found?.durationChange?.percent, -50);
  });

  it('is broken at the first invocation that ran out of memory', () => {
    const found = judgeCanary([windowOf(0, { failures: 1, outOfMemory: 1 })], apply);
    assert.deepEqual([found?.verdict, found?.why], ['broken', 'out-of-memory']);
  });

  it('is broken by failures that the old version does not have, and not by one in a thousand', () => {
    assert.equal(judgeCanary([windowOf(0, { failures: 5 })], apply)?.why, 'failures');
    assert.equal(judgeCanary([windowOf(0, { invocations: 1000, failures: 1 })], apply)?.verdict, 'kept');
  });

  it('is broken where the traffic is slower than the worst that was promised', () => {
    const slow = { warm: { n: 9, meanDurationMs: milliseconds(90) } };
    const windows = [90, 100, 110, 100].map((ms, index) => windowOf(index, slow, ms));
    assert.equal(judgeCanary(windows, apply)?.why, 'slower');
    assert.equal(judgeCanary(windows.slice(0, 2), apply)?.verdict, 'kept', 'two windows have no interval');
  });

  it('is no proof where nothing of the new version was seen', () => {
    const none = { invocations: 0, warm: { n: 0, meanDurationMs: null }, cold: 0 };
    assert.equal(judgeCanary(ten(none), apply)?.verdict, 'unseen');
    assert.equal(judgeCanary([], apply), null);
  });

  it('is no proof where its end could not be read, or most of it; one window in between may be missing', () => {
    const trouble = 'AccessDeniedException';
    const unread = (isUnread: (at: number) => boolean) =>
      ten().map((window, at) => (isUnread(at) ? { ...window, trouble } : window));
    assert.equal(
      judgeCanary(
        unread((at) => at === 4),
        apply,
      )?.verdict,
      'kept',
    );
    for (const isUnread of [(at: number) => at === 9, (at: number) => at < 6]) {
      const found = judgeCanary(unread(isUnread), apply);
      assert.deepEqual([found?.verdict, found?.trouble], ['unseen', trouble]);
    }
  });
});

describe('the course of a canary', () => {
  const courseOf = (windows: Parameters<typeof judgeCanary>[0]) => judgeCanary(windows, apply)?.course ?? [];

  it('has both versions in each window, with n and intervals of that window alone', () => {
    const course = courseOf(ten({ failures: 1 }));
    assert.deepEqual([course.length, course[1]?.fromMs, course[1]?.toMs], [10, 60_000, 120_000]);
    const { old, new: newer } = course[1] ?? assert.fail();
    assert.deepEqual([old.invocations, old.failures, old.warm, newer.failures], [90, 0, 88, 1]);
    // 100 ms, and each 10 ms from it: 88 of them by Student's t of 87 degrees, 1.988.
    const half = 1.9876 * Math.sqrt((88 * 100) / 87 / 88);
    assert.equal(old.durationMs?.value, 100);
    assert.ok(Math.abs((old.durationMs?.high ?? 0) - 100 - half) < 1e-3, `${old.durationMs?.high} ${half}`);
    assert.ok(newer.failedRatio?.low !== null && (newer.failedRatio?.low ?? 0) > 0);
  });

  it('tells several windows of a long canary together, as if they had been one', () => {
    const long = Array.from({ length: 100 }, (_, index) => windowOf(index, {}, index % 2 === 0 ? 90 : 110));
    const course = courseOf(long);
    assert.deepEqual([course.length, course[0]?.windows, course.at(-1)?.toMs], [20, 5, 6_000_000]);
    const all = long.slice(0, 5).flatMap((_, index) => {
      const mean = index % 2 === 0 ? 90 : 110;
      return Array.from({ length: 88 }, (__, at) => mean + (at % 2 === 0 ? 1 : -1) * (mean / 10));
    });
    const mean = all.reduce((sum, it) => sum + it, 0) / all.length;
    const variance = all.reduce((sum, it) => sum + (it - mean) ** 2, 0) / (all.length - 1);
    const figure = course[0]?.old.durationMs;
    assert.ok(Math.abs((figure?.value ?? 0) - mean) < 1e-9);
    const half = (figure?.high ?? 0) - mean;
    assert.ok(Math.abs(half - 1.9654 * Math.sqrt(variance / all.length)) < 1e-3, `${half}`);
  });

  it('says why a duration has no interval: too few, or a recording of before spreads were kept', () => {
    const few = { warm: { n: 5, meanDurationMs: milliseconds(50), squaresMs2: 1 } };
    const old = { warm: { n: 9, meanDurationMs: milliseconds(50) } };
    const notes = [few, old, { warm: { n: 0, meanDurationMs: null } }].map(
      (it) => courseOf([windowOf(0, it)])[0]?.new.durationMs,
    );
    assert.deepEqual(notes, [
      { value: 50, low: null, high: null, note: 'needs n >= 6 for an interval, has 5' },
      { value: 50, low: null, high: null, note: 'the recording is of before spreads were kept' },
      null,
    ]);
  });

  it('says of what could not be read that it could not', () => {
    const [first, ...rest] = ten();
    assert.ok(first !== undefined);
    const course = courseOf([{ ...first, trouble: 'AccessDeniedException' }, ...rest]);
    assert.deepEqual([course[0]?.trouble, course[1]?.trouble], ['AccessDeniedException', undefined]);
  });
});

describe('the result of an application', () => {
  const resultOf = (...lines: Parameters<typeof applicationLines>) =>
    analyseApply(applyRecordingOf(applyHeader(CANARY), applicationLines(...lines)));

  it('says that it was applied, and as what', () => {
    const { outcome, publishedVersion, verification } = resultOf(ten());
    assert.deepEqual([outcome, publishedVersion, verification.verdict], ['applied', '8', 'kept']);
  });

  it('says that it was rolled back, and why', () => {
    const { outcome, rolledBackWhy } = resultOf(ten({ failures: 5 }), 'it fails');
    assert.deepEqual([outcome, rolledBackWhy], ['rolled-back', 'it fails']);
  });

  it('does not take a killed one for applied', () => {
    const lines = applicationLines(ten());
    const torn = lines.slice(
      0,
      lines.findIndex((it) => it.type === 'watched'),
    );
    assert.equal(analyseApply(applyRecordingOf(applyHeader(CANARY), torn)).outcome, 'unfinished');
  });
});
