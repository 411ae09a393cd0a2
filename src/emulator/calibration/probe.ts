import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Megabytes } from '../../units/index.js';
import type { ExitReason } from '../environment/action.js';
import { Processes } from '../environment/processes/processes.js';
import type { EnvironmentSandbox } from '../environment/sandbox/sandbox.js';
import type { Ground } from '../ground.js';
import type { EnvironmentLimits } from '../limits/limits.js';
import { langDirOf } from '../runtimes/paths.js';

const PACKAGE = fileURLToPath(new URL('./probes/', import.meta.url));

/** One program in an execution environment of its own: in the limits and the sandbox that a function would be in. */
export interface Probe {
  readonly file: 'burn.cjs' | 'fill.cjs';
  readonly args: readonly string[];
  readonly memorySize: Megabytes;
  /** How long it may take. */
  readonly timeoutMs: number;
  /** Called with each line that it prints. @returns whether that was all. */
  readonly onLine: (line: string, limits: EnvironmentLimits) => boolean;
}

export type ProbeEnd =
  | { readonly kind: 'answered' | 'timedOut' | 'aborted' }
  | { readonly kind: 'exited'; readonly reason: ExitReason };

/** Runs it until it has said all, ends by itself, or is ended; leaves nothing of it. Whoever waits for it waits here. */
export async function runProbe(ground: Ground, probe: Probe, signal: AbortSignal): Promise<ProbeEnd> {
  const id = randomUUID().replaceAll('-', '');
  const limits = ground.limits.environment(id, probe.memorySize);
  const sandbox = ground.sandbox.environment(id, { package: PACKAGE, language: langDirOf(process.execPath) });
  const ended = Promise.withResolvers<ProbeEnd>();
  const processes = new Processes(limits, ground.watchdog, {
    onOutput: (_who, { text }) => {
      if (probe.onLine(text, limits)) ended.resolve({ kind: 'answered' });
    },
    onEntered: () => {},
    onExit: (_who, reason) => ended.resolve({ kind: 'exited', reason }),
  });
  const timer = setTimeout(() => ended.resolve({ kind: 'timedOut' }), probe.timeoutMs);
  const abort = () => ended.resolve({ kind: 'aborted' });
  signal.addEventListener('abort', abort);
  try {
    if (signal.aborted) return { kind: 'aborted' };
    const entrance = await sandbox.settle();
    const { paths } = sandbox;
    const argv = [nodeInside(sandbox), join(paths.taskRoot, probe.file), ...probe.args];
    processes.start({}, { argv, cwd: '/', variables: variablesOf(ground, id), entrance });
    return await ended.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    await processes.remove(() => sandbox.evict());
    await sandbox.remove();
  }
}

/** Where nothing is mounted over it, the folder of the language is the host's own. */
function nodeInside({ paths }: EnvironmentSandbox): string {
  const isUsual = basename(dirname(process.execPath)) === 'bin';
  return isUsual ? join(paths.langDir, 'bin', basename(process.execPath)) : process.execPath;
}

/** By these it is found, and ended, where there are no groups that list it. */
const variablesOf = ({ workFolder }: Ground, id: string): Record<string, string> => ({
  AWS_LAMBDA_LOG_STREAM_NAME: `calibration/${id}`,
  LAMBDA_TASK_ROOT: join(workFolder, 'calibration'),
});
