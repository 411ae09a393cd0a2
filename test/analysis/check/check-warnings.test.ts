import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseCheck, type CheckResult } from '../../../src/analysis/index.js';
import type { CheckHeader } from '../../../src/recording/index.js';
import { seededRandom } from '../../../src/statistics/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { CHECK_END, checkHeader, checkRecording, sessionOf } from '../../fixtures/check-recording.js';

const codes = ({ warnings }: CheckResult): string[] => warnings.map(({ code }) => code);
const analysed = (header: CheckHeader = checkHeader(), measurements = sessionOf({ blocks: 6 })): CheckResult =>
  analyseCheck(checkRecording(header, measurements));

test('a check in order warns of nothing', () => {
  assert.deepEqual(analysed().warnings, []);
});

test('one that was killed or interrupted says so', () => {
  const recording = checkRecording(checkHeader(), sessionOf({ blocks: 2 }));
  const { end: _, ...killed } = recording;
  assert.deepEqual(codes(analyseCheck(killed)), ['no-end']);
  const interrupted = analyseCheck({ ...recording, end: { ...CHECK_END, reason: 'interrupted', check: undefined } });
  assert.deepEqual(codes(interrupted), ['check-interrupted']);
  assert.equal(interrupted.ended, 'interrupted');
});

test('the same code on both sides is said to be the same, unless that is the question', () => {
  const same = { base: { codeSha256: 'x' }, head: { codeSha256: 'x' } };
  assert.deepEqual(codes(analysed(checkHeader(same))), ['same-code']);
  assert.deepEqual(codes(analysed(checkHeader({ ...same, isSelf: true }))), []);
});

test('a base from a recording is told once, with its age', () => {
  const header = checkHeader();
  const source = { kind: 'recording', path: 'baseline.jsonl', startedAt: '2026-10-21T10:00:00.000Z' } as const;
  assert.deepEqual(codes(analysed({ ...header, base: { ...header.base, source } })), ['recorded-base']);
});

test('another runtime or other environment variables are named as possible reasons of a shift', () => {
  const header = checkHeader({ base: { runtime: 'nodejs22.x' }, head: { environmentNames: ['TABLE'] } });
  assert.deepEqual(codes(analysed(header)), ['runtime-changed', 'environment-changed']);
});

test('what has a limit and was not compared is named: package size of images, cost without prices, warm without warm', () => {
  const unknown = checkHeader({
    base: { codeSizeBytes: undefined },
    check: { warmPerEnvironment: 0 },
    target: { region: 'moon-north-1' },
  });
  assert.deepEqual(codes(analysed(unknown)), ['package-size-unknown', 'no-warm-invocations', 'no-prices']);
});

test('two peaks are told, with where they lie', () => {
  const random = seededRandom(3);
  const measurements = sessionOf({ blocks: 12, spread: 0.02 }).map((it) => {
    if (it.outcome.kind !== 'completed' || it.outcome.report.initDurationMs === undefined) return it;
    const initDurationMs = milliseconds(it.outcome.report.initDurationMs * (random() < 0.5 ? 1 : 1.3));
    return { ...it, outcome: { ...it.outcome, report: { ...it.outcome.report, initDurationMs } } };
  });
  const result = analysed(checkHeader(), measurements);
  const found = result.findings.find(({ metric }) => metric === 'initDuration');
  const [low, high] = found?.modes?.centers ?? [];
  assert.ok(Math.abs((low ?? 0) - 200) < 6 && Math.abs((high ?? 0) - 260) < 8, `${low} ${high}`);
  assert.ok(codes(result).includes('two-modes'));
});

test('a host that disturbed many invocations is named, and they stay in the figures, labelled', () => {
  const host = { observedMs: milliseconds(200), cpuTimeMs: milliseconds(100), waitingMs: milliseconds(60) };
  const measurements = sessionOf({ blocks: 3 }).map((it) => ({ ...it, host }));
  const result = analysed(checkHeader(), measurements);
  assert.ok(codes(result).includes('host-disturbed'));
  const [init] = result.findings;
  assert.equal(init?.base.n, 20);
  assert.equal(init?.base.disturbed, 20);
});
