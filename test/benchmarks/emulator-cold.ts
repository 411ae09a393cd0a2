import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isInterval, median, quantileInterval, type Sample, sampleOf } from '../../src/statistics/index.js';
import { bareRuntime, firstNextTime, invoke, invokeTime, TELL_VARIABLES } from './emulator/cold-start.js';
import type { Holdings } from './emulator/serve.js';
import { ECHO, EmulatorProcess } from './emulator/subject.js';

/**
 * `npm run bench:emulator-cold`: what the emulator adds to a cold start, what an idle environment costs it, and whether a
 * hundred environments come up at once. A cold start is Invoke to answer at 1,769 MB, and its peer the time from spawning
 * the very same runtime to its first `/next`; the two take turns.
 */
const COLD_STARTS = 30;
const ALLOWED_MS = 15;
const IDLE = 50;
const ALLOWED_MEGABYTES = 1;
const AT_ONCE = 100;
/** So long that no environment is done before the last request has come. */
const SLOW_ECHO = 'exports.handler = (event) => new Promise((done) => setTimeout(done, 2000, event));';

const sample = (values: readonly number[]): Sample => {
  const it = sampleOf(values);
  if (it === undefined) throw new Error('nothing was measured');
  return it;
};

function describe(values: readonly number[]): string {
  const it = sample(values);
  const interval = quantileInterval(it, 0.5);
  const span = isInterval(interval) ? `${interval.low.toFixed(1)} to ${interval.high.toFixed(1)}` : interval.reason;
  return `${median(it).toFixed(1)} ms (95 % interval ${span})`;
}

const within = (isIt: boolean, limit: string): string => `${isIt ? 'within' : 'NOT within'} ${limit}`;

async function coldStarts(emulator: EmulatorProcess, folder: string): Promise<void> {
  await emulator.create('variables', TELL_VARIABLES);
  const variables = (await invoke(emulator.port, 'variables')) as Record<string, string>;
  writeFileSync(join(folder, 'index.js'), ECHO);
  const runtime = await bareRuntime(variables, folder);
  const [cold, bare]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < COLD_STARTS; turn++) {
    const name = `cold-${turn}`;
    await emulator.create(name, ECHO);
    bare.push(await firstNextTime(runtime));
    cold.push(await invokeTime(emulator.port, name));
    // Its environment ends with it, so that the machine is as idle for the next.
    await emulator.delete(name);
  }
  await emulator.delete('variables');
  const added = cold.map((it, turn) => it - (bare[turn] ?? Number.NaN));
  console.log(`Invoke to answer, cold            ${describe(cold)}, n = ${COLD_STARTS}`);
  console.log(`spawn to first /next, nothing else ${describe(bare)}`);
  const verdict = within(median(sample(added)) <= ALLOWED_MS, `${ALLOWED_MS} ms`);
  console.log(`the difference, pair by pair      ${describe(added)}: ${verdict}`);
}

/** @returns the environments' time from the first request to the last answer, in milliseconds. */
async function invokeAtOnce(emulator: EmulatorProcess, name: string, count: number): Promise<number> {
  const start = performance.now();
  await Promise.all(Array.from({ length: count }, () => invoke(emulator.port, name)));
  return performance.now() - start;
}

async function idleMemory(emulator: EmulatorProcess): Promise<void> {
  await emulator.create('idle', SLOW_ECHO);
  await emulator.create('more', SLOW_ECHO);
  // What the first environments make the engine compile and allocate is not theirs.
  await invokeAtOnce(emulator, 'idle', 10);
  const before = await settled(emulator);
  await invokeAtOnce(emulator, 'more', IDLE);
  const after = await settled(emulator);
  const each = (of: (it: Holdings) => number): number => (of(after) - of(before)) / IDLE / 1_048_576;
  const [resident, heap] = [each((it) => it.residentBytes), each((it) => it.heapBytes)];
  const verdict = within(Math.max(resident, heap) < ALLOWED_MEGABYTES, `${ALLOWED_MEGABYTES} MB`);
  const processes = after.processes - before.processes;
  console.log(
    `an idle environment in the emulator: ${heap.toFixed(3)} MB of heap, ${resident.toFixed(3)} MB resident: ${verdict}` +
      ` (${processes} more runtime processes, their own memory apart)`,
  );
  await emulator.delete('idle');
  await emulator.delete('more');
}

async function settled(emulator: EmulatorProcess): Promise<Holdings> {
  await sleep(500);
  return emulator.holdings();
}

async function manyAtOnce(emulator: EmulatorProcess): Promise<void> {
  await emulator.create('many', SLOW_ECHO);
  const time = await invokeAtOnce(emulator, 'many', AT_ONCE);
  const { processes } = await emulator.holdings();
  console.log(
    `${AT_ONCE} environments asked for at once: all answered after ${(time / 1000).toFixed(1)} s (${processes} processes)`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'kelvin-bench-'));
const emulator = await EmulatorProcess.start();
try {
  const { cpu } = emulator.serving.facts;
  const limits = cpu.enforced ? `limits by ${cpu.backend}` : `NO limits: ${cpu.reason}`;
  console.log(`Node.js ${process.version}, ${availableParallelism()} cores, ${limits}`);
  await coldStarts(emulator, folder);
  await idleMemory(emulator);
  await manyAtOnce(emulator);
} finally {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
