import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/index.js';
import type { FoundInit, ReportedInit } from '../../src/recording/index.js';
import { megabytes, milliseconds } from '../../src/units/index.js';
import { sizeNotes } from '../../src/views/wording/index.js';
import { completed, headerWith } from '../fixtures/recording.js';

type Report = Extract<FoundInit, { kind: 'init-report' }>;
const report = (ms: number, more: Partial<Report> = {}): Report => ({
  ...{ kind: 'init-report', at: null, initDurationMs: milliseconds(ms) },
  ...more,
});

/** The size of 1,024 MB, of a function with SnapStart. */
function sizeOf(inits: readonly FoundInit[], memorySizeMB = megabytes(1024)) {
  const lines = inits.map(
    (init): ReportedInit => ({ type: 'init', memorySizeMB, architecture: 'x86_64', version: '3', init }),
  );
  const header = headerWith({
    scenario: { memorySizesMB: [megabytes(1024)] },
    function: { snapStart: 'charged' },
    target: { kind: 'aws' },
  });
  const { result } = analyse({ header, measurements: [completed(1024, 100)], inits: lines, unreadable: [] });
  const [size] = result.sizes;
  assert.ok(size !== undefined);
  return size;
}

test('inits that went well are told with median, interval and n', () => {
  const size = sizeOf([810, 820, 830, 840, 850, 860, 870].map((ms) => report(ms)));
  const [kind] = size.reportedInits?.kinds ?? [];
  assert.equal(kind?.initializationType, 'snap-start');
  assert.deepEqual([kind?.n, kind?.failed, kind?.durationMs?.median], [7, 0, 840]);
  assert.match(sizeNotes(size).join(), /INIT before any invocation \(snap-start\), median: 840 ms \(.* n = 7\)/);
});

test('one that failed is counted with its type, and its duration is in no figure', () => {
  const failed = report(9999, { phase: 'init', status: 'error', errorType: 'Runtime.ExitError' });
  const size = sizeOf([report(800), failed]);
  const text = sizeNotes(size).join('\n');
  assert.match(text, /\(snap-start\), median: 800 ms \(.* n = 1\)/);
  assert.match(text, /\(phase init\); 1 of 1 failed \(Runtime\.ExitError\)/);
});

test('what a JSON log says of its type stands, and is a row of its own', () => {
  const size = sizeOf([report(800), report(300, { initializationType: 'on-demand', phase: 'init' })]);
  assert.deepEqual(
    size.reportedInits?.kinds.map((it) => [it.initializationType, it.phase, it.n]),
    [
      ['on-demand', 'init', 1],
      ['snap-start', null, 1],
    ],
  );
});

test('a report that was not found is a record, and never an init that took nothing', () => {
  const size = sizeOf([{ kind: 'missing', reason: 'AWS denies reading the log group' }]);
  assert.deepEqual(size.reportedInits, {
    kinds: [],
    missing: { count: 1, reason: 'AWS denies reading the log group' },
  });
  assert.match(sizeNotes(size).join(), /1 report was not found \(AWS denies reading the log group\)/);
});

test('each size has its own, and one without any says nothing of it', () => {
  assert.equal(sizeOf([report(800)], megabytes(512)).reportedInits, undefined);
  assert.equal(sizeOf([]).reportedInits, undefined);
});

test('a restore is told with what of it is billed', () => {
  const { outcome, ...rest } = completed(1024, 100, { intended: 'cold' });
  assert.ok(outcome.kind === 'completed');
  const restored = { restoreDurationMs: milliseconds(511.25), billedRestoreDurationMs: milliseconds(380) };
  const cold = { ...rest, outcome: { ...outcome, report: { ...outcome.report, ...restored } } };
  const header = headerWith({ scenario: { memorySizesMB: [megabytes(1024)] }, function: { snapStart: 'free' } });
  const { result } = analyse({ header, measurements: [cold], unreadable: [] });
  const [size] = result.sizes;
  assert.ok(size !== undefined);
  assert.match(
    sizeNotes(size).join(),
    /Restore Duration of cold starts, median: 511 ms \(.*n = 1\); of it billed: 380 ms \(.*n = 1\)/,
  );
});
