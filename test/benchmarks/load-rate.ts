import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type DriveOptions, drive } from '../../src/load/index.js';
import type { Beat, LoadRequest } from '../../src/recording/index.js';
import { quantile, sampleOf } from '../../src/statistics/index.js';
import { milliseconds } from '../../src/units/index.js';
import { waitedForCpuMs } from './load-rate/waited.js';

/**
 * `npm run bench:load-rate`: sends 10,000 signed requests a second for ten seconds to a server in another process that
 * answers each at once as Invoke does, and prints how late they were sent. Ends with 1 where one of them was not answered,
 * or one in a hundred was sent 5 ms late or more. Needs two CPUs, and nobody else on them.
 */
const { values } = parseArgs({
  options: { rate: { type: 'string', default: '10000' }, seconds: { type: 'string', default: '10' } },
});
const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
const ALLOWED_LATE_MS = 5;

async function startServer(): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const child = fork(new URL('./load-rate/server.js', import.meta.url), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout === null) throw new Error('the server says nothing');
  const [port] = await once(child.stdout, 'data');
  return { port: Number(String(port)), child };
}

const optionsFor = (port: number): DriveOptions => ({
  phases: [{ name: 'constant', kind: 'constant', requestsPerSecond: rate, forMs: milliseconds(seconds * 1000) }],
  seed: 1,
  targets: [
    {
      protocol: 'invoke',
      url: `http://127.0.0.1:${port}/2015-03-31/functions/load-rate/invocations?Qualifier=7`,
      method: 'POST',
      headers: { 'X-Amz-Log-Type': 'Tail', 'Content-Type': 'application/json' },
      payloads: [{ name: 'one', weight: 1, body: JSON.stringify({ key: 'value', size: 3 }) }],
      signing: { service: 'lambda', region: 'eu-central-1' },
      weight: 1,
    },
  ],
  timeoutMs: milliseconds(30_000),
  retries: 0,
  maxOpen: 10_000,
  arm: 0,
});

const figures = (name: string, of: readonly number[], unit: string): void => {
  const sample = sampleOf([...of]);
  if (sample === undefined) throw new Error(`there is no ${name}`);
  const at = (share: number) => quantile(sample, share).toFixed(3);
  console.log(
    `${name.padEnd(10)} p50 ${at(0.5)}  p90 ${at(0.9)}  p99 ${at(0.99)}  p99.9 ${at(0.999)}  max ${at(1)} ${unit}`,
  );
};

let waitedMs: number | undefined;

async function run(): Promise<readonly [LoadRequest[], Beat[]]> {
  const requests: LoadRequest[] = [];
  const beats: Beat[] = [];
  const { port, child } = await startServer();
  try {
    const credentials = async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' });
    await drive(optionsFor(port), {
      signal: new AbortController().signal,
      credentials,
      onRequests: (batch) => {
        for (const request of batch) requests.push(request);
      },
      onBeat: (beat) => {
        beats.push(beat);
        if (beat.atMs < (seconds - 0.5) * 1000) waitedMs = waitedForCpuMs();
      },
    });
  } finally {
    child.kill();
  }
  return [requests, beats];
}

const [requests, beats] = await run();
const answered = requests.filter(({ outcome }) => outcome.kind === 'answered');
const late = requests.flatMap(({ dueMs, sentMs }) => (sentMs === undefined ? [] : [sentMs - dueMs]));
const lastSentMs = requests.reduce((last, { sentMs = 0 }) => Math.max(last, sentMs), 0);
const withReport = answered.filter(({ outcome }) => outcome.kind === 'answered' && outcome.report !== undefined);

console.log(`due ${requests.length}, answered ${answered.length}, with a report ${withReport.length}`);
console.log(`rate       ${((late.length / lastSentMs) * 1000).toFixed(0)} a second of ${rate} meant`);
figures('lateness', late, 'ms');
figures(
  'latency',
  answered.map(({ latencyMs = 0 }) => latencyMs),
  'ms',
);
figures(
  'CPU',
  beats.map(({ cpuRatio }) => cpuRatio * 100),
  "% of one, the driver's thread",
);
figures(
  'delay',
  beats.map(({ longestDelayMs }) => longestDelayMs),
  'ms, the longest of each second',
);
const most = beats.reduce((most, { connections }) => Math.max(most, connections), 0);
console.log(`connections ${most}`);
if (waitedMs !== undefined)
  console.log(`the driver's thread waited ${waitedMs.toFixed(0)} ms for a CPU that others had`);
const sample = sampleOf(late);
const isMet = sample !== undefined && quantile(sample, 0.99) < ALLOWED_LATE_MS && answered.length === rate * seconds;
console.log(isMet ? 'met: p99 of lateness under 5 ms, all answered' : 'NOT met');
process.exitCode = isMet ? 0 : 1;
