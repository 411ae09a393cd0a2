import { statfsSync } from 'node:fs';
import { arch, cpus, freemem, release, tmpdir, totalmem, type } from 'node:os';
import { availableMemory } from 'node:process';
import { type Megabytes, megabytes } from '../../units/index.js';
import { factsOf, type Ground, giveBack, layGround } from '../ground.js';
import { type Backend, largestFullShareMB } from '../limits/limits.js';
import type { Calibration, Machine } from './calibration.js';
import { readHost, stealRatio } from './host-load.js';
import { measuredHz, readJiffies } from './jiffies.js';
import { readKernelFacts } from './kernel.js';
import { measureMemory } from './measure-memory.js';
import { findNamespaces } from './namespaces.js';
import { Rounds } from './rounds.js';

export interface CalibrationOptions {
  /** The sizes whose share is to be measured; a few that span the host's without them. */
  readonly memorySizes?: readonly Megabytes[];
  /** What is to hold functions to their share, instead of the first that works. */
  readonly limits?: Backend;
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
/** A slow machine gets as far as it gets. */
const LONGEST_MS = 18_000;

/**
 * Measures what this host gives functions, with the limits and the sandbox that functions have, in 10 to 15 seconds. Each
 * process runs first at full speed and then under a share, so that the groups at full speed lie seconds apart and show
 * how much the host wavers. Leaves nothing behind, however it ends.
 *
 * @throws the reason of `signal` when that is aborted, and Refusal where `limits` cannot be had.
 */
export async function calibrate(options: CalibrationOptions): Promise<Calibration> {
  const calibratedAt = new Date();
  const start = performance.now();
  const before = readHost();
  const ground = await layGround(options.limits === undefined ? {} : { limits: options.limits });
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
  const step = stepTeller(1 + sizes.length + 1 + repeats, onStep);
  const jiffies = readJiffies();
  const machine = machineFacts();
  const rounds = new Rounds(ground, performance.now() + LONGEST_MS, signal);
  step('full speed');
  await rounds.fullSpeed();
  step('the memory limit');
  const memory = await measureMemory(ground, signal);
  for (const size of sizes) {
    step(`the CPU share of ${size} MB`);
    await rounds.share(size);
  }
  for (let i = 0; i < repeats; i++) {
    step('full speed once more');
    await rounds.fullSpeed();
  }
  return {
    machine,
    kernel: { ...readKernelFacts(release()), ...measuredHz(jiffies, readJiffies()) },
    facts,
    namespaces: await findNamespaces(process.platform, process.getuid?.() ?? 0),
    fullSpeed: rounds.fullSpeeds,
    shares: rounds.shares,
    memory,
    load: { ...rounds.load, stealRatio: null },
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
