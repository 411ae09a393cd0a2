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
