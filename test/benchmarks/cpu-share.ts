import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Measurement, readRecording } from '../../src/recording/index.js';
import { isInterval, median, quantileInterval, type Sample, sampleOf } from '../../src/statistics/index.js';
import { formatMegabytes, formatMilliseconds, type Megabytes, megabytes, milliseconds } from '../../src/units/index.js';
import { kelvin } from '../commands/kelvin.js';

/**
 * `npm run bench:cpu-share`: measured warm duration times CPU share (memory / 1,769 MB, at most one vCPU for code on one
 * thread) is the CPU time of the work, so it must be the same at every size. Prints its ratio to 1,769 MB, where the
 * function has a whole vCPU; the peer is Lambda's own rule. Each block visits all sizes within a few seconds, and the
 * ratio is taken block by block: a shared machine changes its speed by a fifth from one minute to the next.
 */
const ONE_VCPU = megabytes(1769);
const SIZES = [megabytes(256), megabytes(512), megabytes(1024), ONE_VCPU];
const SCENARIO = fileURLToPath(new URL('../../../scenarios/cpu-bound.yaml', import.meta.url));
const ALLOWED = 0.1;

const sample = (values: number[]): Sample => {
  const it = sampleOf(values);
  if (it === undefined) throw new Error('nothing was measured');
  return it;
};

async function measure(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-bench-'));
  try {
    const out = join(folder, 'run');
    const counts = ['--memory', SIZES.join(), '--cold', '16', '--warm', '64'];
    const { code, stderr } = await kelvin(['tune', SCENARIO, ...counts, '--out', out]);
    if (code !== 0) throw new Error(stderr);
    return readRecording(join(out, 'recording.jsonl')).measurements;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Median CPU time (duration x share) of the warm invocations of one visit. */
function cpuTimeOf(measurements: readonly Measurement[], memorySize: Megabytes, block: number): number {
  const durations = measurements.flatMap(({ outcome, memorySizeMB, ...it }) =>
    outcome.kind === 'completed' && memorySizeMB === memorySize && it.block === block && it.intended === 'warm'
      ? [outcome.report.durationMs]
      : [],
  );
  return median(sample(durations)) * Math.min(1, memorySize / ONE_VCPU);
}

const measurements = await measure();
const blocks = [...new Set(measurements.map(({ block }) => block))];
console.log('memory size   duration x share, median   ratio to 1,769 MB in the same block (95 % interval)');
const ratios = SIZES.map((size) => {
  const times = sample(blocks.map((block) => cpuTimeOf(measurements, size, block)));
  const own = sample(
    blocks.map((block) => cpuTimeOf(measurements, size, block) / cpuTimeOf(measurements, ONE_VCPU, block)),
  );
  const interval = quantileInterval(own, 0.5);
  const span = isInterval(interval) ? `${interval.low.toFixed(3)} to ${interval.high.toFixed(3)}` : interval.reason;
  const cpu = formatMilliseconds(milliseconds(median(times)));
  console.log(
    `${formatMegabytes(size).padStart(11)}   ${cpu.padStart(24)}   ${median(own).toFixed(3)} (${span}), n = ${own.length} blocks`,
  );
  return median(own);
});
const spread = Math.max(...ratios) / Math.min(...ratios) - 1;
console.log(
  `largest over smallest: +${(spread * 100).toFixed(1)} % (${spread <= ALLOWED ? 'within' : 'NOT within'} 10 %)`,
);
