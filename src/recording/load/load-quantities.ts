import { z } from 'zod';
import type { Megabytes, Milliseconds } from '../../units/index.js';
import { reportSchema } from '../measurement.js';
import { inUnit } from '../quantities.js';

/** A phase lasts a year at most (`for`), and so ten of them is no time of a load, nor of anything in it. */
export const LONGEST_MS = 10 * 366 * 86_400_000;
/** A thousand times what any function may have. */
export const MOST_MB = 10_240_000;

/** Of one that no load can have, a figure would be made that is none. */
export const zLoadTime = inUnit<Milliseconds>(z.number().nonnegative().max(LONGEST_MS).describe('milliseconds'));
export const zLoadMemory = inUnit<Megabytes>(
  z.number().nonnegative().max(MOST_MB).describe('MB of 1,024 x 1,024 bytes'),
);

/** The same holds for the reports in a load. */
export const loadReportSchema = reportSchema.refine(isPossibleReport, {
  error: 'no invocation takes so long, or so much memory',
});

/** The figures of a report, each of which may be missing. */
type Figures = Readonly<Partial<Record<`${string}Ms` | `${string}MB`, unknown>>>;

export function isPossibleReport(report: Figures): boolean {
  const { durationMs, billedDurationMs, initDurationMs, restoreDurationMs, billedRestoreDurationMs } = report;
  const times = [durationMs, billedDurationMs, initDurationMs, restoreDurationMs, billedRestoreDurationMs];
  const memory = [report.memorySizeMB, report.maxMemoryUsedMB];
  return times.every((it) => isAtMost(it, LONGEST_MS)) && memory.every((it) => isAtMost(it, MOST_MB));
}

const isAtMost = (value: unknown, most: number): boolean => value === undefined || Number(value) <= most;

/** Times are rounded to the microsecond, each by itself. */
const ROUNDING_MS = 0.002;

/** Whether a request was sent before it was over; all three times are known. */
export const isInOrder = (dueMs: number, sentMs: number, latencyMs: number): boolean =>
  sentMs <= dueMs + latencyMs + ROUNDING_MS;
