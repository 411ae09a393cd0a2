import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseLoad, type LoadResult, loadResultSchema } from '../../../src/analysis/index.js';
import type { ArmEnd, LoadRequest, RequestOutcome } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { answered, armBegin, armEnd, loadEnd, loadHeaderWith } from '../../fixtures/load-lines.js';
import { recordingOf } from './simulated-load.js';

const phase = (name: string) => ({
  kind: 'constant' as const,
  name,
  requestsPerSecond: 10,
  forMs: milliseconds(1000),
});
const report = { durationMs: milliseconds(5), billedDurationMs: milliseconds(5) };
const good: RequestOutcome = { kind: 'answered', status: 200, report };

function ended(reason: ArmEnd['reason'], requests: readonly LoadRequest[]): LoadResult {
  const header = loadHeaderWith({ phases: [phase('first'), phase('second')], memorySizesMB: [] });
  const lines = [armBegin(0, 512), ...requests, armEnd(0, 1500, { reason }), loadEnd({ reason: 'complete' })];
  return loadResultSchema.parse(analyseLoad(recordingOf(header, lines)));
}

test('the one request that was allowed has its figures, although its load took no time', () => {
  const [arm] = ended('max-requests', [answered(0, 40, undefined, { outcome: good })]).arms;
  assert.equal(arm?.total.counts.answered, 1);
  assert.ok((arm.total.cost?.perMillion.value ?? 0) > 0);
  assert.deepEqual(
    arm.phases.map(({ name, figures }) => [name, figures.counts.due]),
    [['first', 1]],
  );
});

test('the last request that was allowed is one of its own phase, as the first of it too', () => {
  const requests = [0, 500, 1000].map((due) =>
    answered(due, 40, undefined, { phase: due < 1000 ? 0 : 1, outcome: good }),
  );
  assert.deepEqual(
    ended('max-requests', requests).arms[0]?.phases.map(({ name, figures }) => [name, figures.counts.due]),
    [
      ['first', 2],
      ['second', 1],
    ],
  );
});

test('a load that its user ended before any answer has not failed', () => {
  const open = answered(0, 40, undefined, { outcome: { kind: 'open' } });
  assert.equal(ended('interrupted', [open]).arms[0]?.status, 'cut-short');
  assert.equal(ended('stopped', [open]).arms[0]?.status, 'cut-short');
  assert.equal(ended('complete', [open]).arms[0]?.status, 'failed');
});

test('a load without one good answer says what came instead most often', () => {
  const outcomes: RequestOutcome[] = [
    { kind: 'client-timeout' },
    { kind: 'connection-failed', error: 'ECONNREFUSED' },
    { kind: 'connection-failed', error: 'ECONNREFUSED' },
  ];
  const requests = outcomes.map((outcome, index) => answered(index, 40, undefined, { outcome }));
  const [arm] = ended('complete', requests).arms;
  assert.deepEqual([arm?.status, arm?.statusNote], ['failed', 'no request was answered well (ECONNREFUSED)']);
});

test('a percentile is not met by fewer requests than could show one beyond it, and missed by any', () => {
  const thresholds = [
    { metric: 'p99Latency' as const, comparison: '<' as const, limit: 300, text: '<300ms' },
    { metric: 'p50Latency' as const, comparison: '<' as const, limit: 10, text: '<10ms' },
  ];
  const verdicts = (count: number) => {
    const header = loadHeaderWith({ phases: [phase('only')], memorySizesMB: [], thresholds });
    const requests = Array.from({ length: count }, (_, index) => answered(index * 5, 40));
    const lines = [armBegin(0, 512), ...requests, armEnd(0, 1000), loadEnd()];
    return analyseLoad(recordingOf(header, lines)).thresholds.map((it) => it.verdict);
  };
  assert.deepEqual(verdicts(99), ['undecided', 'missed']);
  assert.deepEqual(verdicts(100), ['met', 'missed']);
});
