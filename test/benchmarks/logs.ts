import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type Sample, sampleOf } from '../../src/statistics/index.js';
import { CONTESTANTS, type Contestant, isInstalled, type Outcome } from './logs/contestants.js';
import { generateLog } from './logs/generate.js';
import { differences } from './logs/sums.js';

/**
 * `npm run bench:logs`: the time for every field of every REPORT in about 1 GB of text, 7 million lines. Kelvin, ripgrep with
 * mawk, and DuckDB take turns, three rounds of each, and must find the same. Ratios are taken round by round: a shared
 * machine changes its speed from one minute to the next.
 */
const LINES = Number(process.env.KELVIN_BENCH_LINES ?? 7_000_000);
const ROUNDS = 3;
const ALLOWED_MEGABYTES = 200;

const middle = (values: readonly number[]): number => {
  const sample: Sample | undefined = sampleOf([...values]);
  if (sample === undefined) throw new Error('nothing was measured');
  return median(sample);
};

function runAll(log: string): Map<Contestant, Outcome[]> {
  const missing = (it: Contestant) => it.needs.filter((program) => !isInstalled(program));
  for (const it of CONTESTANTS.filter((it) => missing(it).length > 0)) {
    console.log(`left out: ${it.name} (${missing(it).join(', ')} not installed)`);
  }
  const contestants = CONTESTANTS.filter((it) => missing(it).length === 0);
  const outcomes = new Map<Contestant, Outcome[]>(contestants.map((it) => [it, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const it of contestants) outcomes.get(it)?.push(it.run(log));
  }
  return outcomes;
}

function check(outcomes: Map<Contestant, Outcome[]>): void {
  const [[first] = []] = outcomes.values();
  for (const [{ name }, all] of outcomes) {
    for (const { sums } of all) {
      const found = first === undefined ? [] : differences(first.sums, sums);
      if (found.length > 0) throw new Error(`${name} found something else than Kelvin: ${found.join('; ')}`);
    }
  }
}

const folder = mkdtempSync(join(tmpdir(), 'kelvin-bench-'));
try {
  const log = join(folder, 'lambda.log');
  const { bytes, lines, reports } = generateLog(log, LINES);
  console.log(`${(bytes / 1e9).toFixed(2)} GB, ${lines} lines, ${reports} of them REPORTs; ${ROUNDS} rounds, medians`);
  const outcomes = runAll(log);
  check(outcomes);
  const [kelvin = []] = outcomes.values();
  console.log('                                 seconds     GB/s   time to that of Kelvin');
  for (const [{ name }, all] of outcomes) {
    const seconds = middle(all.map((it) => it.seconds));
    const ratios = all.map((it, round) => it.seconds / (kelvin[round]?.seconds ?? Number.NaN));
    const span = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    const figures = `${seconds.toFixed(2).padStart(8)} ${(bytes / seconds / 1e9).toFixed(2).padStart(8)}`;
    console.log(`${name.padEnd(31)} ${figures}   ${middle(ratios).toFixed(2)} (${span})`);
  }
  const peak = Math.max(...kelvin.map((it) => it.peakKilobytes ?? 0)) / 1024;
  if (peak > 0) {
    const within = peak < ALLOWED_MEGABYTES ? 'within' : 'NOT within';
    console.log(`Kelvin's resident memory at its peak: ${peak.toFixed(0)} MB (${within} ${ALLOWED_MEGABYTES} MB)`);
  }
  console.log('all found the same: count, sum and maximum of every field');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
