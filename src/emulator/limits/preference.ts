import { existsSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import { tryToWrite } from './control-file.js';
import { trySetSessionPriority } from './session.js';

/**
 * A hundred times what other groups and processes of the host weigh: with two processes burning both of two cores, a
 * task of 17.1 ms took 24 to 28 ms, and with this weight 17.1 to 17.2 (Linux 6.18, 2026-11). It is no right to more CPU
 * time: the quota of the memory size holds all the same.
 */
const WEIGHTS = [
  ['cpu.shares', 102_400],
  ['cpu.weight', 10_000],
] as const;

/** Nearly as much as the functions have: their answers wait for nobody but the emulator. */
const EMULATOR_PRIORITY = -20;
const USUAL_PRIORITY = 0;

/**
 * Gives functions, and the emulator, CPU time before anything else on the host, as far as this process may.
 * @param folders that all execution environments lie below
 * @returns what gives the emulator its priority back
 */
export function preferFunctions(folders: readonly string[]): () => void {
  for (const folder of folders) {
    for (const [file, weight] of WEIGHTS) if (existsSync(join(folder, file))) tryToWrite(folder, file, weight);
  }
  const before = getPriority();
  if (!trySetPriority(0, EMULATOR_PRIORITY)) return () => {};
  const hasSession = trySetSessionPriority(EMULATOR_PRIORITY);
  return () => {
    trySetPriority(0, before);
    if (hasSession) trySetSessionPriority(before);
  };
}

/**
 * A process begins with the priority of the thread that starts it: functions have the usual one, as on Lambda. To give it
 * to them later would be too late for what they have started themselves by then.
 */
export function atUsualPriority<Started>(start: () => Started): Started {
  const own = getPriority();
  if (own >= USUAL_PRIORITY || !trySetPriority(0, USUAL_PRIORITY)) return start();
  try {
    return start();
  } finally {
    trySetPriority(0, own);
  }
}

/** Only root may raise one; nobody may change that of a process that is gone. */
function trySetPriority(pid: number, priority: number): boolean {
  try {
    setPriority(pid, priority);
    return true;
  } catch {
    return false;
  }
}
