import { readdirSync, readFileSync } from 'node:fs';

/**
 * The processes of a function, children included, by their ids on the host: those that it sees itself are of a namespace
 * of its own. Known by the variable that each of them inherits.
 */
export const processesOf = (functionName: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/environ`).split('\0').includes(`AWS_LAMBDA_FUNCTION_NAME=${functionName}`))
    .map(Number);

export function isRunning(pid: number): boolean {
  const status = read(`/proc/${pid}/status`);
  return status !== '' && !/^State:\s+Z/m.test(status);
}

/** What a process has started and what has not ended, as far as the kernel lists it. */
export const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`)
    .flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean))
    .map(Number)
    .filter(isRunning);

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
