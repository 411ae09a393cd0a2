import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { type Measurement, type Recording, RecordingError, readRecording, startKind } from '../../recording/index.js';
import { isInterval, quantile, quantileInterval, sampleOf } from '../../statistics/index.js';
import { formatMegabytes, formatMilliseconds } from '../../units/index.js';
import type { Io } from '../command.js';
import type { Exit } from '../exit-code.js';

/** Fewer on a side, and a check does not look at all. */
const FEWEST_COLD = 10;

/** Keeps the recording as a baseline where it is whole, and says what is in it; else the one before stays. */
export function keep(path: string, file: string, { stdout, stderr }: Io): Exit {
  const recording = readRecording(path);
  const { end, measurements, header } = recording;
  const lacking = lackingSizes(recording);
  if (end?.reason !== 'complete' || lacking.length > 0) {
    const why = end?.reason === 'complete' ? lacking.join('; ') : (end?.detail ?? end?.reason ?? 'killed');
    stderr.write(`kelvin: nothing was kept (${why}); what was measured is in ${path}\n`);
    return 'failed';
  }
  replace(path, file);
  for (const memorySizeMB of header.scenario.memorySizesMB) {
    const own = measurements.filter((it) => it.memorySizeMB === memorySizeMB);
    stdout.write(`${formatMegabytes(memorySizeMB)}: ${figuresOf(own)}\n`);
  }
  const kept = relative(process.cwd(), file);
  stdout.write(`kept as ${kept}; "kelvin check --base ${kept}" holds later versions against it\n`);
  stdout.write('a base that is measured in the same session is better: the platform itself moves\n');
  return 'ok';
}

/** The one before is there until the new one is whole. */
function replace(path: string, file: string): void {
  const beside = `${file}.new`;
  try {
    copyFileSync(path, beside);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw RecordingError.unwritable(file, error, `the recording is whole: copy ${path} where it is to be`);
  }
}

function lackingSizes({ header, measurements }: Recording): readonly string[] {
  return header.scenario.memorySizesMB.flatMap((memorySizeMB) => {
    const own = measurements.filter((it) => it.memorySizeMB === memorySizeMB);
    const { length } = initDurations(own);
    if (length >= FEWEST_COLD) return [];
    const failed = own.find(({ outcome }) => outcome.kind !== 'completed')?.outcome;
    const why = failed !== undefined && 'message' in failed ? `, ${failed.kind}: ${failed.message}` : '';
    return [`${length} cold starts at ${formatMegabytes(memorySizeMB)}${why}`];
  });
}

const reportsOf = (measurements: readonly Measurement[]) =>
  measurements.flatMap(({ outcome }) => (outcome.kind === 'completed' ? [outcome.report] : []));

const initDurations = (measurements: readonly Measurement[]): readonly number[] =>
  reportsOf(measurements).flatMap((it) => it.initDurationMs ?? it.restoreDurationMs ?? []);

/** `Init Duration 158 ms (155 to 161 ms, n = 50), warm Duration 1.2 ms (1.1 to 1.3 ms, n = 250)`. */
function figuresOf(measurements: readonly Measurement[]): string {
  const warm = reportsOf(measurements).flatMap((it) => (startKind(it) === 'warm' ? [it.durationMs] : []));
  return [figure('Init Duration', initDurations(measurements)), figure('warm Duration', warm)].join(', ');
}

function figure(name: string, values: readonly number[]): string {
  const sample = sampleOf(values);
  if (sample === undefined) return `no ${name}`;
  const interval = quantileInterval(sample, 0.5, { level: 0.95 });
  const range = isInterval(interval)
    ? `${formatMilliseconds(interval.low)} to ${formatMilliseconds(interval.high)}`
    : interval.reason;
  return `${name} ${formatMilliseconds(quantile(sample, 0.5))} (${range}, n = ${values.length})`;
}
