import { setTimeout as sleep } from 'node:timers/promises';
import { kill } from './control-file.js';
import { signalGroups } from './freezer.js';
import type { Limits } from './limits.js';
import { findMarked } from './marked-processes.js';
import { NO_RIGHT } from './refusal.js';

/** Where the host cannot hold anything to a limit, and says so in the facts. */
export function noLimits(cores: number, reason: string, hint = NO_RIGHT): Limits {
  const unenforced = { enforced: false, reason, hint } as const;
  return {
    enforcement: { cpu: unenforced, memory: unenforced },
    cores,
    folders: [],
    environment: (id) => ({
      entries: [],
      started: () => {},
      limitCpu: () => {},
      outOfMemoryKills: () => 0,
      processes: () => undefined,
      freeze: (leaders) => signalGroups(leaders, 'SIGSTOP'),
      thaw: (leaders) => signalGroups(leaders, 'SIGCONT'),
      kill: () => killMarked(id),
      remove: async () => void (await killMarked(id)),
    }),
    remove: async () => {},
  };
}

/** Those that it kills may have begun others meanwhile, so it looks again. @returns whether none is left. */
export async function killMarked(id: string): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const found = findMarked('/proc', [id]);
    if (found.length === 0) return true;
    for (const [, pid] of found) kill(pid);
    await sleep(10);
  }
  return false;
}
