import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { runInside, whyNoKernel } from './boot.js';

interface Found {
  readonly name: string;
  readonly cpu: { readonly enforced: boolean; readonly backend?: string; readonly reason?: string };
  readonly memory: unknown;
  readonly quarterMs: number;
  readonly group: string;
  readonly limits: unknown;
  readonly frozen: string;
  readonly ticks: number;
  readonly outOfMemory: { readonly errorType?: string };
  readonly left: readonly string[];
  readonly back: boolean;
}

/**
 * As root in the root of all groups, as a container's root in a group that holds the processes, without root in a
 * subtree that was handed over, without root and with none, and where the file system may not be written.
 */
const SCRIPT = `
inside root /mnt/root closer
mkdir /sys/fs/cgroup/container
echo '+cpu +memory +pids' > /sys/fs/cgroup/cgroup.subtree_control
(
  echo 0 > /sys/fs/cgroup/container/cgroup.procs
  unshare --cgroup --mount sh -c '
    umount /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup
    cd /mnt && /mnt/lang/bin/node /mnt/kelvin/dist/test/emulator/limits/v2-kernel/inside.js container /mnt/root 2>&1
    mount -o remount,bind,ro /sys/fs/cgroup
    cd /mnt && /mnt/lang/bin/node /mnt/kelvin/dist/test/emulator/limits/v2-kernel/inside.js read-only /mnt/root 2>&1'
)
mkdir /sys/fs/cgroup/user
chown nobody /sys/fs/cgroup/user /sys/fs/cgroup/user/cgroup.procs /sys/fs/cgroup/user/cgroup.subtree_control
(
  echo 0 > /sys/fs/cgroup/user/cgroup.procs
  setpriv --reuid=nobody --regid=nogroup --clear-groups /bin/sh -c '
    cd /mnt && /mnt/lang/bin/node /mnt/kelvin/dist/test/emulator/limits/v2-kernel/inside.js delegated /mnt/user "memory too" 2>&1'
)
setpriv --reuid=nobody --regid=nogroup --clear-groups /bin/sh -c '
  cd /mnt && /mnt/lang/bin/node /mnt/kelvin/dist/test/emulator/limits/v2-kernel/inside.js stranger /mnt/user 2>&1'
`;

describe('on a kernel with cgroup v2', { skip: whyNoKernel ?? false }, () => {
  let all: readonly Found[] = [];
  before(() => {
    all = runInside(SCRIPT, 5) as Found[];
  });
  const found = (name: string): Found => {
    const one = all.find((it) => it.name === name);
    assert.ok(one, `${name} has told nothing: ${JSON.stringify(all)}`);
    return one;
  };

  for (const name of ['root', 'container', 'delegated']) {
    test(`${name}: takes it, leaves no group, and is back in its own`, () => {
      const { cpu, memory, left, back } = found(name);
      assert.deepEqual([cpu, memory], Array(2).fill({ enforced: true, backend: 'cgroup-v2' }));
      assert.deepEqual([left, back], [[], true]);
    });
  }

  for (const name of ['root', 'delegated']) {
    describe(name, () => {
      test('holds CPU, memory and processes', () => {
        const limits = { cpu: '5008 20000', memory: String(443 * 1_048_576), pids: '1024' };
        assert.deepEqual(found(name).limits, limits);
      });
      test('gives a quarter of the CPU at a quarter of the size', () => {
        const { quarterMs } = found(name);
        assert.ok(quarterMs > 480, `150 ms of CPU took ${quarterMs} ms`);
      });
      test('freezes between invocations', () => {
        const { frozen, ticks } = found(name);
        assert.equal(frozen, '1');
        assert.ok(ticks < 600, `${ticks} ticks of a timer in a second and more`);
      });
    });
  }

  test('kills who takes too much memory', () => {
    assert.equal(found('delegated').outOfMemory.errorType, 'Runtime.OutOfMemory');
  });
  test('a container that may not write says so', () => {
    const { cpu } = found('read-only');
    assert.match(JSON.stringify(cpu), /the cgroup file system is read-only/);
  });
  test('a user with no subtree says so', () => {
    const { cpu } = found('stranger');
    assert.match(JSON.stringify(cpu), /no right to make cgroups/);
  });
});
