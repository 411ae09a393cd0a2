import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Debian's package user-mode-linux: a kernel that runs as a process, and so needs no rights and no virtual machine. */
const KERNEL = '/usr/bin/linux.uml';

export const whyNoKernel = existsSync(KERNEL) ? undefined : 'no kernel to boot: apt-get install user-mode-linux';

/** What the programs inside print for the test to read. */
const MARK = 'KELVIN:';
export const tell = (found: object): boolean => process.stdout.write(`${MARK}${JSON.stringify(found)}\n`);

/** On a machine that does nothing else it takes half a minute, on one that others use two and a half. */
const LONGEST_MS = 400_000;

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
    const { stdout } = spawnSync(KERNEL, [...boot, 'con=null', 'con0=null,fd:1'], {
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
mkdir /mnt/kelvin /mnt/lang /mnt/root /mnt/user
mount --bind '${checkout}' /mnt/kelvin
mount --bind '${dirname(dirname(process.execPath))}' /mnt/lang
chown nobody /mnt/user
inside() { (cd /mnt && /mnt/lang/bin/node /mnt/kelvin/dist/test/emulator/limits/v2-kernel/inside.js "$@" 2>&1); }
`;
