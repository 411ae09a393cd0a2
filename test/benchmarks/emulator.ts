import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type Sample, sampleOf } from '../../src/statistics/index.js';
import { generate } from './emulator/child.js';
import type { LoadResult } from './emulator/load.js';
import { ECHO, EmulatorProcess, type Subject, startRelay, startRelayWithOwnRuntime } from './emulator/subject.js';

/**
 * `npm run bench:emulator`: warm invocations a second of the emulator with logs, limits and reports on, beside a relay that
 * has nothing of all that, and beside the same relay with the emulator's runtime client. All take turns under the same load, and ratios are taken round by round: a shared machine
 * changes its speed from one minute to the next. The function has 1,769 MB, one vCPU: more than an echo can use, so the
 * quota is set and never in the way.
 */
const CONCURRENCIES = [1, 10, 50];
const ROUNDS = Number(process.env.KELVIN_BENCH_ROUNDS ?? 5);
const WARM_UP_MS = 3000;
const MEASURED_MS = 1500;
const FUNCTION = 'echo';
/** Of the relay's throughput, at each concurrency that has a demand. */
const DEMANDED: Readonly<Record<number, number>> = { 1: 0.7, 10: 0.7 };

const middle = (values: readonly number[]): number => {
  const sample: Sample | undefined = sampleOf([...values]);
  if (sample === undefined) throw new Error('nothing was measured');
  return median(sample);
};

async function rounds(subjects: readonly Subject[], concurrency: number): Promise<LoadResult[][]> {
  const load = (it: Subject, warmUpMs: number): Promise<LoadResult> =>
    generate({ port: it.port, functionName: FUNCTION, concurrency, warmUpMs, measuredMs: MEASURED_MS });
  const results: LoadResult[][] = subjects.map(() => []);
  for (const it of subjects) await load(it, WARM_UP_MS);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, it] of subjects.entries()) results[index]?.push(await load(it, MEASURED_MS / 5));
  }
  return results;
}

function print(concurrency: number, subjects: readonly Subject[], results: LoadResult[][]): void {
  const [peer = []] = results;
  for (const [index, { name }] of subjects.entries()) {
    const own = results[index] ?? [];
    const figure = (of: (it: LoadResult) => number, digits: number): string =>
      middle(own.map(of)).toFixed(digits).padStart(8);
    const ratios = own.map((it, round) => it.requestsPerSecond / (peer[round]?.requestsPerSecond ?? Number.NaN));
    const span = `${middle(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
    const failures = own.reduce((sum, it) => sum + it.failures, 0);
    const figures = [figure((it) => it.requestsPerSecond, 0), figure((it) => it.p50Ms, 2), figure((it) => it.p99Ms, 2)];
    const demand = name === emulator.name ? verdict(concurrency, middle(ratios)) : '';
    const failed = failures === 0 ? '' : `  ${failures} FAILED`;
    console.log(
      `${String(concurrency).padStart(11)}  ${name.padEnd(18)} ${figures.join(' ')}   ${span}${demand}${failed}`,
    );
  }
}

function verdict(concurrency: number, ratio: number): string {
  const demanded = DEMANDED[concurrency];
  if (demanded === undefined) return '';
  return ratio >= demanded ? `  at least ${demanded}: met` : `  at least ${demanded}: NOT met`;
}

const folder = mkdtempSync(join(tmpdir(), 'kelvin-bench-'));
const emulator = await EmulatorProcess.start();
try {
  await emulator.create(FUNCTION, ECHO);
  const { cpu } = emulator.serving.facts;
  const limits = cpu.enforced ? `limits by ${cpu.backend}` : `NO limits: ${cpu.reason}`;
  console.log(`Node.js ${process.version}, ${availableParallelism()} cores, ${limits}; ${ROUNDS} rounds, medians`);
  console.log('concurrency                      a second   p50 ms   p99 ms   throughput to that of the relay');
  for (const concurrency of CONCURRENCIES) {
    const relays = await Promise.all([startRelay, startRelayWithOwnRuntime].map((it) => it(folder, concurrency)));
    const subjects = [...relays, emulator];
    try {
      print(concurrency, subjects, await rounds(subjects, concurrency));
    } finally {
      await Promise.all(relays.map((it) => it.close()));
    }
  }
} finally {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
}
