import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetProvisionedConcurrencyConfigCommand,
  PublishVersionCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import { type Megabytes, megabytes, milliseconds } from '../../../src/units/index.js';
import { Bench } from '../../emulator/harness.js';
import { CPU_WORK, roundsFor } from './cpu-work.js';
import type { Figure, FigureSet } from './figure.js';
import { errorBound, figureOf } from './figures.js';

/** What INIT computes outside the handler, at full speed. */
const TASK = milliseconds(150);
const SIZES = [megabytes(128), megabytes(512), megabytes(1769)];
const ONE_VCPU = 1769;
const REPEATS = 5;

/** Tells how long the work took in INIT, and its CPU time: the start of the runtime itself is not in it. */
const sourceOf = (rounds: number): string => `${CPU_WORK}
const before = process.cpuUsage();
const start = performance.now();
work(${rounds});
const wallMs = performance.now() - start;
const { user, system } = process.cpuUsage(before);
const told = { wallMs, cpuMs: (user + system) / 1000 };
exports.handler = async () => told;
`;

interface InitTold {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/**
 * Time that one thread's work takes in INIT over its CPU time: on demand 1 at every size, as it is boosted to more than one
 * vCPU; with provisioned concurrency 1,769 / memory size, as it is not.
 */
export async function measureBoost(): Promise<FigureSet> {
  const rounds = await roundsFor(TASK);
  const bench = await Bench.start();
  try {
    const figures: Figure[] = [];
    for (const size of SIZES) {
      figures.push(await initOf(bench, size, rounds, false));
      figures.push(await initOf(bench, size, rounds, true));
    }
    return {
      title: 'Boost of INIT',
      source:
        'DataDog/datadog-lambda-extension, pull request 700 (2025-06): boosted on demand, not with provisioned concurrency',
      figures,
      bounds: [errorBound(figures, 1, 'largest error', 0.1)],
      notes: [`one thread computes for ${TASK} ms at full speed before the handler is there`],
    };
  } finally {
    await bench.close();
  }
}

async function initOf(bench: Bench, size: Megabytes, rounds: number, isProvisioned: boolean): Promise<Figure> {
  const ratios: number[] = [];
  for (let turn = 0; turn < REPEATS; turn++) {
    const name = `boost-${isProvisioned ? 'provisioned' : 'on-demand'}-${size}-${turn}`;
    await bench.create(name, { 'index.js': sourceOf(rounds) }, { MemorySize: size, Timeout: 30 });
    const qualifier = isProvisioned ? await provision(bench, name) : undefined;
    const { payload } = await bench.invoke(name, {}, qualifier);
    const { wallMs, cpuMs } = payload as InitTold;
    ratios.push(wallMs / cpuMs);
    await bench.delete(name);
  }
  const how = isProvisioned ? 'provisioned' : 'on demand';
  const aws = isProvisioned ? Math.max(1, ONE_VCPU / size) : 1;
  return figureOf({ name: `INIT over its CPU time, ${how}`, unit: 'ratio', memorySizeMB: size }, ratios, aws);
}

/** @returns the version whose one environment has initialised. */
async function provision(bench: Bench, name: string): Promise<string> {
  const { Version = '1' } = await bench.lambda.send(new PublishVersionCommand({ FunctionName: name }));
  const asked = { FunctionName: name, Qualifier: Version };
  await bench.lambda.send(new PutProvisionedConcurrencyConfigCommand({ ...asked, ProvisionedConcurrentExecutions: 1 }));
  const state = new GetProvisionedConcurrencyConfigCommand(asked);
  while ((await bench.lambda.send(state)).Status === 'IN_PROGRESS') await sleep(50);
  return Version;
}
