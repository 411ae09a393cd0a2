import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  analyseCheck,
  type CheckFinding,
  type CheckResult,
  checkResultSchema,
  comparisonsOf,
  gatePlanOf,
  judge,
} from '../../../src/analysis/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { checkHeader, checkRecording, type Session, sessionOf } from '../../fixtures/check-recording.js';

const analysed = (session: Session, header = checkHeader()): CheckResult =>
  analyseCheck(checkRecording(header, sessionOf(session)));

function findingOf({ findings }: CheckResult, metric: CheckFinding['metric']): CheckFinding {
  const found = findings.find((it) => it.metric === metric);
  assert.ok(found, metric);
  return found;
}

test('a check of the same code is unchanged in all seven metrics and passes', () => {
  const result = analysed({ blocks: 8 });
  assert.deepEqual(
    result.findings.map(({ metric, verdict }) => [metric, verdict]),
    [
      ['initDuration', 'unchanged'],
      ['coldTotal', 'unchanged'],
      ['warmDuration', 'unchanged'],
      ['billedDuration', 'unchanged'],
      ['maxMemoryUsed', 'unchanged'],
      ['costPerMillion', 'unchanged'],
      ['packageSize', 'unchanged'],
    ],
  );
  assert.equal(result.verdict, 'unchanged');
  assert.equal(result.passes, true);
  assert.deepEqual(checkResultSchema.parse(result), result);
});

test('a slower INIT regresses what holds it, and nothing else', () => {
  const result = analysed({ init: 1.2, blocks: 8 });
  assert.equal(result.verdict, 'regressed');
  assert.equal(result.passes, false);
  assert.equal(findingOf(result, 'initDuration').verdict, 'regressed');
  assert.equal(findingOf(result, 'coldTotal').verdict, 'regressed');
  assert.notEqual(findingOf(result, 'warmDuration').verdict, 'regressed');
  assert.match(result.reason, /^Init Duration \+\d/);
});

test('a bigger package regresses by its exact size, whatever the rest does', () => {
  const result = analysed({ blocks: 8 }, checkHeader({ head: { codeSizeBytes: 1_200_000 } }));
  const found = findingOf(result, 'packageSize');
  assert.equal(found.verdict, 'regressed');
  assert.equal(found.reason, 'package size went from 1,000,000 bytes to 1,200,000 bytes (+20.0 %), past its limits');
  assert.equal(result.verdict, 'regressed');
});

test('the loop and the analysis see the same comparisons, and so the same end', () => {
  const header = checkHeader();
  const measurements = sessionOf({ init: 1.2, blocks: 8 });
  const looks = judge(comparisonsOf(header, measurements, undefined), gatePlanOf(header));
  const metrics = comparisonsOf(header, measurements, undefined).map(({ metric }) => metric);
  assert.deepEqual(metrics, ['initDuration', 'coldTotal', 'warmDuration', 'billedDuration', 'maxMemoryUsed']);
  assert.equal(looks.at(-1)?.verdict, 'regressed');
});

test('while it goes on the block that is being measured is not looked at', () => {
  const header = checkHeader();
  const running = analyseCheck({ header, measurements: sessionOf({ blocks: 3 }), explanations: [], unreadable: [] });
  assert.equal(running.ended, 'killed');
  assert.equal(running.base.coldStarts, 15);
});

test('without a cold start there is nothing to conclude, and it says so', () => {
  const result = analyseCheck(checkRecording(checkHeader(), []));
  assert.equal(result.verdict, 'inconclusive');
  assert.deepEqual(checkResultSchema.parse(result), result);
});

test('a slower handler is found, and INIT is told to be unchanged before the check ends', () => {
  const result = analysed({ warm: 1.3, blocks: 19, spread: 0.05 });
  assert.equal(findingOf(result, 'warmDuration').verdict, 'regressed');
  assert.equal(findingOf(result, 'initDuration').verdict, 'unchanged');
});

test('what is too noisy is inconclusive, with the number that would settle it, and passes only where that was asked for', () => {
  const header = checkHeader({ check: { maxColdStarts: 40 } });
  const result = analysed({ spread: 0.4, blocks: 7 }, header);
  assert.equal(result.verdict, 'inconclusive');
  assert.equal(result.passes, false);
  const init = findingOf(result, 'initDuration');
  assert.ok((init.neededPerSide ?? 0) > 100, `${init.neededPerSide}`);
  assert.match(init.reason, /about [\d,]+ a side would settle it$/);
  const fine = analysed(
    { spread: 0.4, blocks: 7 },
    checkHeader({ check: { maxColdStarts: 40, isInconclusiveFine: true } }),
  );
  assert.equal(fine.passes, true);
});

test('every figure has its n and its interval, and outliers are labelled and stay', () => {
  const measurements = sessionOf({ blocks: 8 }).map((it, index) =>
    index === 0 && it.outcome.kind === 'completed'
      ? { ...it, outcome: { ...it.outcome, report: { ...it.outcome.report, initDurationMs: milliseconds(900) } } }
      : it,
  );
  const init = findingOf(analyseCheck(checkRecording(checkHeader(), measurements)), 'initDuration');
  assert.equal(init.base.n, 45);
  assert.equal(init.base.outliers, 1);
  assert.deepEqual(
    init.points.filter((it) => it.isOutlier).map(({ side, value }) => [side, value]),
    [['base', 900]],
  );
  for (const { low, high, value } of [init.base.median, init.shift, init.shiftPercent, init.medianRatio].filter(
    (it) => it !== null,
  ))
    assert.ok(low !== null && high !== null && low <= value && value <= high);
  assert.ok((init.medianRatio?.value ?? 0) > 0.9);
});

test('a check against itself says which change so many cold starts would find: the fewer, the larger', () => {
  const { resolution } = analysed({ blocks: 8, spread: 0.08 }, checkHeader({ isSelf: true }));
  const init = resolution.find(({ metric }) => metric === 'initDuration');
  const changes = init?.detectable.map(({ changePercent }) => changePercent) ?? [];
  assert.ok(changes.length > 3 && changes.every((it, index) => it < (changes[index - 1] ?? Number.POSITIVE_INFINITY)));
  assert.ok((changes.at(-1) ?? 0) > 5, 'nothing within the limits is a regression');
  assert.ok((init?.spreadPercent ?? 0) > 5 && (init?.spreadPercent ?? 0) < 20);
});

test('a check against itself says nothing of what it would find where one or two cold starts tell no spread', () => {
  const first = (count: number) => sessionOf({ blocks: 1 }).filter(({ environment }) => environment < 2 * count);
  for (const coldStarts of [1, 2]) {
    const result = analyseCheck(checkRecording(checkHeader({ isSelf: true }), first(coldStarts)));
    assert.equal(result.base.coldStarts, coldStarts);
    assert.deepEqual(checkResultSchema.parse(result), result);
    assert.equal(
      result.resolution.find(({ metric }) => metric === 'initDuration'),
      undefined,
    );
  }
});

test('a check of the package size alone is decided without a cold start', () => {
  const limits = [{ metric: 'packageSize' as const, relativeRatio: 0.05, absolute: 65_536 }];
  const result = analyseCheck(checkRecording(checkHeader({ check: { limits } }), []));
  assert.equal(result.verdict, 'unchanged');
  assert.equal(
    result.reason,
    '1 figure is within its limits; package size is the same, 1,000,000 bytes, within its limits',
  );
});

test('the same recording gives the same result', () => {
  assert.deepEqual(analysed({ init: 1.1, blocks: 5 }), analysed({ init: 1.1, blocks: 5 }));
});

test('a base that was measured before is a warning, with its age', () => {
  const header = checkHeader();
  const startedAt = new Date(Date.parse(header.startedAt) - 3 * 86_400_000).toISOString();
  const source = { kind: 'recording' as const, path: 'baseline.jsonl', startedAt };
  const { warnings } = analysed({ blocks: 8 }, { ...header, base: { ...header.base, source } });
  const found = warnings.find(({ code }) => code === 'recorded-base');
  assert.match(found?.message ?? '', /^base was measured 3 days before head: a difference may be of this machine/);
  assert.ok(!analysed({ blocks: 8 }).warnings.some(({ code }) => code === 'recorded-base'));
});
