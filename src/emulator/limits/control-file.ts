import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export function makeGroup(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** Makes the groups, and what is made of them; where the kernel refuses a part of it none of them is left. */
export function madeWhole<Made>(folders: readonly string[], make: () => Made): Made {
  try {
    folders.forEach(makeGroup);
    return make();
  } catch (error) {
    folders.forEach(removeGroup);
    throw error;
  }
}

export const writeControl = (folder: string, file: string, value: string | number): void =>
  writeFileSync(join(folder, file), String(value));

export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

export function tryToWrite(folder: string, file: string, value: string | number): boolean {
  try {
    writeControl(folder, file, value);
    return true;
  } catch {
    return false;
  }
}

export function readControl(folder: string, file: string): string | undefined {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch {
    return undefined;
  }
}

/** The value behind a key in a flat keyed file such as `memory.events`. */
export function readKey(folder: string, file: string, key: string): number {
  const line = readControl(folder, file)
    ?.split('\n')
    .find((it) => it.startsWith(`${key} `));
  return line === undefined ? 0 : Number(line.slice(key.length + 1));
}

export function readNumber(folder: string, file: string): number | undefined {
  const text = readControl(folder, file)?.trim();
  return text === undefined || text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
}

export function processesIn(folder: string): number[] {
  return (readControl(folder, 'cgroup.procs') ?? '').split('\n').filter(Boolean).map(Number);
}

/**
 * Kills every process of the groups and waits until the kernel has taken them away.
 * @returns whether none is left; gives up after a second.
 */
export async function empty(folders: readonly string[]): Promise<boolean> {
  for (let attempt = 0; attempt < 400; attempt++) {
    for (const folder of folders) killIn(folder);
    if (folders.every((folder) => processesIn(folder).length === 0)) return true;
    await sleep(attempt < 20 ? 1 : 3);
  }
  return false;
}

/**
 * Kills every process of the groups and removes them. A group that forks while it is killed is asked again until it is
 * empty: new processes are born into the same group and cannot leave it. Gives up after a second, as the watchdog and
 * the next start sweep again.
 */
export async function emptyAndRemove(folders: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    for (const folder of folders) killIn(folder);
    if (folders.map(removeGroup).every(Boolean)) return;
    await sleep(5);
  }
}

function killIn(folder: string): void {
  if (existsSync(join(folder, 'cgroup.kill')) && tryToWrite(folder, 'cgroup.kill', 1)) return;
  // Whoever is frozen cannot fork while the others are killed, and dies when the group is thawed.
  const hasFreezer = existsSync(join(folder, 'freezer.state'));
  if (hasFreezer) tryToWrite(folder, 'freezer.state', 'FROZEN');
  for (const pid of processesIn(folder)) kill(pid);
  if (hasFreezer) tryToWrite(folder, 'freezer.state', 'THAWED');
  for (const child of groupsIn(folder)) killIn(child);
}

export function groupsIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** @returns whether it is gone. */
export function removeGroup(folder: string): boolean {
  try {
    groupsIn(folder).forEach(removeGroup);
    rmdirSync(folder);
  } catch {
    return !existsSync(folder);
  }
  return true;
}
