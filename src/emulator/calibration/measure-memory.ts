import { availableMemory } from 'node:process';
import { type Megabytes, megabytes } from '../../units/index.js';
import type { Ground } from '../ground.js';
import type { MemoryMeasured } from './calibration.js';
import { type ProbeEnd, runProbe } from './probe.js';

const SIZE = megabytes(128);
/** So far beyond the size that no accounting can explain it. */
const BEYOND_MB = 96;
const TIMEOUT_MS = 5000;

/** Fills the memory of a small environment until it is killed for it, or has far too much. */
export async function measureMemory(ground: Ground, signal: AbortSignal): Promise<MemoryMeasured> {
  const goal = SIZE + BEYOND_MB;
  // Where nothing holds it, it must not be the host that runs out.
  if (availableMemory() < 2 * goal * 1_048_576) {
    return { memorySizeMB: SIZE, outcome: 'unknown', missing: 'the host has too little memory free to try' };
  }
  let filled = 0;
  let isWhole = false;
  const onLine = (line: string): boolean => {
    isWhole = line === 'whole';
    if (!isWhole) filled = Number(line);
    return isWhole;
  };
  const probe = { file: 'fill.cjs' as const, args: [String(goal)], memorySize: SIZE, timeoutMs: TIMEOUT_MS, onLine };
  return judged(await runProbe(ground, probe, signal), SIZE, filled);
}

function judged(end: ProbeEnd, memorySizeMB: Megabytes, filledMB: number): MemoryMeasured {
  if (end.kind === 'answered') return { memorySizeMB, outcome: 'survived', filledMB: memorySizeMB + BEYOND_MB };
  if (end.kind === 'exited' && end.reason.kind === 'outOfMemory') {
    return { memorySizeMB, outcome: 'killed', filledMB };
  }
  return { memorySizeMB, outcome: 'unknown', missing: 'the process that was to fill it ended otherwise' };
}
