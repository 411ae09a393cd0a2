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

test('a base that was measured before is a warning, with its age', () => {
  const header = checkHeader();
  const startedAt = new Date(Date.parse(header.startedAt) - 3 * 86_400_000).toISOString();
  const source = { kind: 'recording' as const, path: 'baseline.jsonl', startedAt };
  const { warnings } = analysed({ blocks: 8 }, { ...header, base: { ...header.base, source } });
  const found = warnings.find(({ code }) => code === 'recorded-base');
  assert.match(found?.message ?? '', /^base was measured 3 days before head: a difference may be of this machine/);
  assert.ok(!analysed({ blocks: 8 }).warnings.some(({ code }) => code === 'recorded-base'));
});
