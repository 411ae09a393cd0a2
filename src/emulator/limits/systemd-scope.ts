import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Refusal } from './refusal.js';

/** A user manager that starts a unit answers at once, and may be busy with a login. */
const ANSWER_MS = 5000;

const HINT =
  'log in with a session of your own (ssh, or machinectl shell; not su or sudo), or run as root; "loginctl enable-linger" starts a user manager for good';

/**
 * Asks the user's own systemd for a delegated subtree: the process moves into a transient scope of that name, which ends
 * with it. Needs no right but that of a session.
 *
 * To run Kelvin once more through `systemd-run --user --scope -p Delegate=yes` does the same, and was rejected: it costs
 * a second start of Node.js, a second process between the terminal and the emulator that has to hand on signals, standard
 * input and the exit code, and `kelvin tune` starts the emulator itself. `busctl` comes with systemd.
 *
 * @throws Refusal when there is no such manager, or it refuses
 */
export async function enterScope(name: string, pid: number, environment: NodeJS.ProcessEnv): Promise<void> {
  const unit = `${name}.scope`;
  try {
    const settings = { env: { ...environment, ...runtimeFolder(environment) }, timeout: ANSWER_MS };
    await promisify(execFile)('busctl', [...CALL, ...scope(unit, pid)], settings);
  } catch (error) {
    throw new Refusal(`systemd has given no delegated group: ${saidBy(error)}`, HINT);
  }
  await moved(unit);
}

const CALL = [
  ...['--user', 'call', 'org.freedesktop.systemd1', '/org/freedesktop/systemd1'],
  ...['org.freedesktop.systemd1.Manager', 'StartTransientUnit', 'ssa(sv)a(sa(sv))'],
];

/** Name, mode, properties, and no auxiliary units: org.freedesktop.systemd1(5), systemd.resource-control(5). */
const scope = (unit: string, pid: number): string[] => [
  ...[unit, 'fail', '4'],
  ...['Description', 's', 'Kelvin, an emulator of AWS Lambda'],
  ...['Delegate', 'b', 'true'],
  ...['CollectMode', 's', 'inactive-or-failed'],
  ...['PIDs', 'au', '1', String(pid)],
  '0',
];

/** Without a login of its own (cron, su) a process is not told where its user's manager listens, though there may be one. */
function runtimeFolder({ XDG_RUNTIME_DIR: told }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const usual = join('/run/user', String(process.getuid?.() ?? 0));
  return told === undefined && existsSync(usual) ? { XDG_RUNTIME_DIR: usual } : {};
}

function saidBy(error: unknown): string {
  const { code, killed, stderr = '' } = error as { code?: unknown; killed?: boolean; stderr?: string };
  if (code === 'ENOENT') return 'there is no busctl on this machine';
  if (killed === true) return `its user manager has not answered in ${ANSWER_MS / 1000} s`;
  const [line = ''] = stderr.trim().split('\n');
  return line === '' ? `busctl ended with ${String(code)}` : line;
}

/** The manager moves the process after it has answered. */
async function moved(unit: string): Promise<void> {
  const end = Date.now() + ANSWER_MS;
  while (!(await readFile('/proc/self/cgroup', 'utf8')).includes(`/${unit}`)) {
    if (Date.now() > end) throw new Refusal(`systemd has not moved it to ${unit}`, HINT);
    await sleep(5);
  }
}
