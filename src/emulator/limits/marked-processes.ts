import { readdirSync } from 'node:fs';
import { readProc } from '../proc.js';

/**
 * Marks those that keep an environment's namespaces: they have its mounts and are none of its processes. Stopped they
 * could not end with the emulator, and with a parent that was killed the namespaces last longer. The same in all threads.
 */
export const KEEPER = { KELVIN_KEEPER: `of-${process.pid}` } as const;
const isKeeper = (variables: string): boolean =>
  variables.split('\0').includes(`KELVIN_KEEPER=${KEEPER.KELVIN_KEEPER}`);

/**
 * Finds the processes that were started with an environment's log stream among their variables, or that have its folder
 * for their /tmp or its list of users: where no group lists them, that finds the children that have left the process group too.
 * @returns pairs of environment and process
 */
export function findMarked(proc: string, ids: readonly string[]): [id: string, pid: number][] {
  if (ids.length === 0) return [];
  return pidsIn(proc).flatMap((pid): [string, number][] => {
    const variables = readProc(`${proc}/${pid}/environ`) ?? '';
    if (isKeeper(variables)) return [];
    const stream = /(?:^|\0)AWS_LAMBDA_LOG_STREAM_NAME=([^\0]*)/.exec(variables)?.[1];
    const own = ids.find((id) => stream?.endsWith(id)) ?? idOfMounts(readProc(`${proc}/${pid}/mountinfo`) ?? '', ids);
    return own === undefined ? [] : [[own, Number(pid)]];
  });
}

const idOfMounts = (mounts: string, ids: readonly string[]): string | undefined => {
  const own = /\/([^/ ]+)\.(?:tmp \/tmp|passwd \/etc\/passwd) /.exec(mounts)?.[1];
  return ids.find((id) => id === own);
};

function pidsIn(proc: string): string[] {
  try {
    return readdirSync(proc).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
