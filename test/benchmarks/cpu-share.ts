import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRecording } from '../../src/recording/index.js';
import { isInterval, median, quantileInterval, type Sample, sampleOf } from '../../src/statistics/index.js';
import { formatMegabytes, formatMilliseconds } from '../../src/units/index.js';
import { kelvin } from '../commands/kelvin.js';

/**
 * `npm run bench:cpu-share`: measured warm duration times CPU share (memory / 1,769 MB, at most one vCPU for code on one
 * thread) is the CPU time of the work, so it must be the same at every size. Prints it for the CPU-bound scenario with
 * its ratio to 1,769 MB, where the function has a whole vCPU; Lambda's own rule is the peer.
 */
const ONE_VCPU_MB = 1769;
const SCENARIO = fileURLToPath(new URL('../../../scenarios/cpu-bound.yaml', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'kelvin-bench-'));
try {
  const { code, stderr } = await kelvin([
    'tune',
    SCENARIO,
    '--memory',
    '256,512,1024,1769',
    '--out',
    join(folder, 'run'),
  ]);
  if (code !== 0) throw new Error(stderr);
  const { header, measurements } = readRecording(join(folder, 'run', 'recording.jsonl'));
  const rows = header.scenario.memorySizesMB.map((memorySize) => {
    const durations = measurements.flatMap(({ outcome, memorySizeMB, intended }) =>
      outcome.kind === 'completed' && memorySizeMB === memorySize && intended === 'warm'
        ? [outcome.report.durationMs]
        : [],
    );
    const sample = sampleOf(durations) as Sample<(typeof durations)[number]>;
    const share = Math.min(1, memorySize / ONE_VCPU_MB);
    return { memorySize, sample, share, cpuMs: median(sample) * share };
  });
  const full = rows.find(({ memorySize }) => memorySize === ONE_VCPU_MB)?.cpuMs ?? Number.NaN;
  console.log('memory size      n  median duration (95 %)         x share = CPU time   ratio to 1,769 MB');
  for (const { memorySize, sample, share, cpuMs } of rows) {
    const interval = quantileInterval(sample, 0.5);
    const span = isInterval(interval)
      ? `(${formatMilliseconds(interval.low)} to ${formatMilliseconds(interval.high)})`
      : interval.reason;
    console.log(
      `${formatMegabytes(memorySize).padStart(11)} ${String(sample.length).padStart(6)}  ${`${formatMilliseconds(median(sample))} ${span}`.padEnd(30)}` +
        ` x ${share.toFixed(4)} = ${formatMilliseconds(cpuMs).padStart(8)}   ${(cpuMs / full).toFixed(3)}`,
    );
  }
  const times = rows.map(({ cpuMs }) => cpuMs);
  const spread = Math.max(...times) / Math.min(...times) - 1;
  console.log(
    `largest over smallest: +${(spread * 100).toFixed(1)} % (${spread <= 0.1 ? 'within' : 'NOT within'} 10 %)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
