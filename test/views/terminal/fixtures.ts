import type { Cost, Quantiles, Result, SizeResult } from '../../../src/analysis/index.js';
import { epochMilliseconds, megabytes, milliseconds, ratio, usd } from '../../../src/units/index.js';
import type { RunProgress } from '../../../src/views/terminal/index.js';

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
    ...(n >= 30 ? {} : { note: `an interval at level 0.95 needs more than ${n} invocations` }),
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

export function sizeOf(it: SizeFigures): SizeResult {
  const { warm = 40, cold = 10 } = it;
  const warmDuration = quantiles(it.warmMs, warm);
  return {
    memorySizeMB: megabytes(it.memory),
    architecture: 'arm64',
    status: 'measured',
    capped: false,
    cold: {
      n: cold,
      durationMs: quantiles(it.warmMs * 1.5, cold),
      billedDurationMs: quantiles(Math.ceil(it.warmMs * 1.5 + it.initMs), cold),
      initDurationMs: quantiles(it.initMs, cold),
    },
    warm: { n: warm, durationMs: warmDuration, billedDurationMs: warmDuration, initDurationMs: null },
    maxMemoryUsedMB: megabytes(96),
    costPerMillionUsd: cost(it.perMillion, warm + cold),
    failures: [],
  };
}

const none = { n: 0, durationMs: null, billedDurationMs: null, initDurationMs: null };

export const unmeasured = (memory: number): SizeResult => ({
  memorySizeMB: megabytes(memory),
  architecture: 'arm64',
  status: 'unmeasured',
  capped: false,
  cold: none,
  warm: none,
  maxMemoryUsedMB: null,
  costPerMillionUsd: null,
  failures: [],
});

export const outOfMemory = (memory: number): SizeResult => ({
  ...unmeasured(memory),
  status: 'failed',
  maxMemoryUsedMB: megabytes(memory),
  failures: [
    {
      kind: 'function-error',
      errorType: 'Runtime.ExitError',
      message: 'RequestId: 5f1d2c4e-8a57-4c0e-9f0e-1b2d3c4e5f60 Error: Runtime exited with error: signal: killed',
      count: 12,
    },
    { kind: 'timed-out', message: 'Task timed out after 3.00 seconds', count: 1 },
  ],
});

const base: Omit<Result, 'sizes' | 'recommendation' | 'warnings'> = {
  schemaVersion: 1,
  tool: { name: 'kelvin', version: '0.1.0' },
  startedAt: '2026-10-05T09:30:00.000Z',
  endReason: 'complete',
  scenario: {
    name: 'image-resize',
    memorySizesMB: [128, 256, 512, 1024, 1769, 3008].map(megabytes),
    architectures: ['arm64'],
    payloads: [{ name: 'photo', weight: 1 }],
    invocations: { cold: 10, warm: 40 },
    concurrency: 2,
    coldShareRatio: ratio(0.02),
    strategy: { kind: 'balanced' },
  },
  function: {
    name: 'resize',
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    packageType: 'Zip',
    timeoutMs: milliseconds(3000),
    currentMemorySizeMB: megabytes(256),
    ephemeralStorageMB: megabytes(512),
    environmentNames: ['BUCKET'],
  },
  target: {
    kind: 'emulator',
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:9001',
    cpu: { enforced: true, backend: 'cgroup-v1' },
    memory: { enforced: true, backend: 'cgroup-v1' },
    largestFullShareMB: megabytes(1769),
  },
  host: {
    os: 'Linux',
    kernel: '6.8.0',
    cpuModel: 'AMD EPYC 7B13',
    cores: 2,
    totalMemoryMB: megabytes(7944),
    node: 'v24.21.0',
  },
  priceBook: {
    id: 'us-east-1-2026-09',
    region: 'us-east-1',
    effectiveFrom: '2026-09-01',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  spent: { invocations: 263, billedGbSeconds: 31.4159, usd: usd(0.000471) },
};

/** Six sizes: one runs out of memory, two cannot be told apart, the largest has fewer cores than it is due. */
export const complete: Result = {
  ...base,
  sizes: [
    outOfMemory(128),
    {
      ...sizeOf({ memory: 256, warmMs: 412, initMs: 318, perMillion: 1.71 }),
      failures: [{ kind: 'throttled', message: 'Rate Exceeded.', count: 2 }],
    },
    sizeOf({ memory: 512, warmMs: 198.4, initMs: 305, perMillion: 1.68 }),
    sizeOf({ memory: 1024, warmMs: 101.7, initMs: 301, perMillion: 1.73 }),
    sizeOf({ memory: 1769, warmMs: 61.2, initMs: 298, perMillion: 1.82 }),
    { ...sizeOf({ memory: 3008, warmMs: 58.9, initMs: 299, perMillion: 2.74 }), capped: true },
  ],
  recommendation: {
    memorySizeMB: megabytes(1769),
    architecture: 'arm64',
    tiedMemorySizesMB: [1769, 1024].map(megabytes),
    strategy: 'balanced',
    reason:
      '1,769 MB on arm64 is the knee: median warm Duration 61.2 ms at $1.82 a million, 6.4 times faster than 256 MB for 6 % more.',
    versusCurrent: {
      currentMemorySizeMB: megabytes(256),
      costPercent: 6.43,
      costPercentLow: 3.1,
      costPercentHigh: 9.8,
      durationPercent: -85.1,
      durationPercentLow: -85.9,
      durationPercentHigh: -84.2,
    },
  },
  warnings: [
    {
      code: 'few-cold-starts',
      message: 'Init Duration rests on 10 cold starts a size, so its 90th percentile has no interval.',
      hint: 'Run with --cold 40 to know it.',
    },
  ],
};

/** The same on both architectures. */
export const bothArchitectures: Result = {
  ...complete,
  scenario: { ...complete.scenario, architectures: ['arm64', 'x86_64'] },
  sizes: complete.sizes.flatMap((size) => [size, { ...size, architecture: 'x86_64' as const }]),
};

export const everythingFailed: Result = {
  ...base,
  endReason: 'stopped',
  target: {
    kind: 'emulator',
    region: 'us-east-1',
    cpu: { enforced: false, reason: 'the cgroup tree is read-only', hint: 'Start the container with --privileged.' },
    memory: { enforced: false, reason: 'the cgroup tree is read-only', hint: 'Start the container with --privileged.' },
  },
  sizes: [outOfMemory(128), outOfMemory(256), unmeasured(512)],
  recommendation: null,
  warnings: [
    {
      code: 'all-failed',
      message: 'No memory size could be measured.',
      hint: 'Run the function once and read its log.',
    },
  ],
};

/** One invocation of each kind at each size: figures, and no interval at all. */
export const single: Result = {
  ...base,
  endReason: 'interrupted',
  target: { kind: 'aws', region: 'eu-central-1' },
  function: { ...base.function, currentMemorySizeMB: null },
  sizes: [
    sizeOf({ memory: 512, warmMs: 1980, initMs: 305, perMillion: 16.8, warm: 1, cold: 1 }),
    sizeOf({ memory: 1024, warmMs: 0.42, initMs: 301, perMillion: 0.21, warm: 1, cold: 1 }),
  ],
  recommendation: {
    memorySizeMB: megabytes(1024),
    architecture: 'arm64',
    tiedMemorySizesMB: [1024, 512].map(megabytes),
    strategy: 'cheapest',
    reason: '1,024 MB looks cheapest, on one invocation.',
    versusCurrent: null,
  },
  warnings: [],
};

const START = 1_790_000_000_000;

/** A run some seconds after its start. */
export const progressOf = (result: Result, seconds: number, more: Partial<RunProgress> = {}): RunProgress => ({
  result,
  done: 132,
  planned: 300,
  cold: 24,
  warm: 95,
  errors: 13,
  startedAt: epochMilliseconds(START),
  now: epochMilliseconds(START + seconds * 1000),
  activity: 'measuring 1,769 MB, cold',
  phase: 'measuring',
  ...more,
});
