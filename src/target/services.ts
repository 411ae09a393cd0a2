import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Service } from '../scenario/index.js';
import { TargetError } from './error.js';

/** Services that a scenario's function talks to, running beside the measurement. */
export interface RunningServices {
  /** `NAME_URL` for each service: its address, for the function's environment. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const LONGEST_START_MS = 10_000;

/**
 * A shell in a session of its own starts the service and waits for its own input to end; then it kills the service's
 * whole process group. The input ends with this process, even when that is killed, so no service outlives a run. The
 * service gets the same input (by way of descriptor 3: a shell gives /dev/null to what it starts in the background), so
 * that one which ends with its input does so.
 */
const KEEPER = 'trap "" INT TERM HUP; exec 3<&0; "$@" <&3 3<&- & cat >/dev/null; kill -9 0';

/** Starts the services one after the other and reads each one's address, its first line. */
export async function startServices(services: readonly Service[], signal: AbortSignal): Promise<RunningServices> {
  const children: ChildProcess[] = [];
  const close = async () => {
    await Promise.all(children.map(stop));
  };
  try {
    const environment: Record<string, string> = {};
    for (const service of services) {
      const child = spawnKept(service);
      children.push(child);
      environment[`${service.name.toUpperCase().replaceAll('-', '_')}_URL`] = await addressOf(child, service, signal);
    }
    return { environment, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `node` in a command is this very Node: the machine's own may be old, or missing. */
function spawnKept({ command: [program = '', ...args], folder }: Service): ChildProcess {
  const resolved = program === 'node' ? process.execPath : program;
  return spawn('/bin/sh', ['-c', KEEPER, 'kelvin-service', resolved, ...args], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
}

async function addressOf(child: ChildProcess, service: Service, signal: AbortSignal): Promise<string> {
  const output = child.stdout;
  if (output === null) throw new Error('the service has no standard output');
  try {
    const lines = createInterface({ input: output });
    const either = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_START_MS)]);
    const [line] = (await once(lines, 'line', { signal: either })) as [string];
    lines.close();
    output.resume();
    return line.trim();
  } catch {
    signal.throwIfAborted();
    throw new TargetError(
      `the service ${service.name} did not print its address within ${LONGEST_START_MS / 1000} s`,
      `run it by hand: ${service.command.join(' ')} (in ${service.folder})`,
    );
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.stdin?.end();
  await gone;
}
