import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/index.js';
import { megabytes, milliseconds } from '../../src/units/index.js';
import { disturbed, undisturbed } from '../fixtures/host.js';
import { measured as anyOutcome, completed, headerWith, recordingOf, warmAround } from '../fixtures/recording.js';

const header = headerWith({
  scenario: { memorySizesMB: [megabytes(512), megabytes(1024)], invocations: { cold: 0, warm: 20 } },
});
const codes = (result: { warnings: readonly { code: string }[] }) => result.warnings.map(({ code }) => code);
const resultOf = (...measurements: Parameters<typeof recordingOf>[1][]) =>
  analyse(recordingOf(header, measurements.flat())).result;
const quiet = (memorySize: number, ms: number) => warmAround(memorySize, ms).map(undisturbed);

test('a disturbed invocation is counted, and is in no figure', () => {
  const spoilt = disturbed(completed(512, 9000));
  const [size] = resultOf(quiet(512, 100), [spoilt], quiet(1024, 60)).sizes;
  assert.equal(size?.warm.n, 20);
  assert.equal(size?.warm.disturbed, 1);
  assert.ok((size?.warm.durationMs?.p99 ?? 0) < 200);
  assert.ok((size?.costPerMillionUsd?.n ?? 0) === 20);
});

test('what it cost counts as spent all the same', () => {
  const result = resultOf(quiet(512, 100), [disturbed(completed(512, 100))]);
  assert.equal(result.spent.invocations, 21);
});

test('when all were replaced there is nothing to do, and the recommendation stands', () => {
  const result = resultOf(quiet(512, 100), [disturbed(completed(512, 130))], quiet(1024, 60));
  const warning = result.warnings.find(({ code }) => code === 'host-disturbed');
  assert.match(
    warning?.message ?? '',
    /1 of 41 invocations \(512 MB: 0 cold, 1 warm\).*delayed by 100 %.*used 1\.0 CPUs/,
  );
  assert.match(warning?.hint ?? '', /nothing to do/);
  assert.equal(codes(result).includes('host-noisy'), false);
  assert.notEqual(result.recommendation, null);
});

test('when fewer are left than were asked for the result says so, and what to do', () => {
  const result = resultOf(quiet(512, 100).slice(0, 15), warmAround(512, 130, 5).map(disturbed), quiet(1024, 60));
  const warning = result.warnings.find(({ code }) => code === 'host-noisy');
  assert.match(warning?.message ?? '', /at 512 MB fewer/);
  assert.match(warning?.hint ?? '', /end what else runs/);
});

test('a size that was disturbed more than three times in four is left out of the recommendation', () => {
  const result = resultOf(quiet(512, 100).slice(0, 4), warmAround(512, 130, 16).map(disturbed), quiet(1024, 90));
  assert.equal(result.sizes[0]?.status, 'disturbed');
  assert.equal(result.recommendation?.memorySizeMB, 1024);
  assert.ok(codes(result).includes('sizes-disturbed'));
});

test('when that is so of every size nothing is recommended', () => {
  const result = resultOf(warmAround(512, 100).map(disturbed), warmAround(1024, 60).map(disturbed));
  assert.equal(result.recommendation, null);
  assert.ok(codes(result).includes('host-too-noisy'));
  assert.equal(codes(result).includes('not-enough-measured'), false);
});

test('a timeout on a host that held it up does not speak against the size', () => {
  const late = { kind: 'timed-out', latencyMs: milliseconds(3000), message: 'Task timed out' } as const;
  const timedOut = Array.from({ length: 5 }, () => disturbed(anyOutcome(512, late)));
  const [size] = resultOf(quiet(512, 100), timedOut, quiet(1024, 60)).sizes;
  assert.equal(size?.status, 'measured');
  assert.deepEqual(size?.failures, []);
});
