import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { emptyAndRemove } from './control-file.js';

let made = 0;

/**
 * `kelvin-<pid>-<start time>`: names an emulator's cgroups and its work folder. A process id comes round again, with
 * the time that the process started it does not. A second emulator in the process has a number more.
 */
export function ownName(): string {
  made += 1;
  return `kelvin-${process.pid}-${startTime(process.pid) ?? 0}${made === 1 ? '' : `-${made}`}`;
}

const NAME = /^kelvin-(\d+)-(\d+)(?:-\d+)?$/;

/** Whether the emulator of this name still runs; a name of nobody's is left alone. */
export function isAlive(name: string): boolean {
  const [, pid, start] = NAME.exec(name) ?? [];
  if (pid === undefined) return true;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  return startTime(Number(pid)) === undefined || String(startTime(Number(pid))) === start;
}

/** Field 22 of /proc/PID/stat, in ticks since boot; undefined where there is no /proc. */
function startTime(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold spaces.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return undefined;
  }
}

/** Removes what emulators have left that died together with their watchdog, but for what another user's have. */
export async function sweep(groupFolders: readonly string[], workFolder: string): Promise<void> {
  for (const parent of new Set(groupFolders.map(dirname))) {
    await emptyAndRemove(deadIn(parent));
  }
  const parent = dirname(workFolder);
  await Promise.all(
    deadIn(parent)
      .filter((folder) => basename(folder) !== basename(workFolder))
      .map((folder) => rm(folder, { recursive: true, force: true }).catch(() => {})),
  );
}

function deadIn(parent: string): string[] {
  try {
    return readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !isAlive(entry.name))
      .map((entry) => join(parent, entry.name));
  } catch {
    return [];
  }
}
