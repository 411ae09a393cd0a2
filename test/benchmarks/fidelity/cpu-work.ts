import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Milliseconds, milliseconds } from '../../../src/units/index.js';

/** The same instructions at every size, on integers alone, without memory to collect. */
export const CPU_WORK = `
function work(rounds) {
  let x = 123456789 | 0;
  for (let i = 0; i < rounds; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x;
}`;

/** Does so many rounds, and as many again in a thread of its own for each thread above one; tells the CPU time it took. */
export const CPU_HANDLER = `
const { Worker, isMainThread, parentPort } = require('node:worker_threads');
const { availableParallelism } = require('node:os');
${CPU_WORK}
if (isMainThread) {
  const workers = [];
  const startWorker = () => {
    const worker = new Worker(__filename);
    return new Promise((ready) => worker.once('message', () => ready(worker)));
  };
  exports.handler = async ({ rounds, threads = 1 }) => {
    while (workers.length < threads - 1) workers.push(await startWorker());
    const before = process.cpuUsage();
    const others = workers.slice(0, threads - 1).map((worker) => {
      worker.postMessage(rounds);
      return new Promise((done) => worker.once('message', done));
    });
    work(rounds);
    await Promise.all(others);
    const { user, system } = process.cpuUsage(before);
    return { cpuMs: (user + system) / 1000, parallelism: availableParallelism() };
  };
} else {
  parentPort.postMessage('ready');
  parentPort.on('message', (rounds) => parentPort.postMessage(work(rounds)));
}
`;

/** What the handler answers. */
export interface CpuAnswer {
  readonly cpuMs: number;
  /** CPUs that the function sees by its affinity. */
  readonly parallelism: number;
}

const CALIBRATION = `${CPU_WORK}
const timed = (rounds) => {
  const before = process.cpuUsage();
  work(rounds);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
for (let i = 0; i < 20; i++) work(1e6);
const times = Array.from({ length: 31 }, () => timed(1e7)).sort((a, b) => a - b);
console.log(times[15] / 1e7);
`;

/** How many rounds take so much CPU time in a process of their own that no quota holds. */
export async function roundsFor(cpuTime: Milliseconds): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', CALIBRATION]);
  const each = milliseconds(Number(stdout));
  return Math.round(cpuTime / each);
}
