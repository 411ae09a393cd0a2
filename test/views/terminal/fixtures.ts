import { analyse, type Cost, type Quantiles, type Result, type SizeResult } from '../../../src/analysis/index.js';
import type { Architecture } from '../../../src/pricing/index.js';
import type { Header } from '../../../src/recording/index.js';
import { epochMilliseconds, megabytes, milliseconds, ratio, usd } from '../../../src/units/index.js';
import type { RunProgress } from '../../../src/views/terminal/index.js';
import { cpuBound, killed } from '../../fixtures/cpu-bound.js';
import { headerWith, measured, recordingOf } from '../../fixtures/recording.js';

/** A distribution round a median; from ten on it has intervals, as the real analysis has from six. */
export function quantiles(median: number, n: number): Quantiles {
  const at = (factor: number) => milliseconds(median * factor);
  const known = n >= 10;
  return {
    n,
    median: at(1),
    low: known ? at(0.97) : null,
    high: known ? at(1.04) : null,
    p90: at(1.2),
    p90Low: known ? at(1.1) : null,
    p90High: n >= 30 ? at(1.4) : null,
    p99: at(1.6),
    p99Low: null,
    p99High: null,
    ...(known ? {} : { medianNote: `needs more than ${n} invocations` }),
    ...(n >= 30 ? {} : { p90Note: `needs more than ${n} invocations` }),
  };
}

export const cost = (mean: number, n: number): Cost => ({
  n,
  mean: usd(mean),
  low: n >= 10 ? usd(mean * 0.98) : null,
  high: n >= 10 ? usd(mean * 1.02) : null,
  ...(n >= 10 ? {} : { note: 'resampling so few invocations would only repeat them' }),
});

interface SizeFigures {
  readonly memory: number;
  readonly warmMs: number;
  readonly initMs: number;
  readonly perMillion: number;
  readonly warm?: number;
  readonly cold?: number;
}

/** A size with figures of any magnitude, which no measurement would give. */
export function sizeOf(it: SizeFigures): SizeResult {
  const { warm = 40, cold = 10 } = it;
  const warmDuration = quantiles(it.warmMs, warm);
  return {
    memorySizeMB: megabytes(it.memory),
    architecture: 'arm64',
    status: 'measured',
    attempts: cold + warm,
    capped: false,
    cold: {
      n: cold,
      disturbed: 0,
      durationMs: quantiles(it.warmMs * 1.5, cold),
      billedDurationMs: quantiles(Math.ceil(it.warmMs * 1.5 + it.initMs), cold),
      initDurationMs: quantiles(it.initMs, cold),
    },
    warm: { n: warm, disturbed: 0, durationMs: warmDuration, billedDurationMs: warmDuration, initDurationMs: null },
    maxMemoryUsedMB: megabytes(96),
    costPerMillionUsd: cost(it.perMillion, warm + cold),
    failures: [],
  };
}

const ENFORCED = { enforced: true, backend: 'cgroup-v1' } as const;
const OPEN = {
  enforced: false,
  reason: 'the cgroup tree is read-only',
  hint: 'start the container with --privileged',
} as const;

const MEASURED = [256, 512, 1024, 1769, 3008];

interface Changes {
  readonly architectures?: readonly Architecture[];
  readonly sizes?: readonly number[];
  readonly currentMemorySizeMB?: number | null;
  readonly strategy?: Header['scenario']['strategy'];
  readonly target?: Partial<Header['target']>;
}

/** What was asked of a function that resizes images. */
function imageResize(changes: Changes = {}): Header {
  const { architectures = ['arm64'], sizes = [128, ...MEASURED], currentMemorySizeMB: current = 256 } = changes;
  return headerWith({
    scenario: {
      name: 'image-resize',
      memorySizesMB: sizes.map(megabytes),
      architectures: [...architectures],
      invocations: { cold: 10, warm: 40 },
      coldShareRatio: ratio(0.02),
      strategy: changes.strategy ?? { kind: 'fastest' },
    },
    function: {
      name: 'resize',
      runtime: 'nodejs22.x',
      currentMemorySizeMB: current === null ? null : megabytes(current),
    },
    target: changes.target ?? { cpu: ENFORCED, memory: ENFORCED, largestFullShareMB: megabytes(1769) },
  });
}

const timedOut = (memorySize: number, architecture: Architecture) =>
  measured(
    memorySize,
    { kind: 'timed-out', latencyMs: milliseconds(3000), message: 'Task timed out after 3.00 seconds' },
    { architecture },
  );
const throttled = (memorySize: number, architecture: Architecture) =>
  measured(memorySize, { kind: 'throttled', message: 'Rate Exceeded.' }, { architecture });

function wholeRun(changes: Changes & { readonly architectures: readonly Architecture[] }): Result {
  const { architectures } = changes;
  const failing = architectures.flatMap((architecture) => [
    ...killed({ memorySizeMB: 128, architecture }, 12),
    timedOut(128, architecture),
    throttled(256, architecture),
    throttled(256, architecture),
  ]);
  const sizes = MEASURED.flatMap((memorySizeMB) =>
    architectures.map((architecture) => ({ memorySizeMB, architecture })),
  );
  const measurements = [...failing, ...cpuBound(sizes, { cold: 10, warm: 40 })];
  return analyse(recordingOf(imageResize(changes), measurements)).result;
}

/** Six sizes: one runs out of memory, two cannot be told apart, the largest has fewer cores than it is due. */
export const complete: Result = wholeRun({ architectures: ['arm64'] });

/** The same for a function that has the recommended size already. */
export const unchanged: Result = wholeRun({ architectures: ['arm64'], currentMemorySizeMB: 1769 });

/** The same under a limit that no size meets. */
export const tooSlow: Result = wholeRun({
  architectures: ['arm64'],
  strategy: { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(10) },
});

/** The same on both architectures. */
export const bothArchitectures: Result = wholeRun({ architectures: ['arm64', 'x86_64'] });

/** Before the first invocation. */
export const notBegun: Result = analyse(recordingOf(imageResize(), [])).result;

/** No size can be recommended, and the function was not held to its limits. */
export const everythingFailed: Result = analyse(
  recordingOf(
    imageResize({ sizes: [128, 256], target: { cpu: OPEN, memory: OPEN } }),
    [128, 256].flatMap((memorySizeMB) => [
      ...killed({ memorySizeMB, architecture: 'arm64' }, 12),
      timedOut(memorySizeMB, 'arm64'),
    ]),
    { reason: 'stopped' },
  ),
).result;

/** One invocation of each kind at each size: figures, and no interval at all. */
export const single: Result = analyse(
  recordingOf(
    imageResize({
      sizes: [512, 1024],
      currentMemorySizeMB: null,
      target: { kind: 'aws', region: 'eu-central-1' },
    }),
    cpuBound(
      [512, 1024].map((memorySizeMB) => ({ memorySizeMB, architecture: 'arm64' })),
      { cold: 1, warm: 1 },
    ),
    { reason: 'failed', detail: 'the endpoint refused the connection' },
  ),
).result;

const START = 1_790_000_000_000;

/** A run some seconds after its start. */
export const progressOf = (result: Result, seconds: number, more: Partial<RunProgress> = {}): RunProgress => ({
  result,
  done: 132,
  planned: 300,
  cold: 24,
  warm: 95,
  errors: 13,
  disturbed: 0,
  startedAt: epochMilliseconds(START),
  now: epochMilliseconds(START + seconds * 1000),
  activity: 'measuring 1,769 MB, cold',
  phase: 'measuring',
  ...more,
});
