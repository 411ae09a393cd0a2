import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type Diagnosis, diagnosisSchema } from '../../src/analysis/index.js';
import { EXIT_CODES } from '../../src/commands/exit-code.js';
import {
  familyOf,
  isLinux,
  kelvin,
  kelvinHere,
  NO_AWS,
  startKelvin,
  survivors,
  temporaryFolder,
  until,
} from './kelvin.js';

const folder = temporaryFolder(after);
const env = { ...NO_AWS, TMPDIR: folder };

/** On a machine with others on it, it may well find that nothing is to be trusted. */
const exitOf = ({ trust }: Diagnosis): number => EXIT_CODES[trust === 'untrusted' ? 'untrusted' : 'ok'].code;

const leftovers = (): string[] => readdirSync(folder).filter((name) => name.startsWith('kelvin-'));

describe('kelvin doctor', () => {
  it('measures one size as JSON, by its schema, and leaves nothing', async () => {
    const { code, stdout, stderr } = await kelvin(['doctor', '--memory', '512', '--json'], { env });
    assert.equal(stderr, '');
    const diagnosis = diagnosisSchema.parse(JSON.parse(stdout));
    assert.equal(code, exitOf(diagnosis));
    assert.deepEqual(
      diagnosis.shares.map(({ memorySizeMB }) => memorySizeMB),
      [512],
    );
    // How near it came is for a quiet machine to say: here it has to have been measured.
    assert.ok((diagnosis.shares[0]?.gotRatio?.n ?? 0) >= 2);
    assert.equal(diagnosis.speed.groups, 6);
    assert.ok((diagnosis.speed.startMs?.value ?? 0) > 0);
    assert.equal(diagnosis.memory.outcome, diagnosis.facts.memory.enforced ? 'killed' : 'survived');
    assert.deepEqual(leftovers(), []);
  });

  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    it(`leaves no process, group or folder when ${signal} comes`, { skip: !isLinux }, async () => {
      const run = startKelvin(['doctor', '--memory', '128'], { env });
      const pid = run.child.pid ?? 0;
      await until('a process that computes', () => run.child.exitCode !== null || burnersOf(pid).length > 0);
      const family = familyOf(pid);
      run.child.kill(signal);
      const { code } = await run.finished;
      if (signal === 'SIGINT') assert.equal(code, EXIT_CODES.interrupted.code);
      await until('the end of all of them', () => survivors(family).length === 0 && leftovers().length === 0);
      assert.deepEqual(groupsOf(pid), []);
    });
  }

  it('measures the backend that is asked for, writes a file where one is named, and prints the report all the same', async () => {
    const file = join(folder, 'diagnosis.json');
    const asked = ['doctor', '--memory', '1769', '--limits', 'signals', '--json', file];
    const { code, stdout } = await kelvin(asked, { env });
    const diagnosis = diagnosisSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    assert.equal(code, exitOf(diagnosis));
    const { cpu } = diagnosis.facts;
    assert.equal(cpu.enforced && cpu.backend, 'signals');
    assert.match(stdout, /memory size {2}vCPU due/);
    assert.match(stdout, /Cold starts:/);
  });

  it('says where the backend that is asked for is none', async () => {
    const { code, stderr } = await kelvinHere(['doctor', '--limits', 'magic']);
    assert.match(stderr, /--limits magic is none that there is/);
    assert.equal(code, EXIT_CODES.usage.code);
  });

  it('refuses what is no memory size, and more sizes than it has time for', async () => {
    for (const [typed, message] of [
      ['64', /--memory 64 is no memory size/],
      ['512,many', /--memory many is no memory size/],
      ['128,256,512,1024,1769,3008', /--memory names 6 sizes/],
    ] as const) {
      const { code, stderr } = await kelvinHere(['doctor', '--memory', typed]);
      assert.equal(code, EXIT_CODES.usage.code);
      assert.match(stderr, message);
    }
  });
});

const burnersOf = (pid: number) =>
  [...familyOf(pid)].filter((name) => {
    try {
      return readFileSync(`/proc/${name.split('@')[0]}/cmdline`, 'latin1').includes('burn.cjs');
    } catch {
      return false;
    }
  });

/** Groups that carry the name of a process's emulator, wherever cgroups are mounted. */
function groupsOf(pid: number): string[] {
  const root = '/sys/fs/cgroup';
  if (!existsSync(root)) return [];
  const all = [root, ...readdirSync(root).map((name) => join(root, name))];
  return all.flatMap((parent) => {
    try {
      return readdirSync(parent).filter((name) => name.startsWith(`kelvin-${pid}-`));
    } catch {
      return [];
    }
  });
}
