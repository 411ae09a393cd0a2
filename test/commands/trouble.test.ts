import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readRecording } from '../../src/recording/index.js';
import { tinyDisk } from '../fixtures/tiny-disk.js';
import { isLinux, kelvin, kelvinHere, linesOf, ROOT, startKelvin, temporaryFolder, until } from './kelvin.js';

/** Trouble in the middle of a run: one clear message, and nothing that was measured is lost. */
const folder = temporaryFolder(after);
mkdirSync(join(folder, 'code'));
const HANDLER = join(folder, 'code', 'handler.mjs');
writeFileSync(HANDLER, 'export const handler = async () => 1;\n');
const LONG = ['--memory', '512,1024', '--cold', '20', '--warm', '200'];

test('a full disk ends the run, keeps the recording and says so', async (t) => {
  const disk = tinyDisk(join(folder, 'tiny'), 24, (clean) => t.after(clean));
  if (disk === undefined) return t.skip('mounting a small file system needs root');
  const { code, stderr } = await kelvin(['tune', HANDLER, ...LONG, '--out', join(disk, 'run')]);
  assert.equal(code, 3, stderr);
  assert.match(stderr, /cannot be written: the disk is full\n {2}hint: /);
  assert.ok(!/^\s+at /m.test(stderr));
  const { measurements, unreadable } = readRecording(join(disk, 'run', 'recording.jsonl'));
  assert.ok(measurements.length > 10);
  assert.deepEqual(unreadable, []);
  // The beginning of a view would be taken for one.
  assert.deepEqual(readdirSync(join(disk, 'run')), ['recording.jsonl']);
});

test('a disk that is full from the start is one clear error, and no empty recording is left', async (t) => {
  const disk = tinyDisk(join(folder, 'full'), 8, (clean) => t.after(clean));
  if (disk === undefined) return t.skip('mounting a small file system needs root');
  mkdirSync(join(disk, 'run'));
  writeFileSync(join(disk, 'rest'), 'x'.repeat(8192), { flag: 'a' });
  const { code, stderr } = await kelvinHere(['tune', HANDLER, ...LONG, '--out', join(disk, 'run')]);
  assert.equal(code, 3, stderr);
  assert.match(stderr, /cannot be written: the disk is full/);
  assert.deepEqual(readdirSync(join(disk, 'run')), []);
});

test('a service that cannot start says why, at once', async () => {
  const scenario = join(folder, 'service.yaml');
  const lines = ['name: service', 'function: { code: code, handler: handler.handler, runtime: nodejs24.x }'];
  writeFileSync(scenario, [...lines, 'services: { backend: { run: [no-such-program] } }', ''].join('\n'));
  const { code, stderr } = await kelvinHere(['tune', scenario, '--out', join(folder, 'service')]);
  assert.equal(code, 3);
  assert.match(stderr, /the service backend did not print its address: .*no-such-program.*not found/);
});

/** Process ids of the children of a process. Linux only. */
const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
const isEmulator = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('emulate');
  } catch {
    return false;
  }
};

test('an emulator that dies ends the run with a message, and what was measured is reported', {
  skip: !isLinux && 'needs /proc',
}, async () => {
  const out = join(folder, 'orphan');
  const run = startKelvin(['tune', HANDLER, ...LONG, '--out', out]);
  await until('measuring', () => linesOf(join(out, 'recording.jsonl')) > 4);
  const emulator = childrenOf(run.child.pid ?? 0).find(isEmulator);
  assert.ok(emulator !== undefined);
  process.kill(emulator, 'SIGKILL');
  const { code, stderr } = await run.finished;
  assert.equal(code, 3);
  assert.match(stderr, /the emulator ended in the middle of the run \(SIGKILL\)\n {2}hint: /);
  assert.equal(readRecording(join(out, 'recording.jsonl')).end?.reason, 'failed');
  assert.deepEqual(readdirSync(out).sort(), ['recording.jsonl', 'report.html', 'result.json', 'summary.md']);
});

test('a recording that is there already is not written over', async () => {
  const out = join(folder, 'twice');
  const args = ['tune', HANDLER, '--memory', '512', '--cold', '1', '--warm', '6', '--out', out];
  const before = readFileSync(join(ROOT, 'reports/example/recording.jsonl'));
  mkdirSync(out);
  writeFileSync(join(out, 'recording.jsonl'), before);
  const { code, stderr } = await kelvinHere(args);
  assert.equal(code, 2);
  assert.match(stderr, /recording\.jsonl exists already\n {2}hint: .*--out/);
  assert.ok(before.equals(readFileSync(join(out, 'recording.jsonl'))));
});
