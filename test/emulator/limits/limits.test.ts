import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { cgroupV1 } from '../../../src/emulator/limits/cgroup-v1.js';
import { cgroupV2, offersControllers } from '../../../src/emulator/limits/cgroup-v2.js';
import { chooseLimits } from '../../../src/emulator/limits/choose.js';
import { largestFullShareMB, quotaUs } from '../../../src/emulator/limits/limits.js';
import { findCgroups } from '../../../src/emulator/limits/mounts.js';
import { noLimits } from '../../../src/emulator/limits/none.js';
import { megabytes } from '../../../src/units/index.js';

const root = mkdtempSync(join(tmpdir(), 'emulator-limits-'));
after(() => rmSync(root, { recursive: true, force: true }));

function fixture(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(root, name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

describe('the CPU quota', () => {
  test('is one whole CPU in every period of 20 ms at 1,769 MB, and a share of it below', () => {
    assert.equal(quotaUs(megabytes(1769), 2), 20_000);
    assert.equal(quotaUs(megabytes(128), 2), 1447);
    assert.equal(quotaUs(megabytes(3008), 2), 34_008);
  });
  test('is no more than the host has', () => {
    assert.equal(quotaUs(megabytes(10_240), 2), 40_000);
    assert.equal(largestFullShareMB(2), 3538);
  });
});

describe('finding the own cgroups', () => {
  test('in version 1 hierarchies beside a unified one without controllers', () => {
    const mounts = findCgroups(
      [
        '32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu',
        '35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory',
        '41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw',
      ].join('\n'),
      '4:memory:/job/7\n1:cpu:/\n0::/\n',
    );
    assert.equal(mounts.v1.get('cpu'), '/sys/fs/cgroup/cpu');
    assert.equal(mounts.v1.get('memory'), '/sys/fs/cgroup/memory/job/7');
    assert.equal(mounts.v2, '/sys/fs/cgroup/unified');
  });
  test('where cpu and cpuacct are one hierarchy', () => {
    const mounts = findCgroups(
      '30 25 0:26 / /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct',
      '3:cpu,cpuacct:/user.slice\n',
    );
    assert.equal(mounts.v1.get('cpu'), '/sys/fs/cgroup/cpu,cpuacct/user.slice');
  });
  test('in a container that sees a part of the hierarchy only', () => {
    const mount = '30 25 0:26 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu';
    assert.equal(findCgroups(mount, '3:cpu:/docker/abc/x\n').v1.get('cpu'), '/sys/fs/cgroup/cpu/x');
    assert.equal(findCgroups(mount, '3:cpu:/../..\n').v1.get('cpu'), '/sys/fs/cgroup/cpu');
  });
});

describe('version 1', () => {
  test('writes the memory limit at once, and the quota when INIT with all CPUs is over', () => {
    const host = fixture('v1', { 'cpu/own/tasks': '', 'memory/own/tasks': '' });
    const limits = cgroupV1({ cpu: join(host, 'cpu/own'), memory: join(host, 'memory/own') }, 'kelvin-1-2', 2);
    const one = limits.environment('e1', megabytes(256));
    assert.equal(read(host, 'memory/own/kelvin-1-2/e1/memory.limit_in_bytes'), String(256 * 1_048_576));
    assert.equal(read(host, 'cpu/own/kelvin-1-2/e1/cpu.cfs_quota_us'), '-1');
    one.limitCpu();
    assert.equal(read(host, 'cpu/own/kelvin-1-2/e1/cpu.cfs_period_us'), '20000');
    assert.equal(read(host, 'cpu/own/kelvin-1-2/e1/cpu.cfs_quota_us'), '2894');
    assert.equal(one.entries.length, 2);
  });

  test('is done with a group that somebody else has removed', async () => {
    const host = fixture('v1-gone', { 'cpu/x': '', 'memory/x': '' });
    const limits = cgroupV1({ cpu: join(host, 'cpu'), memory: join(host, 'memory') }, 'k', 2);
    const one = limits.environment('e', megabytes(256));
    for (const controller of ['cpu', 'memory']) rmSync(join(host, controller, 'k'), { recursive: true });
    await one.remove();
    await limits.remove();
  });

  test('counts what the kernel has killed for want of memory', () => {
    const host = fixture('v1-oom', {
      'memory/k/e/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 3\n',
    });
    const limits = cgroupV1({ cpu: join(host, 'cpu'), memory: join(host, 'memory') }, 'k', 2);
    assert.equal(limits.environment('e', megabytes(128)).outOfMemoryKills(), 3);
  });
});

test('no more than 1,024 processes, where they are counted', () => {
  const host = fixture('v1-pids', { 'cpu/x': '', 'memory/x': '', 'pids/x': '' });
  const v1 = cgroupV1({ cpu: join(host, 'cpu'), memory: join(host, 'memory'), pids: join(host, 'pids') }, 'k', 2);
  v1.environment('e', megabytes(128));
  assert.equal(read(host, 'pids/k/e/pids.max'), '1024');
  const files = { 'cgroup.subtree_control': 'cpu memory', 'k/cgroup.controllers': 'cpu memory pids\n' };
  const own = fixture('v2-pids', { ...files, 'k/e/pids.max': 'max' });
  cgroupV2(own, 'k', 2).environment('e', megabytes(128));
  assert.equal(read(own, 'k/cgroup.subtree_control'), '+pids');
  assert.equal(read(own, 'k/e/pids.max'), '1024');
});

describe('freezing', () => {
  test('writes to the freezer of version 1, which a group has to be thawed in to be killed', async () => {
    const host = fixture('v1-freezer', { 'cpu/x': '', 'memory/x': '', 'freezer/x': '' });
    const parents = { cpu: join(host, 'cpu'), memory: join(host, 'memory'), freezer: join(host, 'freezer') };
    const limits = cgroupV1(parents, 'k', 2);
    const one = limits.environment('e', megabytes(128));
    assert.ok(one.entries.includes(join(host, 'freezer/k/e/tasks')));
    assert.ok(limits.folders.includes(join(host, 'freezer/k')));
    one.freeze([]);
    assert.equal(read(host, 'freezer/k/e/freezer.state'), 'FROZEN');
    assert.ok(await one.kill());
    assert.equal(read(host, 'freezer/k/e/freezer.state'), 'THAWED');
    assert.equal(read(host, 'cpu/k/e/cpu.cfs_quota_us'), '-1');
  });

  test('writes to the group itself in version 2', () => {
    const own = fixture('v2-freezer', { 'cgroup.subtree_control': 'cpu memory', 'k/e/cgroup.freeze': '0' });
    const one = cgroupV2(own, 'k', 2).environment('e', megabytes(128));
    one.freeze([]);
    assert.equal(read(own, 'k/e/cgroup.freeze'), '1');
    one.thaw([]);
    assert.equal(read(own, 'k/e/cgroup.freeze'), '0');
  });

  test('stops process groups by a signal where there are no cgroups', async () => {
    const child = spawn('/bin/sleep', ['60'], { detached: true, stdio: 'ignore' });
    const pid = child.pid ?? 0;
    const state = (): string => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) (.).*$/s, '$1');
    const limits = noLimits(2, 'a test').environment('e', megabytes(128));
    try {
      limits.freeze([pid]);
      while (state() !== 'T') await new Promise((resolve) => setTimeout(resolve, 1));
      limits.thaw([pid]);
      while (state() === 'T') await new Promise((resolve) => setTimeout(resolve, 1));
    } finally {
      child.kill('SIGKILL');
    }
  });
});

describe('version 2', () => {
  const both = 'cpuset cpu io memory pids\n';

  test('in a delegated group makes room for children by moving its processes to a leaf', () => {
    const own = fixture('v2', {
      'cgroup.controllers': both,
      'cgroup.subtree_control': '\n',
      'cgroup.procs': '41\n42\n',
    });
    const limits = cgroupV2(own, 'kelvin-1-2', 2);
    assert.equal(read(own, 'kelvin-host/cgroup.procs'), '42');
    assert.equal(read(own, 'cgroup.subtree_control'), '+cpu +memory');
    assert.equal(read(own, 'kelvin-1-2/cgroup.subtree_control'), '+cpu +memory');
    assert.deepEqual(limits.folders, [join(own, 'kelvin-1-2')]);
  });

  test('moves nobody where a group above hands the controllers down and may be written', () => {
    const top = fixture('v2-root', {
      'cgroup.controllers': both,
      'cgroup.subtree_control': both,
      'user.slice/cgroup.controllers': both,
      'user.slice/cgroup.subtree_control': 'memory pids\n',
      'user.slice/session.scope/cgroup.controllers': 'memory pids\n',
      'user.slice/session.scope/cgroup.subtree_control': '\n',
      'user.slice/session.scope/cgroup.procs': '41\n',
    });
    const own = join(top, 'user.slice/session.scope');
    assert.ok(offersControllers(own));
    assert.deepEqual(cgroupV2(own, 'kelvin-1-2', 2).folders, [join(top, 'kelvin-1-2')]);
    assert.throws(() => read(own, 'kelvin-host/cgroup.procs'));
  });

  test('is not taken where its hierarchy has no controllers', () => {
    assert.ok(!offersControllers(fixture('v2-hybrid', { 'cgroup.controllers': '\n' })));
    assert.ok(!offersControllers(join(root, 'absent')));
  });

  test('writes limits in its own format, and forbids swap where swap is counted', () => {
    const own = fixture('v2-limits', {
      'cgroup.controllers': both,
      'cgroup.subtree_control': 'cpu memory',
      'k/e/memory.swap.max': 'max',
    });
    const one = cgroupV2(own, 'k', 2).environment('e', megabytes(512));
    one.limitCpu();
    assert.equal(read(own, 'k/e/memory.max'), String(512 * 1_048_576));
    assert.equal(read(own, 'k/e/memory.swap.max'), '0');
    assert.equal(read(own, 'k/e/cpu.max'), '5789 20000');
    writeFileSync(join(own, 'k/e/memory.events'), 'low 0\nhigh 0\nmax 9\noom 1\noom_kill 1\noom_group_kill 0\n');
    assert.equal(one.outOfMemoryKills(), 1);
  });
});

describe('a host that has a limit itself', () => {
  test('shares out what it has: version 1', () => {
    const host = fixture('v1-part', {
      'cpu/cpu.cfs_quota_us': '150000',
      'cpu/cpu.cfs_period_us': '100000',
      'memory/x': '',
    });
    const limits = cgroupV1({ cpu: join(host, 'cpu'), memory: join(host, 'memory') }, 'k', 8);
    assert.equal(limits.cores, 1.5);
    limits.environment('e', megabytes(10_240)).limitCpu();
    assert.equal(read(host, 'cpu/k/e/cpu.cfs_quota_us'), '30000');
  });
  test('shares out what it has: version 2', () => {
    const own = fixture('v2-part', { 'cgroup.subtree_control': 'cpu memory', 'cpu.max': '50000 100000\n' });
    assert.equal(cgroupV2(own, 'k', 8).cores, 0.5);
    const free = fixture('v2-free', { 'cgroup.subtree_control': 'cpu memory', 'cpu.max': 'max 100000\n' });
    assert.equal(cgroupV2(free, 'k', 8).cores, 8);
  });
});

describe('where nothing can be limited', () => {
  test('the reason and what to do about it are facts', async () => {
    const host = fixture('bare', { 'proc/self/mountinfo': '', 'proc/self/cgroup': '0::/\n' });
    const { cpu: enforcement } = (await chooseLimits({ root: host, cores: 2, platform: 'linux' }, 'kelvin-1-2'))
      .enforcement;
    assert.ok(!enforcement.enforced);
    assert.match(enforcement.reason, /no cgroup mount/);
    assert.match(enforcement.hint, /Delegate=yes/);
  });
  test('another system says so', async () => {
    const { cpu: enforcement } = (await chooseLimits({ root: '/', cores: 2, platform: 'darwin' }, 'kelvin-1-2'))
      .enforcement;
    assert.ok(!enforcement.enforced);
    assert.match(enforcement.reason, /darwin/);
  });
  test('a group that cannot be written is a reason, not a crash', async () => {
    const host = fixture('readonly', {
      'proc/self/mountinfo':
        '1 0 0:1 / /cg/cpu rw - cgroup cgroup rw,cpu\n2 0 0:2 / /cg/memory rw - cgroup cgroup rw,memory\n',
      'proc/self/cgroup': '1:cpu:/\n2:memory:/\n',
      'cg/cpu': 'a file where a folder should be',
    });
    const { cpu: enforcement } = (await chooseLimits({ root: host, cores: 2, platform: 'linux' }, 'kelvin-1-2'))
      .enforcement;
    assert.ok(!enforcement.enforced);
    assert.match(enforcement.reason, /ENOTDIR|EEXIST/);
  });
});
