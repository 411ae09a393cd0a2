import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofSize, requestOfSize } from '../../src/load/of-size.js';
import type { LoadRequest, Outcome } from '../../src/recording/index.js';
import { megabytes, milliseconds } from '../../src/units/index.js';

const report = { durationMs: milliseconds(5), memorySizeMB: megabytes(128) };
const latencyMs = milliseconds(9);

test('a report of another memory size is of an environment of before, and in no figure', () => {
  const completed: Outcome = { kind: 'completed', latencyMs, report };
  assert.equal(ofSize(completed, megabytes(128)), completed);
  const other = ofSize(completed, megabytes(256));
  assert.ok(other.kind === 'unreadable');
  assert.equal(other.latencyMs, latencyMs);
  assert.match(other.reason, /it ran at 128 MB and not at 256 MB/);
  const unknown: Outcome = { kind: 'completed', latencyMs, report: { durationMs: milliseconds(5) } };
  assert.equal(ofSize(unknown, megabytes(256)), unknown);
});

test('such a request of a load is told as what it is, and counts as no answer', () => {
  const request: LoadRequest = {
    ...{ type: 'request', arm: 0, phase: 0, dueMs: milliseconds(0), sentMs: milliseconds(0), latencyMs },
    outcome: { kind: 'answered', status: 200, report: { ...report, billedDurationMs: milliseconds(5) } },
  };
  assert.equal(requestOfSize(request, megabytes(128)), request);
  assert.deepEqual(requestOfSize(request, megabytes(256)).outcome, {
    kind: 'bad-answer',
    problem: 'it ran at 128 MB and not at 256 MB, in an execution environment of before the change',
  });
});
