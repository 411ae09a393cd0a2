import { performance } from 'node:perf_hooks';
import type { Beat } from '../../recording/index.js';
import { rounded } from './rounded.js';

/** How the driver's thread itself is doing. */
export class VitalSigns {
  #cpuMs = threadCpuMs();
  #atMs: number;

  /** @param atMs of the load's clock, as below */
  constructor(atMs: number) {
    this.#atMs = atMs;
  }

  /** How long ago it was last asked. */
  since(atMs: number): number {
    return atMs - this.#atMs;
  }

  beat(atMs: number, rest: Omit<Beat, 'type' | 'atMs' | 'cpuRatio'>): Beat {
    const cpuMs = threadCpuMs();
    const cpuRatio = (cpuMs - this.#cpuMs) / Math.max(this.since(atMs), 1);
    this.#cpuMs = cpuMs;
    this.#atMs = atMs;
    const { arm, open, connections, longestDelayMs } = rest;
    return {
      type: 'beat',
      arm,
      atMs: rounded(atMs),
      open,
      connections,
      longestDelayMs: rounded(longestDelayMs),
      cpuRatio: Math.round(cpuRatio * 1000) / 1000,
    };
  }
}

/** Of this thread alone. Node before 23.9 does not know it: there, the time that its event loop was busy. */
function threadCpuMs(): number {
  if (typeof process.threadCpuUsage !== 'function') return performance.eventLoopUtilization().active;
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
