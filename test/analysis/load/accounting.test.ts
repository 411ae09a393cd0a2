import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseLoad, type LoadFigures, loadResultSchema } from '../../../src/analysis/index.js';
import type { LoadLine, LoadRequest, RequestOutcome } from '../../../src/recording/index.js';
import { epochMilliseconds, milliseconds } from '../../../src/units/index.js';
import { answered, armBegin, armEnd, LOAD_BEGAN, loadEnd, loadHeaderWith } from '../../fixtures/load-lines.js';
import fc from '../../fixtures/properties.js';
import { recordingOf, simulatedLoad } from './simulated-load.js';

const PHASES = [0, 1].map((it) => ({
  kind: 'constant' as const,
  name: `phase ${it}`,
  requestsPerSecond: 10,
  forMs: milliseconds(5000),
}));
const MIX = loadHeaderWith({ phases: PHASES });
const [first] = MIX.functions;
const header = { ...MIX, functions: first === undefined ? [] : [first, { ...first, name: 'invoices' }] };

const report = { durationMs: milliseconds(5), billedDurationMs: milliseconds(5) };
const outcomes: RequestOutcome[] = [
  { kind: 'answered', status: 200, report },
  { kind: 'function-error', status: 200, errorType: 'TypeError', report },
  { kind: 'timed-out', status: 200 },
  { kind: 'throttled', status: 429 },
  { kind: 'http-error', status: 500 },
  { kind: 'connection-failed', error: 'ECONNRESET' },
  { kind: 'bad-answer', problem: 'cut off' },
  { kind: 'client-timeout' },
  { kind: 'open' },
  { kind: 'dropped', reason: 'too-many-open' },
];

const request = fc.record({
  due: fc.integer({ min: 0, max: 9999 }),
  latency: fc.integer({ min: 1, max: 4000 }),
  outcome: fc.constantFrom(...outcomes),
  function: fc.constantFrom(0, 1),
});

const balanced = ({ counts, errors, failures, throttles }: LoadFigures): boolean =>
  counts.due === counts.sent + counts.dropped &&
  counts.sent === counts.answered + counts.failed + counts.open &&
  errors.count === counts.failed &&
  failures.reduce((sum, { count }) => sum + count, 0) === counts.failed &&
  throttles.count <= counts.failed;

test('every request that was due is counted once: in all, in its phase and in its function', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 60 }), (all) => {
      const lines = all.map(({ due, latency, outcome, function: index }): LoadRequest => {
        const whole = answered(due, latency, undefined, { phase: due < 5000 ? 0 : 1, function: index, outcome });
        const { sentMs, latencyMs, ...unsent } = whole;
        return outcome.kind === 'dropped' ? unsent : whole;
      });
      const result = analyseLoad(recordingOf(header, [armBegin(0, 512), ...lines, armEnd(0, 10_000), loadEnd()]));
      loadResultSchema.parse(result);
      const [arm] = result.arms;
      assert.ok(arm !== undefined && arm.total.counts.due === all.length && balanced(arm.total));
      for (const parts of [arm.phases, arm.functions]) {
        assert.ok(parts.every(({ figures }) => balanced(figures)));
        assert.equal(
          parts.reduce((sum, { figures }) => sum + figures.counts.due, 0),
          all.length,
        );
      }
      assert.equal(
        arm.series.reduce((sum, it) => sum + it.due, 0),
        all.length,
      );
      assert.equal(
        arm.series.reduce((sum, it) => sum + it.answered + it.failed + it.dropped, 0) + arm.total.counts.open,
        all.length,
      );
    }),
    { numRuns: 60 },
  );
});

const steady = (requests: readonly LoadRequest[], rest: readonly LoadLine[] = []) => {
  const { arms } = analyseLoad(
    recordingOf(loadHeaderWith(), [armBegin(0, 512), ...requests, ...rest, armEnd(0, 60_000), loadEnd()]),
  );
  const [arm] = arms;
  assert.ok(arm !== undefined);
  return arm;
};
const many = (n: number, latency: (index: number) => number): LoadRequest[] =>
  Array.from({ length: n }, (_, index) =>
    answered((index * 60_000) / n, latency(index), { durationMs: latency(index) - 2 }),
  );

test('refusals within 2 ms do not make latency better, and are counted beside it', () => {
  const refused = many(500, () => 2).map((it): LoadRequest => ({ ...it, outcome: { kind: 'throttled', status: 429 } }));
  const { total } = steady([...many(1000, () => 50), ...refused]);
  assert.equal(total.latencyMs?.n, 1000);
  assert.equal(total.latencyMs?.p50.value, 50);
  assert.deepEqual(total.failures, [{ kind: 'throttled', count: 500 }]);
  assert.equal(total.throttles.count, 500);
});

test('what was given up at the timeout stays in the percentiles as at least that long', () => {
  const given = many(30, () => 1000).map((it): LoadRequest => ({ ...it, outcome: { kind: 'client-timeout' } }));
  const open = many(5, () => 700).map((it): LoadRequest => ({ ...it, outcome: { kind: 'open' } }));
  const { total, points, curve } = steady([...many(1000, (index) => 40 + (index % 10)), ...given, ...open]);
  const { p50, p99 } = total.latencyMs ?? assert.fail('there is a claim');
  assert.equal(total.latencyMs?.n, 1035);
  assert.ok(p50.value !== null && p50.value < 50 && !p50.atLeast);
  assert.deepEqual([p99.value, p99.atLeast, p99.high], [1000, true, null]);
  assert.equal(points.filter(({ atLeast }) => atLeast).length, 35);
  // Nobody knows which invocations those were, so no report of theirs can be missing.
  assert.deepEqual(total.reports, { expected: 1000, found: 1000 });
  assert.match(total.cost?.load.note ?? '', /35 of 1035 invocations have no report/);
  assert.ok(curve.some(({ atLeast }) => atLeast));
});

test('a function that timed out, and a gateway that gave up waiting, are waited for in vain too', () => {
  const outcomesInVain: RequestOutcome[] = [
    { kind: 'timed-out', status: 200 },
    { kind: 'http-error', status: 504 },
  ];
  for (const outcome of outcomesInVain) {
    const late = many(30, () => 3000).map((it): LoadRequest => ({ ...it, outcome }));
    const { total } = steady([...many(1000, () => 40), ...late]);
    assert.deepEqual([total.latencyMs?.p99.value, total.latencyMs?.p99.atLeast, total.errors.count], [3000, true, 30]);
  }
});

test('reports of the log group find their requests, before or after them and only once', () => {
  const plain = many(100, () => 20).map(
    (it, index): LoadRequest => ({ ...it, outcome: { kind: 'answered', status: 200, requestId: `id-${index}` } }),
  );
  const late = plain.map(
    (_, index): LoadLine => ({
      type: 'report',
      arm: 0,
      requestId: `id-${index}`,
      at: epochMilliseconds(LOAD_BEGAN + index),
      logStream: `stream-${index % 4}`,
      report: { durationMs: milliseconds(15), billedDurationMs: milliseconds(15) },
    }),
  );
  for (const lines of [
    [...plain, ...late],
    [...late, ...plain],
    [...plain, ...late, ...late],
  ]) {
    const { arms } = analyseLoad(recordingOf(loadHeaderWith(), [armBegin(0, 512), ...lines, armEnd(0, 60_000)]));
    const { total } = arms[0] ?? assert.fail('no arm');
    assert.deepEqual(total.reports, { expected: 100, found: 100 });
    assert.deepEqual(total.environments, { peak: 4, source: 'log-streams' });
    assert.equal(total.outsideMs?.p50.value, 5);
    assert.equal(total.cost?.load.n, 100);
  }
});

test('an invocation that went on after its request was given up is in Duration, cold starts and cost', () => {
  const [arm] = analyseLoad(
    simulatedLoad({
      load: { phases: [{ kind: 'constant', name: 'steady', requestsPerSecond: 20, forMs: milliseconds(60_000) }] },
      arms: [
        {
          memorySizeMB: 512,
          durationMs: (at) => (at % 10_000 < 40 ? 900 : 30),
          timeoutMs: 500,
          reportsInAnswers: false,
        },
      ],
    }),
  ).arms;
  assert.ok(arm !== undefined);
  const { total } = arm;
  assert.equal(total.counts.due, 1200);
  assert.equal(total.failures[0]?.kind, 'client-timeout');
  assert.deepEqual(total.reports, { expected: 1200, found: 1200 });
  assert.equal(total.cost?.load.n, 1200);
  assert.equal(total.durationMs?.n, 1200);
  assert.ok((total.durationMs?.p999.value ?? 0) >= 890);
});

test('a recording that ends in the middle gives the figures until then, and says so', () => {
  const lines = [armBegin(0, 512), ...many(100, () => 20).filter(({ dueMs }) => dueMs < 30_000)];
  const { arms, endReason, warnings } = analyseLoad(recordingOf(loadHeaderWith(), lines));
  const [arm] = arms;
  assert.equal(arm?.status, 'cut-short');
  assert.equal(endReason, null);
  assert.ok(Math.abs((arm?.total.seconds ?? 0) - 29.4) < 0.1);
  assert.ok(
    ['no-end', 'sizes-cut-short', 'sizes-not-measured'].every((code) => warnings.some((it) => it.code === code)),
  );
});

test('lines that cannot be read, or belong to no arm, are counted', () => {
  const torn = { type: 'unreadable' as const, lineNumber: 4, reason: 'is not whole JSON' };
  const stray = answered(1, 2, undefined, { arm: 3 });
  const header = loadHeaderWith();
  const recording = { header, lines: () => [armBegin(0, 512), stray, torn, armEnd(0, 60_000), loadEnd()] };
  const { unreadableLines, warnings } = analyseLoad(recording);
  assert.equal(unreadableLines, 2);
  assert.match(
    warnings.find(({ code }) => code === 'recording-lines-unreadable')?.message ?? '',
    /line 4, is not whole JSON/,
  );
});
