import type { Conditions, RecordedCurve } from '../../../src/explore/index.js';
import { megabytes } from '../../../src/units/index.js';

/** One whole vCPU (Developer Guide, "Configure Lambda function memory", 2026). */
const VCPU_MB = 1769;
/** The quota's period on AWS (../shared/facts/lambda.md, 3.1). */
const PERIOD_MS = 20;

/** From 128 to 10,240 MB, each size a seventh larger than the one before. */
const SIZES_MB: readonly number[] = Array.from({ length: 34 }, (_, step) => Math.round(128 * 80 ** (step / 33)));

/** CPUs that are visible at a size, by what others have seen (same, 3.1). */
const coresOf = (size: number): number =>
  size <= 3008 ? 2 : size <= 5307 ? 3 : size <= 7076 ? 4 : size <= 8845 ? 5 : 6;

/** So much work of one thread under a quota: at once within what a period has, the rest in the periods that follow. */
function throttledMs(workMs: number, size: number): number {
  const quotaMs = (PERIOD_MS * size) / VCPU_MB;
  if (quotaMs >= PERIOD_MS) return workMs;
  const waited = Math.ceil(workMs / quotaMs) - 1;
  return waited * PERIOD_MS + (workMs - waited * quotaMs);
}

/** What functions are like, in milliseconds by memory size. */
const SHAPES: Readonly<Record<string, (size: number) => number>> = {
  'staircase of 17 ms': (size) => throttledMs(17, size),
  'CPU-bound, one thread': (size) => 3000 / Math.min(1, size / VCPU_MB),
  'CPU-bound, six threads': (size) => 12_000 / Math.min(size / VCPU_MB, coresOf(size)),
  'I/O-bound': (size) => 200 + throttledMs(4, size),
  'half and half': (size) => 150 + 150 / Math.min(1, size / VCPU_MB),
  'two milliseconds': (size) => 1.5 + throttledMs(0.3, size),
  'short of memory below 700 MB': (size) => (200 / Math.min(1, size / VCPU_MB)) * (1 + (500 / size) ** 2),
  'network that grows with memory': (size) => 40 + 60_000 / Math.min(size, 4000),
};

/** What platforms are like. */
const PLATFORMS: Readonly<Record<string, { readonly cvRatio: number; readonly conditions?: Conditions }>> = {
  'noise 1 %': { cvRatio: 0.01 },
  'noise 15 %': { cvRatio: 0.15 },
  'noise 40 %': { cvRatio: 0.4 },
  'two kinds of hosts': {
    cvRatio: 0.03,
    conditions: {
      hosts: [
        { shareRatio: 0.7, factor: 1 },
        { shareRatio: 0.3, factor: 1.25 },
      ],
    },
  },
  drift: { cvRatio: 0.05, conditions: { driftRatio: 0.5 } },
};

/**
 * Curves that nobody has recorded: each shape on each platform, and one that fails below 400 MB. What a way of exploring
 * finds on recorded curves alone it may have learnt from them.
 */
export function shapes(): RecordedCurve[] {
  const curves = Object.entries(SHAPES).flatMap(([shape, durationMs]) =>
    Object.entries(PLATFORMS).map(([platform, { cvRatio, conditions }]) => ({
      name: `${shape}, ${platform}`,
      sizes: SIZES_MB.map((size) => sizeOf(size, durationMs(size), cvRatio)),
      ...(conditions === undefined ? {} : { conditions }),
    })),
  );
  const failing: RecordedCurve = {
    name: 'fails below 400 MB',
    sizes: SIZES_MB.map((size) => ({
      ...sizeOf(size, 900 / Math.min(1, size / VCPU_MB), 0.05),
      ...(size < 400 ? { failsAfterMs: 3000 } : {}),
    })),
  };
  return [...curves, failing];
}

const sizeOf = (size: number, meanMs: number, cvRatio: number): RecordedCurve['sizes'][number] => ({
  memorySizeMB: megabytes(size),
  architecture: 'x86_64',
  warm: { kind: 'mean', meanMs, cvRatio },
});
