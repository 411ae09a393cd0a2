import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { kill } from './control-file.js';
import { signalGroups } from './freezer.js';
import type { Limits } from './limits.js';

export const HINT =
  'run as root, or in a delegated cgroup v2 subtree: systemd-run --user --scope -p Delegate=yes kelvin …';

/** Where the host cannot hold anything to a limit, and says so in the facts. */
export function noLimits(cores: number, reason: string, hint = HINT): Limits {
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
      kill: () => killAll(id),
      remove: async () => void (await killAll(id)),
    }),
    remove: async () => {},
  };
}

/** Those that it kills may have begun others meanwhile, so it looks again. @returns whether none is left. */
async function killAll(id: string): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt++) {
    if ((await killByEnvironment(id)) === 0) return true;
    await sleep(10);
  }
  return false;
}

/**
 * Kills every process that was started with this log stream in its environment, or that has this environment's folder
 * for its /tmp: where no group lists them, that finds the children that have left the process group too. Where there is
 * no /proc those are not found.
 */
async function killByEnvironment(id: string): Promise<number> {
  let found = 0;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const marked = new RegExp(`(^|\0)AWS_LAMBDA_LOG_STREAM_NAME=[^\0]*${id}(\0|$)`);
  await Promise.all(
    pids.map(async (pid) => {
      const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '');
      const isIts = marked.test(await read('environ')) || (await read('mountinfo')).includes(`/${id}.tmp /tmp `);
      if (!isIts) return;
      found += 1;
      kill(Number(pid));
    }),
  );
  return found;
}
