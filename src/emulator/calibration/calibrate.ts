import { statfsSync } from 'node:fs';
import { arch, cpus, freemem, release, tmpdir, totalmem, type } from 'node:os';
import { availableMemory } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Megabytes, megabytes } from '../../units/index.js';
import { factsOf, type Ground, giveBack, layGround } from '../assembly.js';
import { largestFullShareMB } from '../limits/limits.js';
import type { Calibration, FullSpeed, Machine } from './calibration.js';
import { busyCpus, type HostLoad, readHost, stealRatio } from './host-load.js';
import { measuredHz, readJiffies } from './jiffies.js';
import { readKernelFacts } from './kernel.js';
import { measureMemory } from './measure-memory.js';
import { type Burnt, burn } from './measure-share.js';
import { findNamespaces } from './namespaces.js';

export interface CalibrationOptions {
  /** The sizes whose share is to be measured; a few that span the host's without them. */
  readonly memorySizes?: readonly Megabytes[];
  readonly signal: AbortSignal;
  /** Called with what is about to be measured. */
  readonly onStep?: (step: CalibrationStep) => void;
}

export interface CalibrationStep {
  readonly number: number;
  readonly of: number;
  readonly what: string;
}

/** With so many it stays under 20 seconds. */
export const MOST_SIZES = 5;

/** An interval of a median needs six values, and each run at full speed gives one of some figures. */
const ENOUGH_GROUPS = 6;
/** How long nothing is done, to see what others do; often, as they come and go. */
const LOOK_MS = 200;
const SLEEPS = 60;

/**
 * Measures what this host gives functions, with the limits and the sandbox that functions have, in 10 to 15 seconds. Each
 * process runs first at full speed and then under a share, so that the groups at full speed lie seconds apart and show
 * how much the host wavers. Leaves nothing behind, however it ends.
 *
 * @throws the reason of `signal` when that is aborted.
 */
export async function calibrate(options: CalibrationOptions): Promise<Calibration> {
  const calibratedAt = new Date();
  const start = performance.now();
  const before = readHost();
  const ground = await layGround({});
  try {
    const measured = await measureAll(ground, options);
    return {
      version: 1,
      calibratedAt: calibratedAt.toISOString(),
      tookMs: performance.now() - start,
      ...measured,
      load: { ...measured.load, stealRatio: stealRatio(before, readHost(), cpus().length) },
    };
  } finally {
    await giveBack(ground);
  }
}

type Measured = Omit<Calibration, 'version' | 'calibratedAt' | 'tookMs'>;

async function measureAll(ground: Ground, { memorySizes, signal, onStep }: CalibrationOptions): Promise<Measured> {
  const facts = factsOf(ground);
  const sizes = memorySizes ?? usualSizes(facts.hostCores);
  const repeats = Math.max(1, ENOUGH_GROUPS - 1 - sizes.length);
  const steps = stepTeller(1 + sizes.length + 1 + repeats, onStep);
  const jiffies = readJiffies();
  const machine = machineFacts();
  const looks: number[] = [];
  const burnt: Burnt[] = [];
  const burnNext = async (memorySize: Megabytes, cores?: number): Promise<void> => {
    looks.push(...(await lookAround(signal)));
    const rounds = burnt[0]?.rounds ?? 0;
    const sleeps = burnt.length === 0 ? SLEEPS : 0;
    burnt.push(await burn(ground, { memorySize, rounds, sleeps, ...(cores === undefined ? {} : { cores }) }, signal));
    signal.throwIfAborted();
  };
  steps('full speed');
  await burnNext(megabytes(largestFullShareMB(1)));
  for (const size of sizes) {
    steps(`the CPU share of ${size} MB`);
    await burnNext(size, facts.hostCores);
  }
  steps('the memory limit');
  const memory = await measureMemory(ground, signal);
  for (let i = 0; i < repeats; i++) {
    steps('full speed once more');
    await burnNext(megabytes(largestFullShareMB(1)));
  }
  return {
    machine,
    kernel: { ...readKernelFacts(release()), ...measuredHz(jiffies, readJiffies()) },
    facts,
    namespaces: await findNamespaces(process.platform, process.getuid?.() ?? 0),
    fullSpeed: fullSpeedOf(burnt),
    shares: burnt.flatMap(({ share }) => share ?? []),
    memory,
    load: loadOf(looks, burnt),
  };
}

/** The smallest, two that are often used, and the largest that the host can give in full; Lambda has none above 10,240. */
export function usualSizes(cores: number): Megabytes[] {
  const largest = Math.min(10_240, Math.max(128, largestFullShareMB(cores)));
  return [...[128, 512, 1769].filter((size) => size < largest), largest].map(megabytes);
}

function stepTeller(of: number, onStep: CalibrationOptions['onStep']): (what: string) => void {
  let number = 0;
  return (what) => onStep?.({ number: ++number, of, what });
}

async function lookAround(signal: AbortSignal): Promise<number[]> {
  const before = readHost();
  await sleep(LOOK_MS, undefined, { signal });
  const busy = busyCpus(before, readHost());
  return busy === undefined ? [] : [busy];
}

function fullSpeedOf(burnt: readonly Burnt[]): FullSpeed {
  return {
    rounds: burnt[0]?.rounds ?? 0,
    tasks: burnt.flatMap(({ tasks }, group) => tasks.map(({ wallMs, cpuMs }) => ({ wallMs, cpuMs, group }))),
    lateMs: burnt.flatMap(({ lateMs }) => lateMs),
    startMs: burnt.flatMap(({ startMs }) => startMs ?? []),
  };
}

const loadOf = (otherBusyCpus: readonly number[], burnt: readonly Burnt[]): HostLoad => ({
  stealRatio: null,
  otherBusyCpus,
  pressureRatio: burnt.flatMap(({ pressureRatio }) => pressureRatio ?? []),
});

const MB = 1_048_576;

function machineFacts(): Machine {
  const all = cpus();
  return {
    os: type(),
    architecture: arch(),
    cpuModel: all[0]?.model.trim() ?? 'unknown',
    cpus: all.length,
    totalMemoryMB: Math.round(totalmem() / MB),
    freeMemoryMB: Math.round((process.platform === 'linux' ? availableMemory() : freemem()) / MB),
    freeTmpMB: freeMB(tmpdir()),
    node: process.versions.node,
    isRoot: process.getuid?.() === 0,
  };
}

function freeMB(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.round((bavail * bsize) / MB);
  } catch {
    return null;
  }
}
