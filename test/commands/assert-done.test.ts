import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Measurement } from '../../src/recording/index.js';
import { megabytes } from '../../src/units/index.js';
import { disturbed, hostWith } from '../fixtures/host.js';
import { completed, headerWith, recordingOf, warmAround } from '../fixtures/recording.js';
import { assertDone } from './assert-done.js';
import { temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
const header = headerWith({ scenario: { memorySizesMB: [megabytes(512)], invocations: { cold: 0, warm: 20 } } });

/** A run of these that could recommend nothing. */
function untold(measurements: readonly Measurement[]): void {
  const { end } = recordingOf(header, measurements);
  const lines = [header, ...measurements, end].map((it) => `${JSON.stringify(it)}\n`);
  writeFileSync(join(folder, 'recording.jsonl'), lines.join(''));
  assertDone({ code: 4, stdout: 'Written to .:\n  recording.jsonl\n', stderr: '' }, folder);
}

test('a run that recommends nothing is accepted on a machine that was too noisy', () => {
  untold(warmAround(512, 40).map(disturbed));
});

test('but not where its measurements are called disturbed and nobody else computed', () => {
  const hostAlone = hostWith({ observedMs: 40, waitingMs: 20, otherCpuTimeMs: 5 });
  const alone = warmAround(512, 40).map((it) => ({ ...it, host: hostAlone }));
  assert.throws(() => untold(alone), /disturbed by others that used 100 ms in 800 ms/);
});

test('nor for another reason, nor with another exit code', () => {
  assert.throws(() => untold([completed(512, 40, { initMs: 100 })]), /another reason than noise/);
  assert.throws(() => assertDone({ code: 3, stdout: '', stderr: 'no route to host' }), /no route to host/);
});
