import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { Host } from '../../../src/emulator/limits/candidates.js';
import { chooseLimits } from '../../../src/emulator/limits/choose.js';
import type { Backend, LimitsEnforcement } from '../../../src/emulator/limits/limits.js';
import { Refusal } from '../../../src/emulator/limits/refusal.js';
import { megabytes } from '../../../src/units/index.js';
import { HOSTS } from './hosts.js';

const root = mkdtempSync(join(tmpdir(), 'emulator-choose-'));
after(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
function lay(files: Readonly<Record<string, string>>): string {
  count += 1;
  const folder = join(root, String(count));
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

async function chosenOn(host: Host, asked?: Backend): Promise<LimitsEnforcement> {
  const limits = await chooseLimits(host, 'kelvin-1-2', asked);
  await limits.remove();
  return limits.enforcement;
}

const linux = (folder: string): Host => ({ root: folder, cores: 2, platform: 'linux' });
const backendOf = ({ cpu }: LimitsEnforcement): string => (cpu.enforced ? cpu.backend : 'none');
const passedOver = ({ cpu }: LimitsEnforcement): string[] =>
  cpu.enforced ? (cpu.passedOver ?? []).map(({ backend, reason }) => `${backend}: ${reason}`) : [];

describe('a host', () => {
  test('of root with cgroup v2: takes it, and passes nothing over', async () => {
    const found = await chosenOn(linux(lay(HOSTS.v2Root)));
    assert.deepEqual([backendOf(found), passedOver(found)], ['cgroup-v2', []]);
  });

  test('in a scope that systemd has delegated: takes it, and moves itself to a leaf while it needs it', async () => {
    const folder = lay(HOSTS.v2Delegated);
    const limits = await chooseLimits(linux(folder), 'kelvin-1-2');
    assert.equal(backendOf(limits.enforcement), 'cgroup-v2');
    const scope = join(folder, 'sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice/run-7.scope');
    assert.equal(read(scope, 'kelvin-host/cgroup.procs'), '4242');
    assert.deepEqual(limits.folders, [join(scope, 'kelvin-1-2')]);
  });

  test('in a user session: gets itself a delegated scope', async () => {
    const folder = lay(HOSTS.v2Session);
    const asked: string[] = [];
    const delegate = async (name: string) => {
      asked.push(name);
      const scope = `user.slice/user-1000.slice/user@1000.service/app.slice/${name}.scope`;
      writeFileSync(join(folder, 'proc/self/cgroup'), `0::/${scope}\n`);
      mkdirSync(join(folder, 'sys/fs/cgroup', scope), { recursive: true });
      for (const [file, content] of Object.entries({
        'cgroup.controllers': 'cpu memory pids\n',
        'cgroup.subtree_control': '\n',
        'cgroup.procs': '4242\n',
        'cgroup.type': 'domain\n',
      })) {
        writeFileSync(join(folder, 'sys/fs/cgroup', scope, file), content);
      }
    };
    const found = await chosenOn({ ...linux(folder), delegate });
    assert.deepEqual([asked, backendOf(found), passedOver(found)], [['kelvin-1-2'], 'cgroup-v2', []]);
  });

  test('in a user session where nothing is delegated: names both reasons', async () => {
    const delegate = () => Promise.reject(new Refusal('systemd has given no delegated group: no bus', 'log in'));
    const found = await chosenOn({ ...linux(lay(HOSTS.v2Session)), delegate });
    assert.equal(backendOf(found), 'signals');
    assert.deepEqual(passedOver(found), [
      'cgroup-v2: its cgroup has no cpu and memory controllers, but memory pids; systemd has given no delegated group: no bus',
      'cgroup-v1: no cgroup v1 mount has the cpu and the memory controller',
    ]);
  });

  test('where systemd delegates memory alone: says that the cpu controller is missing', async () => {
    const folder = lay(HOSTS.v2Session);
    const found = await chosenOn({ ...linux(folder), delegate: async () => {} });
    assert.match(passedOver(found)[0] ?? '', /no cpu and memory controllers, but memory pids/);
  });

  test('in hybrid mode: takes version 1, which holds the controllers', async () => {
    const found = await chosenOn(linux(lay(HOSTS.hybrid)));
    assert.equal(backendOf(found), 'cgroup-v1');
    assert.deepEqual(passedOver(found), ['cgroup-v2: cgroup v2 has no cpu and memory controllers here']);
  });

  test('with cpu and cpuacct in one hierarchy: takes version 1', async () => {
    const folder = lay(HOSTS.v1Joined);
    const limits = await chooseLimits(linux(folder), 'kelvin-1-2');
    assert.equal(backendOf(limits.enforcement), 'cgroup-v1');
    assert.ok(limits.folders.includes(join(folder, 'sys/fs/cgroup/cpu,cpuacct/kelvin-1-2')));
  });

  test('with neither freezer nor pids: takes version 1 without them', async () => {
    const folder = lay(HOSTS.v1Bare);
    const limits = await chooseLimits(linux(folder), 'kelvin-1-2');
    assert.equal(backendOf(limits.enforcement), 'cgroup-v1');
    const parents = ['cpu', 'memory'].map((it) => join(folder, 'sys/fs/cgroup', it, 'kelvin-1-2'));
    assert.deepEqual(limits.folders, parents);
  });

  test('without any cgroup: stops and continues by signals, and says why', async () => {
    const found = await chosenOn(linux(lay(HOSTS.noCgroup)));
    assert.equal(backendOf(found), 'signals');
    assert.deepEqual(passedOver(found), [
      'cgroup-v2: no cgroup v2 is mounted',
      'cgroup-v1: no cgroup v1 mount has the cpu and the memory controller',
    ]);
  });

  test('whose cgroups cannot be written: a reason, not a crash', async () => {
    const files = { ...HOSTS.v1Bare };
    delete (files as Record<string, string>)['sys/fs/cgroup/cpu/cgroup.procs'];
    const found = await chosenOn(linux(lay({ ...files, 'sys/fs/cgroup/cpu': 'a file where a folder should be' })));
    assert.match(passedOver(found)[1] ?? '', /ENOTDIR|EEXIST/);
  });

  test('that is a Mac: holds the CPU by signals and the clock, and no memory', async () => {
    const { cpu, memory } = await chosenOn({ ...linux(lay({})), platform: 'darwin' });
    assert.ok(cpu.enforced && cpu.backend === 'signals');
    assert.match(cpu.caveat ?? '', /by the clock/);
    assert.match(passedOver({ cpu, memory })[0] ?? '', /darwin has no cgroups/);
    assert.ok(!memory.enforced);
    assert.match(memory.hint, /Linux/);
  });
});

describe('a backend that is asked for', () => {
  test('is taken though a better one works', async () => {
    assert.equal(backendOf(await chosenOn(linux(lay(HOSTS.v2Root)), 'signals')), 'signals');
    assert.equal(backendOf(await chosenOn(linux(lay(HOSTS.v2Root)), 'none')), 'none');
  });
  test('is an error with its reason and a hint where it does not work', async () => {
    await assert.rejects(chosenOn(linux(lay(HOSTS.v1Bare)), 'cgroup-v2'), (error) => {
      assert.ok(error instanceof Refusal);
      assert.match(error.message, /--limits cgroup-v2 does not work here: no cgroup v2 is mounted/);
      assert.match(error.hint, /cgroup v2/);
      return true;
    });
  });
});

test('an environment that is refused one of its limits leaves no group behind', async () => {
  const folder = lay(HOSTS.v1Bare);
  const limits = await chooseLimits(linux(folder), 'kelvin-1-2', 'cgroup-v1');
  const [cpu = '', memory = ''] = ['cpu', 'memory'].map((it) => join(folder, 'sys/fs/cgroup', it, 'kelvin-1-2'));
  // In place of a group that takes no limit.
  writeFileSync(join(memory, 'refused'), '');
  assert.throws(() => limits.environment('refused', megabytes(128)));
  assert.ok(!readdirSync(cpu).includes('refused'));
  await limits.remove();
});
