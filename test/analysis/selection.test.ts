import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/index.js';
import type { Measurement } from '../../src/recording/index.js';
import { megabytes } from '../../src/units/index.js';
import { hostWith } from '../fixtures/host.js';
import { completed, headerWith, recordingOf } from '../fixtures/recording.js';

const header = headerWith({ scenario: { memorySizesMB: [megabytes(1769)], invocations: { cold: 0, warm: 20 } } });

/** So many warm invocations around a CPU time, one per mille apart, left out or kept. */
const needing = (cpuMs: number, n: number, isKept: boolean, payload = '{}'): Measurement[] =>
  Array.from({ length: n }, (_, index) => {
    const cpuTimeMs = cpuMs * (1 + (index - n / 2) / 1000);
    const waitingMs = isKept ? 0 : cpuTimeMs;
    const host = hostWith({ observedMs: cpuTimeMs + waitingMs, cpuTimeMs, waitingMs, otherCpuTimeMs: 2 * waitingMs });
    return { ...completed(1769, cpuTimeMs + waitingMs, { block: index % 4 }), payload, host };
  });

const warningOf = (...measurements: readonly Measurement[][]) =>
  analyse(recordingOf(header, measurements.flat())).result.warnings.find(({ code }) => code === 'selection-biased');

test('says that what was left out had more to do than what is kept, and by how much', () => {
  const warning = warningOf(needing(20, 20, true), needing(26, 8, false));
  assert.match(warning?.message ?? '', /1,769 MB: 8 warm, 30.0 % more CPU time/);
  assert.match(warning?.hint ?? '', /end what else runs/);
});

test('is silent where it had as much to do, or hardly more, or less', () => {
  for (const cpuMs of [20, 20.6, 15])
    assert.equal(warningOf(needing(20, 20, true), needing(cpuMs, 8, false)), undefined);
});

test('is silent where too few were left out to tell', () => {
  assert.equal(warningOf(needing(20, 20, true), needing(26, 4, false)), undefined);
});

test('holds each payload against its own: heavy ones that were left out and replaced are no bias', () => {
  const light = [needing(20, 20, true, 'light'), needing(20, 2, false, 'light')];
  const heavy = [needing(200, 20, true, 'heavy'), needing(200, 8, false, 'heavy')];
  assert.equal(warningOf(...light, ...heavy), undefined);
});
