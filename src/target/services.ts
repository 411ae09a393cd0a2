import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { type Service, serviceVariable } from '../scenario/index.js';
import { TargetError } from './error.js';

/** Services that a scenario's function talks to, running beside the measurement. */
export interface RunningServices {
  /** `NAME_URL` for each service: its address, for the function's environment. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const LONGEST_START_MS = 10_000;
const LONGEST_COMPLAINT = 500;

/**
 * A shell in a session of its own starts the service and waits for its own input to end; then it kills the service's
 * whole process group. The input ends with this process, even when that is killed, so no service outlives a run. The
 * service gets the same input (by way of descriptor 3: a shell gives /dev/null to what it starts in the background), so
 * that one which ends with its input does so. The shell itself holds no output, so that the output's end is the
 * service's.
 */
const KEEPER = 'trap "" INT TERM HUP; exec 3<&0; "$@" <&3 3<&- & exec >&- 2>&-; cat >/dev/null; kill -9 0';

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
      environment[serviceVariable(service)] = await addressOf(child, service, signal);
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
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
}

async function addressOf(child: ChildProcess, service: Service, signal: AbortSignal): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('a service has no output');
  let said = '';
  stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(0, LONGEST_COMPLAINT);
  });
  const lines = createInterface({ input: stdout });
  const late = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_START_MS)]);
  const line = await Promise.race([
    firstLine(lines, late),
    once(lines, 'close', { signal: late }).then(() => undefined),
  ]).catch(() => undefined);
  signal.throwIfAborted();
  if (line === undefined) {
    // What it complained of may come a moment after its output has ended.
    if (!stderr.closed) await once(stderr, 'close', { signal: AbortSignal.timeout(1000) }).catch(() => {});
    throw silent(service, said.trim());
  }
  lines.close();
  stdout.resume();
  return line.trim();
}

async function firstLine(lines: Interface, signal: AbortSignal): Promise<string> {
  const [line] = (await once(lines, 'line', { signal })) as [string];
  return line;
}

function silent({ name, command, folder }: Service, said: string): TargetError {
  const why = said === '' ? `it said nothing within ${LONGEST_START_MS / 1000} s` : said;
  return new TargetError(
    `the service ${name} did not print its address: ${why}`,
    `its first line of output must be one; run it by hand: ${command.join(' ')} (in ${folder})`,
  );
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.stdin?.end();
  await gone;
}
