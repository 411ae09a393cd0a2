import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Debian's package user-mode-linux: a kernel that runs as a process, and so needs no rights and no virtual machine. */
const KERNEL = '/usr/bin/linux.uml';

export const whyNoKernel = existsSync(KERNEL) ? undefined : 'no kernel to boot: apt-get install user-mode-linux';

/** What the programs inside print for the test to read. */
const MARK = 'KELVIN:';
export const tell = (found: object): boolean => process.stdout.write(`${MARK}${JSON.stringify(found)}\n`);

/** On a machine that does nothing else it takes a minute and a half, most of which it rests; on one that others use more. */
const LONGEST_MS = 900_000;

/**
 * The kernel and its processes take turns, each a process outside: to wake one on another CPU takes longer than what it does
 * then. On one CPU it is 23 s of CPU time instead of 38.
 */
function onOneCpu(): string[] {
  const [, first = '0'] = /^Cpus_allowed_list:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return ['taskset', '-c', first];
}

/**
 * Each process inside is one outside too, and none of them ends with the kernel when that is killed. Where it can have a
 * namespace of its own for them, all end with it, and it ends with the test, however that ends.
 */
const ENDS_WITH_THE_TEST =
  process.getuid?.() === 0
    ? ['setpriv', '--pdeathsig', 'KILL', 'unshare', '--pid', '--fork', '--kill-child', '--mount-proc']
    : [];

/**
 * Boots a kernel whose hierarchy is version 2, with this machine's file system for its own, and runs a shell script in
 * it; the checkout is at /mnt/kelvin and Node.js in /mnt/lang, so that every user may read them.
 * @param count of those that are to tell something
 * @returns what was told inside, in order
 */
export function runInside(script: string, count: number): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'v2-kernel-'));
  try {
    const init = join(folder, 'init');
    writeFileSync(init, `${PREPARE}${script}\nhalt`, { mode: 0o755 });
    const boot = ['rootfstype=hostfs', 'root=/dev/root', 'rw', 'mem=2G', 'cgroup_no_v1=all', 'quiet', `init=${init}`];
    const [program = '', ...args] = [
      ...onOneCpu(),
      ...ENDS_WITH_THE_TEST,
      KERNEL,
      ...boot,
      'con=null',
      'con0=null,fd:1',
    ];
    const { stdout } = spawnSync(program, args, {
      env: { ...process.env, TMPDIR: folder },
      timeout: LONGEST_MS,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const told = stdout.split('\n').flatMap((line) => (line.startsWith(MARK) ? [line.slice(MARK.length).trim()] : []));
    if (told.length < count) throw new Error(`The kernel has told ${told.length} of ${count}: ${stdout.slice(-4000)}`);
    return told.map((line): unknown => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const checkout = fileURLToPath(new URL('../../../../../', import.meta.url));

const PREPARE = `#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/
halt() { echo o > /proc/sysrq-trigger; sleep 60; }
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t tmpfs tmp /mnt
mount -t cgroup2 none /sys/fs/cgroup
ip link set lo up 2> /dev/null || ifconfig lo up
mkdir /mnt/kelvin /mnt/lang /mnt/root /mnt/user /mnt/compiled
mount --bind '${checkout}' /mnt/kelvin
mount --bind '${dirname(dirname(process.execPath))}' /mnt/lang
chown nobody /mnt/user
chmod 1777 /mnt/compiled
# An emulator asks each of these for its version, which takes seconds here, and no function runs in them.
for it in /usr/bin/node /usr/bin/python3*; do [ ! -f "$it" ] || mount --bind /dev/null "$it"; done
cat > /mnt/run <<'end'
cd /mnt && program=$1 && shift
export NODE_COMPILE_CACHE=/mnt/compiled
exec /mnt/lang/bin/node "/mnt/kelvin/dist/test/emulator/limits/v2-kernel/$program.js" "$@" 2>&1
end
chmod 755 /mnt/run
`;
