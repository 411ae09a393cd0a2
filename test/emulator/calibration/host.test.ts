import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { usualSizes } from '../../../src/emulator/calibration/calibrate.js';
import { busyCpus, pressureRatio, stealRatio } from '../../../src/emulator/calibration/host-load.js';
import { measuredHz, readJiffies } from '../../../src/emulator/calibration/jiffies.js';
import { readKernelFacts } from '../../../src/emulator/calibration/kernel.js';
import { temporaryFolder } from '../../commands/kelvin.js';

const folder = temporaryFolder(after);
let made = 0;

/** The root of a host that has these files and no others. */
function hostWith(files: Readonly<Record<string, string | Buffer>>): string {
  const root = join(folder, String(++made));
  mkdirSync(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

const busy = { atMs: 1000, busyMs: 1000, stealMs: 0, pressureMs: 5 };

describe('what others do on a host', () => {
  it('is the difference of two readings', () => {
    const after = { atMs: 3000, busyMs: 5000, stealMs: 80, pressureMs: 505 };
    assert.equal(busyCpus(busy, after), 2);
    assert.equal(stealRatio(busy, after, 4), 0.01);
    assert.equal(pressureRatio(busy, after), 0.25);
  });

  it('is unknown, not zero, where the host does not tell or no time has passed', () => {
    assert.equal(busyCpus({ atMs: 0 }, busy), undefined);
    assert.equal(busyCpus(busy, busy), undefined);
    assert.equal(pressureRatio(busy, { atMs: 2000 }), undefined);
    assert.equal(stealRatio({ atMs: 0 }, { atMs: 2000 }, 4), null);
  });

  it('never is negative, as steal of a virtual machine that has moved can be', () => {
    assert.equal(stealRatio({ atMs: 0, stealMs: 90 }, { atMs: 1000, stealMs: 0 }, 1), 0);
  });
});

describe('the facts of a kernel', () => {
  it('come from its own configuration, packed', () => {
    const root = hostWith({
      'proc/config.gz': gzipSync('# CONFIG_HZ_100 is not set\nCONFIG_HZ_250=y\nCONFIG_HZ=250\n'),
      'proc/sys/kernel/sched_cfs_bandwidth_slice_us': '5000\n',
      'proc/cpuinfo': 'flags\t\t: fpu hypervisor sse\n',
      'sys/devices/system/cpu/smt/active': '1\n',
    });
    const expected = { hz: 250, hzSource: 'configuration', sliceUs: 5000, smt: true, virtual: true };
    assert.deepEqual(readKernelFacts('6.1.0', root), { release: '6.1.0', ...expected });
  });

  it('come from the file beside the kernel where it does not carry its own', () => {
    const root = hostWith({ 'boot/config-6.8.0': 'CONFIG_HZ=1000\n', 'boot/config-6.9.0': 'CONFIG_HZ=100\n' });
    assert.equal(readKernelFacts('6.8.0', root).hz, 1000);
  });

  it('are left out where they cannot be known', () => {
    assert.deepEqual(readKernelFacts('25.1.0', hostWith({})), { release: '25.1.0' });
  });

  it('tell the rate of ticks by counting them, for whoever may read the count', () => {
    const schedstat = hostWith({ 'proc/schedstat': 'version 17\ntimestamp 4297\ncpu0 0 0\n' });
    const timers = hostWith({ 'proc/timer_list': 'Timer List Version: v0.10\ncpu: 0\njiffies: 4298\n' });
    assert.equal(readJiffies(schedstat)?.count, 4297);
    assert.equal(readJiffies(timers)?.count, 4298);
    assert.equal(readJiffies(hostWith({})), undefined);
    assert.deepEqual(measuredHz({ count: 0, atMs: 0 }, { count: 2502, atMs: 10_000 }), {
      hz: 250,
      hzSource: 'measured',
    });
    assert.deepEqual(measuredHz({ count: 0, atMs: 0 }, { count: 5000, atMs: 10_000 }), {});
    assert.deepEqual(measuredHz(undefined, { count: 1, atMs: 1 }), {});
  });
});

describe('the sizes that are calibrated', () => {
  it('span what the host can give in full', () => {
    assert.deepEqual(usualSizes(2), [128, 512, 1769, 3538]);
    assert.deepEqual(usualSizes(1), [128, 512, 1769]);
  });

  it('end at half a CPU where a container has no more, and at the largest of Lambda where there is more', () => {
    assert.deepEqual(usualSizes(0.5), [128, 512, 884]);
    assert.deepEqual(usualSizes(64), [128, 512, 1769, 10_240]);
  });
});
