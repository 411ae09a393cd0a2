import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/index.js';
import { bookFor } from '../../src/pricing/index.js';
import type { Recording } from '../../src/recording/index.js';
import { megabytes, milliseconds } from '../../src/units/index.js';
import { completed, headerWith, outOfMemory, recordingOf, warmAround } from '../fixtures/recording.js';

const codes = (recording: Recording) => analyse(recording).result.warnings.map(({ code }) => code);
const MEASURED = [128, 512, 1769].flatMap((size) => warmAround(size, 100));

test('a quiet run has nothing to warn of', () => {
  assert.deepEqual(codes(recordingOf(headerWith({}), MEASURED)), []);
});

test('says that CPU and memory were not enforced, and what to do', () => {
  const open = { enforced: false, reason: 'no cgroups', hint: 'run as root' } as const;
  const { warnings } = analyse(recordingOf(headerWith({ target: { cpu: open, memory: open } }), MEASURED)).result;
  assert.deepEqual(
    warnings.map(({ code, hint }) => [code, hint]),
    [
      ['cpu-not-enforced', 'run as root'],
      ['memory-not-enforced', 'run as root'],
    ],
  );
});

test('says how well a backend holds that is no cgroup, and how to have a better one', () => {
  const rough = {
    enforced: true,
    backend: 'signals',
    caveat: 'less even',
    passedOver: [{ backend: 'cgroup-v2', reason: 'no right', hint: 'run as root' }],
  } as const;
  const target = {
    cpu: { ...rough, passedOver: [...rough.passedOver] },
    memory: { enforced: true, backend: 'signals' },
  };
  const { warnings } = analyse(recordingOf(headerWith({ target: target as never }), MEASURED)).result;
  const { code, message, hint } = warnings[0] ?? {};
  assert.equal(warnings.length, 1);
  assert.equal(code, 'cpu-roughly-enforced');
  assert.equal(message, 'the functions were held to their CPU share by signals: less even');
  assert.equal(hint, 'cgroup-v2 cannot be had here (no right): run as root');
});

test('says that the prices are of a later day than the run, where there are no older ones', () => {
  const { result } = analyse(recordingOf(headerWith({ target: { region: 'eu-north-1' } }), MEASURED), {
    asOf: '2025-03-01',
  });
  assert.match(
    result.warnings[0]?.message ?? '',
    /no older prices of eu-north-1 are known: prices of 2026-09-01 stand in for 2025-03-01/,
  );
  assert.equal(result.priceBook.id, 'eu-north-1-2026-09');
});

test('does not price a region that has no price', () => {
  const elsewhere = recordingOf(headerWith({ target: { region: 'ap-southeast-3' } }), MEASURED);
  assert.throws(() => analyse(elsewhere), /no prices are known for ap-southeast-3; .* ap-southeast-1, /);
});

test('says how a run ended that was not complete', () => {
  const { end: _, ...killed } = recordingOf(headerWith({}), MEASURED);
  assert.deepEqual(codes(killed), ['no-end']);
  const stopped = {
    ...killed,
    end: { type: 'end', at: killed.measurements[0]?.at ?? 0, reason: 'stopped' },
  } as Recording;
  assert.deepEqual(codes(stopped), ['run-stopped']);
  const failed = recordingOf(headerWith({}), MEASURED, { reason: 'failed', detail: 'no route to host' });
  const { result } = analyse(failed);
  assert.equal(result.warnings[0]?.message, 'the run failed before its plan was done: no route to host');
  assert.equal(result.endDetail, 'no route to host');
});

test('counts lines that cannot be read', () => {
  const torn = {
    ...recordingOf(headerWith({}), MEASURED),
    unreadable: [{ lineNumber: 9, reason: 'is not whole JSON' }],
  };
  const [warning] = analyse(torn).result.warnings;
  assert.equal(warning?.code, 'recording-lines-unreadable');
  assert.match(warning?.message ?? '', /1 line .* line 9, is not whole JSON/);
});

test('says of one cause once that every size failed', () => {
  const failing = [128, 512, 1769].map((size) => outOfMemory(size));
  assert.deepEqual(codes(recordingOf(headerWith({}), failing)), ['every-size-failed']);
  assert.deepEqual(codes(recordingOf(headerWith({}), [...MEASURED, ...failing])), ['some-failures']);
});

test('blames a tie on missing intervals where there are none', () => {
  const thin = [128, 512, 1769].flatMap((size) => warmAround(size, 100, 2));
  const { warnings } = analyse(recordingOf(headerWith({}), thin)).result;
  assert.match(warnings.find(({ code }) => code === 'tied')?.message ?? '', /not all of them have a 95 % interval/);
});

test('tells a start that was not the one meant', () => {
  const surprise = { ...completed(128, 100, { initMs: 50 }), intended: 'warm' as const };
  assert.ok(codes(recordingOf(headerWith({}), [...MEASURED, surprise])).includes('unexpected-starts'));
});

test('warns of a size above what the host can give', () => {
  const header = headerWith({
    target: { largestFullShareMB: megabytes(1000) },
    scenario: { strategy: { kind: 'fastest' } },
  });
  assert.ok(codes(recordingOf(header, MEASURED)).includes('sizes-capped'));
});

test('warns when the recommended size is nearly full', () => {
  const full = [...MEASURED, completed(128, 100, { memoryMB: 127 })];
  assert.ok(codes(recordingOf(headerWith({}), full)).includes('memory-nearly-full'));
});

test('names a Billed Duration that is not what the rule of its day makes of the Duration, and takes it as printed', () => {
  const odd = completed(512, 100.4);
  assert.ok(odd.outcome.kind === 'completed');
  const report = { ...odd.outcome.report, billedDurationMs: milliseconds(200) };
  const recording = recordingOf(headerWith({}), [...MEASURED, { ...odd, outcome: { ...odd.outcome, report } }]);
  const { warnings } = analyse(recording).result;
  const [warning] = warnings.filter(({ code }) => code === 'billed-duration-odd');
  assert.match(warning?.message ?? '', /^1 of \d+ reports .*\(first: 200 ms for Duration 100.4 ms, at 512 MB\)$/);
});

test('says where a million invocations go beyond the last tier that is known', () => {
  const { onDemand, ...rest } = bookFor('us-east-1');
  const durationTiers = onDemand.x86_64.durationTiers.slice(0, 1);
  const books = [{ ...rest, onDemand: { ...onDemand, x86_64: { ...onDemand.x86_64, durationTiers } } }];
  const header = headerWith({ scenario: { memorySizesMB: [megabytes(10_240)] } });
  const { result } = analyse(recordingOf(header, warmAround(10_240, 700_000)), { books });
  assert.equal(result.sizes[0]?.costPerMillionUsd, null);
  assert.equal(result.sizes[0]?.warm.n, 20);
  const warning = result.warnings.find(({ code }) => code === 'tier-not-priced');
  assert.match(warning?.message ?? '', /10,240 MB: .* beyond the last tier .* us-east-1-2026-09/);
});

test('says that extensions work on after the answer, of how many invocations', () => {
  const early = MEASURED.map((it, index) =>
    index % 4 === 0 && it.outcome.kind === 'completed'
      ? { ...it, outcome: { ...it.outcome, latencyMs: milliseconds(40) } }
      : it,
  );
  const [warning] = analyse(recordingOf(headerWith({}), early)).result.warnings;
  assert.equal(warning?.code, 'works-after-answer');
  assert.match(warning.message, /^of 15 of 60 invocations the answer was there before their Duration was over/);
});
