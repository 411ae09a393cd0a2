import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { median, sampleOf } from '../../src/statistics/index.js';
import { generateLog } from './logs/generate.js';

/**
 * `npm run bench:logs-gz`: four `.gz` files of 100 MB of text each, one line in six a REPORT, read by one thread and by one a
 * core. The two take turns, and ratios are taken round by round, as a shared machine changes its speed.
 */
const LINES = Number(process.env.KELVIN_BENCH_LINES ?? 730_000);
const [FILES, ROUNDS] = [4, 5];
const THREADS = Math.max(2, availableParallelism());

interface Outcome {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly invocations: number;
  readonly durationMs: number;
}

const program = fileURLToPath(new URL('logs/read-gz.js', import.meta.url));
const read = (folder: string, threads: number): Outcome =>
  JSON.parse(execFileSync(process.execPath, [program, folder, String(threads)], { encoding: 'utf8' }));

function middle(values: readonly number[]): number {
  const sample = sampleOf([...values]);
  if (sample === undefined) throw new Error('nothing was measured');
  return median(sample);
}

function say(name: string, outcomes: readonly Outcome[]): void {
  const [wall, cpu] = [middle(outcomes.map((it) => it.seconds)), middle(outcomes.map((it) => it.cpuSeconds))];
  console.log(`${name.padEnd(11)} ${wall.toFixed(2)} s, ${cpu.toFixed(2)} s of CPU`);
}

const folder = mkdtempSync(join(tmpdir(), 'kelvin-bench-'));
try {
  const plain = join(folder, 'lambda.log');
  generateLog(plain, LINES);
  const packed = gzipSync(readFileSync(plain));
  rmSync(plain);
  for (let file = 0; file < FILES; file++) writeFileSync(join(folder, `${file}.gz`), packed);
  const rounds = Array.from({ length: ROUNDS }, () => ({ one: read(folder, 1), many: read(folder, THREADS) }));
  for (const { one, many } of rounds) {
    if (one.invocations !== many.invocations || one.durationMs !== many.durationMs) {
      throw new Error(`one thread found ${one.invocations} invocations, ${THREADS} threads ${many.invocations}`);
    }
  }
  const [first] = rounds;
  console.log(`${FILES} files, ${first?.one.invocations} invocations; ${ROUNDS} rounds, medians`);
  say(
    'one thread',
    rounds.map(({ one }) => one),
  );
  say(
    `${THREADS} threads`,
    rounds.map(({ many }) => many),
  );
  const ratios = rounds.map(({ one, many }) => one.seconds / many.seconds);
  const span = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  console.log(`${THREADS} threads are ${middle(ratios).toFixed(2)} times as fast as one (${span})`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
