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
/mnt/run inside root /mnt/root
mkdir /sys/fs/cgroup/container
echo '+cpu +memory +pids' > /sys/fs/cgroup/cgroup.subtree_control
(
  echo 0 > /sys/fs/cgroup/container/cgroup.procs
  unshare --cgroup --mount sh -c '
    umount /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup
    (/mnt/run limits-alone container)
    mount -o remount,bind,ro /sys/fs/cgroup
    (/mnt/run limits-alone read-only)'
)
mkdir /sys/fs/cgroup/user
chown nobody /sys/fs/cgroup/user /sys/fs/cgroup/user/cgroup.procs /sys/fs/cgroup/user/cgroup.subtree_control
as_nobody() { setpriv --reuid=nobody --regid=nogroup --clear-groups /mnt/run "$@"; }
(
  echo 0 > /sys/fs/cgroup/user/cgroup.procs
  as_nobody inside delegated /mnt/user "memory too"
)
as_nobody limits-alone stranger
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
