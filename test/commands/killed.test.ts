import assert from 'node:assert/strict';
import { globSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readCheckRecording, readRecording } from '../../src/recording/index.js';
import {
  familyOf,
  isLinux,
  linesOf,
  ROOT,
  type Running,
  startKelvin,
  survivors,
  temporaryFolder,
  until,
} from './kelvin.js';

const folder = temporaryFolder(after);
mkdirSync(join(folder, 'code'));
const HANDLER = join(folder, 'code', 'handler.mjs');
/** Each invocation leaves a child of its own spinning, in a session of its own: the worst that a function can leave. */
writeFileSync(
  HANDLER,
  `import { spawn } from 'node:child_process';
export const handler = async () => {
  spawn('/bin/sh', ['-c', 'while :; do :; done'], { detached: true, stdio: 'ignore' }).unref();
  await new Promise((resolve) => setTimeout(resolve, 30));
};
`,
);
const LONG = ['--memory', '256,512', '--cold', '50', '--warm', '500'];
const onLinux = { skip: isLinux ? false : 'processes are counted through /proc' };

/** A run that has measured something, with all the processes that belong to it. */
async function runUntilMeasuring(
  args: readonly string[],
  out: string,
): Promise<{ run: Running; family: Set<string>; path: string }> {
  const path = join(out, 'recording.jsonl');
  const run = startKelvin(['tune', ...args, '--out', out]);
  await until(`measuring (${run.output()})`, () => linesOf(path) > 4);
  return { run, family: familyOf(run.child.pid ?? 0), path };
}

/** cgroups of the emulators among these processes: they carry the emulator's process id in their name. */
const cgroupsOf = (family: Set<string>): string[] =>
  [...family].flatMap((name) => globSync(`/sys/fs/cgroup/**/kelvin-${name.split('@')[0]}-*`));

/** Everything that was there before the kill is gone. */
async function assertNothingLeft(family: Set<string>): Promise<void> {
  const names = [...family] as Parameters<typeof survivors>[0];
  await until('the end of every process', () => survivors(names).length === 0).catch(() => {
    assert.deepEqual(survivors(names), [], 'processes are left');
  });
  await until('the end of every cgroup', () => cgroupsOf(family).length === 0);
}

test('SIGKILL in the middle of a run: the recording reads, no process and no cgroup is left', onLinux, async () => {
  const { run, family, path } = await runUntilMeasuring([HANDLER, ...LONG], join(folder, 'killed'));
  assert.ok(family.size >= 3, `only ${family.size} processes were found`);
  const groups = cgroupsOf(family);
  run.child.kill('SIGKILL');
  assert.equal((await run.finished).signal, 'SIGKILL');
  await assertNothingLeft(family);
  const { header, measurements, end } = readRecording(path);
  assert.ok(measurements.length >= 3);
  assert.equal(end, undefined);
  assert.equal(
    groups.length > 0,
    header.target.cpu?.enforced,
    'the cgroups were not found, so their end shows nothing',
  );
});

test('SIGINT: reports what there is, exit code 130, nothing left', onLinux, async () => {
  const out = join(folder, 'interrupted');
  const { run, family, path } = await runUntilMeasuring([HANDLER, ...LONG], out);
  run.child.kill('SIGINT');
  const { code, stdout } = await run.finished;
  assert.equal(code, 130);
  await assertNothingLeft(family);
  const { measurements, end, unreadable } = readRecording(path);
  assert.ok(measurements.length >= 3);
  assert.equal(end?.reason, 'interrupted');
  assert.deepEqual(unreadable, []);
  assert.deepEqual(readdirSync(out).sort(), ['recording.jsonl', 'report.html', 'result.json', 'summary.md']);
  assert.match(stdout, /interrupted/);
});

test('SIGKILL in the middle of a check: the recording reads, no process and no cgroup is left', onLinux, async () => {
  const out = join(folder, 'check');
  const path = join(out, 'recording.jsonl');
  const run = startKelvin(['check', HANDLER, '--self', '--out', out]);
  await until(`measuring (${run.output()})`, () => linesOf(path) > 8);
  const family = familyOf(run.child.pid ?? 0);
  run.child.kill('SIGKILL');
  await run.finished;
  await assertNothingLeft(family);
  const { measurements, end } = readCheckRecording(path);
  assert.ok(measurements.length >= 7);
  assert.equal(end, undefined);
});

test('a scenario with a service leaves no service behind when it is killed', onLinux, async () => {
  const out = join(folder, 'service');
  const scenario = join(ROOT, 'scenarios', 'io-bound.yaml');
  const { run, family } = await runUntilMeasuring([scenario, '--warm', '500'], out);
  run.child.kill('SIGKILL');
  await run.finished;
  await assertNothingLeft(family);
});
