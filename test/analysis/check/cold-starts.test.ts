import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseCheck, checkBook, comparisonsOf } from '../../../src/analysis/index.js';
import type { CheckMeasurement } from '../../../src/recording/index.js';
import { seededRandom } from '../../../src/statistics/index.js';
import { megabytes, milliseconds, ratio } from '../../../src/units/index.js';
import { checkHeader, checkRecording, environmentOf, sessionOf } from '../../fixtures/check-recording.js';

const environment = (number = 0): CheckMeasurement[] =>
  environmentOf({ side: 'base', block: 0, environment: number }, { spread: 0 }, seededRandom(1));

/** The same invocations with some of the cold one's report replaced. */
function withReport(
  invocations: readonly CheckMeasurement[],
  report: Partial<Extract<CheckMeasurement['outcome'], { kind: 'completed' }>['report']>,
): CheckMeasurement[] {
  return invocations.map((it, index) =>
    index === 0 && it.outcome.kind === 'completed'
      ? { ...it, outcome: { ...it.outcome, report: { ...it.outcome.report, ...report } } }
      : it,
  );
}

const baseOf = (measurements: readonly CheckMeasurement[]) =>
  analyseCheck(checkRecording(checkHeader(), measurements)).base;

test('a cold start counts when its report has Init Duration and its environment is new', () => {
  const { coldStarts, warm, thrownOut } = baseOf(environment());
  assert.deepEqual({ coldStarts, warm, thrownOut }, { coldStarts: 1, warm: 5, thrownOut: [] });
});

test('one without Init Duration is thrown out with its warm invocations, and counted', () => {
  const { coldStarts, warm, thrownOut } = baseOf(withReport(environment(), { initDurationMs: undefined }));
  assert.equal(coldStarts + warm, 0);
  assert.deepEqual(thrownOut, [{ reason: 'no Init Duration: it was not cold', count: 1 }]);
});

test('one whose report was cut is thrown out for that', () => {
  const { thrownOut } = baseOf(withReport(environment(), { initDurationMs: undefined, truncated: true }));
  assert.deepEqual(thrownOut, [{ reason: 'its report was cut before Init Duration', count: 1 }]);
});

test('a second cold start in the same environment is not of a new one', () => {
  const { coldStarts, thrownOut } = baseOf([...environment(), ...environment().slice(0, 1)]);
  assert.equal(coldStarts, 1);
  assert.deepEqual(thrownOut, [{ reason: 'its execution environment was not new', count: 1 }]);
});

test('a restored snapshot is a cold start: its Restore Duration is what callers wait for', () => {
  const restored = withReport(environment(), { initDurationMs: undefined, restoreDurationMs: milliseconds(150) });
  const [init] = comparisonsOf(checkHeader(), restored, undefined);
  assert.deepEqual(init?.blocks[0]?.base, [150]);
});

test('what failed is a failure and no cold start, and nothing after it in its environment counts', () => {
  const all = environment();
  const failed = all.map(
    (it, index): CheckMeasurement =>
      index === 2
        ? {
            ...it,
            outcome: { kind: 'function-error', latencyMs: milliseconds(1), errorType: 'Error', message: 'no table' },
          }
        : it,
  );
  const { coldStarts, warm, failures } = baseOf(failed);
  assert.deepEqual([coldStarts, warm], [1, 1]);
  assert.deepEqual(failures, [{ kind: 'function-error', message: 'no table', count: 1 }]);
});

test('each metric has one value a cold start: medians of the warm, the largest memory, and what a million cost', () => {
  const header = checkHeader({ check: { coldShareRatio: ratio(0.1) } });
  const book = checkBook(header);
  assert.ok(book);
  const values = new Map(
    comparisonsOf(header, environment(), book).map(({ metric, blocks }) => [metric, blocks[0]?.base]),
  );
  assert.deepEqual(values.get('initDuration')?.map(Math.round), [200]);
  assert.deepEqual(values.get('coldTotal')?.map(Math.round), [220]);
  assert.deepEqual(values.get('warmDuration')?.map(Math.round), [10]);
  assert.deepEqual(values.get('billedDuration'), [10]);
  assert.deepEqual(values.get('maxMemoryUsed'), [70]);
  // 0.1 x 220 ms and 0.9 x 10 ms at 1,769 MB: 31 ms x 1.7275 GB x $0.0000166667, and $0.20 for the requests.
  const [cost] = values.get('costPerMillion') ?? [];
  assert.ok(Math.abs((cost ?? 0) - (0.031 * (1769 / 1024) * 16.6667 + 0.2)) < 1e-3, `${cost}`);
});

test('a cost holds the restore of each cold start where SnapStart is charged for', () => {
  const costOf = (snapStart: object): number => {
    const header = checkHeader({ check: { coldShareRatio: ratio(0.1) } });
    const base = { ...header.base, function: { ...header.base.function, ...snapStart } };
    const found = comparisonsOf({ ...header, base }, environment(), checkBook(header));
    return found.find(({ metric }) => metric === 'costPerMillion')?.blocks[0]?.base[0] ?? 0;
  };
  // A tenth of a million restores of 1,769 MB.
  const restoresUsd = 100_000 * (1769 / 1024) * 0.0001397998;
  assert.ok(Math.abs(costOf({ snapStart: 'charged' }) - costOf({}) - restoresUsd) < 1e-6);
});

test('nothing is compared that was not to be measured: no warm Duration without warm invocations, no cost without prices', () => {
  const metricsOf = (warmPerEnvironment: number, region = 'us-east-1') => {
    const header = checkHeader({ check: { warmPerEnvironment }, target: { region } });
    return comparisonsOf(header, [], checkBook(header)).map(({ metric }) => metric);
  };
  assert.deepEqual(metricsOf(0), ['initDuration', 'coldTotal', 'maxMemoryUsed']);
  assert.ok(!metricsOf(5, 'moon-north-1').includes('costPerMillion'));
});

test('a first block of ten is two of five, as its end is to confirm what its beginning showed', () => {
  const [init] = comparisonsOf(checkHeader(), sessionOf({ blocks: 2 }), undefined);
  assert.deepEqual(
    init?.blocks.map(({ base, head }) => [base.length, head.length]),
    [
      [5, 5],
      [5, 5],
      [5, 5],
    ],
  );
});

test('where the kind of host is known only cold starts of one kind are held against each other', () => {
  const measurements = sessionOf({ blocks: 1 }).map((it) => ({
    ...it,
    simulated: { hostSlowdown: it.environment % 4 < 2 ? 1 : 1.25 },
  }));
  const [init] = comparisonsOf(checkHeader(), measurements, undefined);
  assert.deepEqual(
    init?.blocks[0]?.kinds?.map(({ base, head }) => [base.length, head.length]),
    [
      [3, 3],
      [2, 2],
    ],
  );
});

test('memory sizes are compared each by itself', () => {
  const header = checkHeader({ check: { memorySizesMB: [megabytes(512), megabytes(1769)] } });
  const found = comparisonsOf(header, sessionOf({ blocks: 1, sizes: [512, 1769] }), undefined);
  assert.deepEqual([...new Set(found.map(({ memorySizeMB }) => memorySizeMB))], [512, 1769]);
});
