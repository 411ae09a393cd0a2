import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { atUsualPriority, preferFunctions } from '../../../src/emulator/limits/preference.js';

const isRoot = process.getuid?.() === 0;

test('the groups of functions weigh a hundred times the usual, where the kernel has weights', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-preference-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'cpu.shares'), '1024');
  preferFunctions([folder, join(folder, 'no such group')])();
  assert.equal(readFileSync(join(folder, 'cpu.shares'), 'utf8'), '102400');
});

test('the emulator has its own priority back in the end', () => {
  const before = getPriority();
  const end = preferFunctions([]);
  assert.ok(!isRoot || getPriority() < before);
  end();
  assert.equal(getPriority(), before);
});

/** What a process and those that it starts at once find as their priority. */
const NICE = ['sh', ['-c', 'nice; nice']] as const;

test('a function that a preferred emulator starts has the usual priority from its first instruction', async (t) => {
  if (!isRoot) return t.skip('only root may raise a priority');
  t.after(preferFunctions([]));
  const preferred = getPriority();
  const child = atUsualPriority(() => spawn(...NICE));
  assert.equal(getPriority(), preferred);
  assert.equal(await text(child.stdout), '0\n0\n');
});

test('a function of an emulator that was started at a low priority keeps that', async () => {
  const module = new URL('../../../src/emulator/limits/preference.js', import.meta.url).href;
  const program = `
    const { atUsualPriority } = await import(${JSON.stringify(module)});
    const { spawn } = await import('node:child_process');
    atUsualPriority(() => spawn('nice', { stdio: 'inherit' }));`;
  const child = spawn('nice', ['-n', '5', process.execPath, '--input-type=module', '-e', program]);
  assert.equal(await text(child.stdout), `${getPriority() + 5}\n`);
});

/**
 * What a session weighs, before and while functions are preferred and after it. Starts the program as the embedded emulator
 * is started, or within the session of the tests. A process that descends from init without a session of its own, as all of
 * a container may, has no autogroup to show: the file is empty then (proc_sched_autogroup_show_task in
 * kernel/sched/autogroup.c, Linux 6.18).
 */
async function sessionPriority(detached: boolean): Promise<readonly string[]> {
  const module = new URL('../../../src/emulator/limits/preference.js', import.meta.url).href;
  const program = `
    const { preferFunctions } = await import(${JSON.stringify(module)});
    const { readFileSync } = await import('node:fs');
    const told = () => readFileSync('/proc/self/autogroup', 'utf8').replace(/.* nice /, '').trim();
    const before = told();
    const end = preferFunctions([]);
    const during = told();
    end();
    console.log(JSON.stringify([before, during, told()]));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { detached });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

const noSessions = !isRoot || !existsSync('/proc/self/autogroup') ? 'only root may prefer a session, of Linux' : false;

test('an emulator that leads a session has it preferred as long as it runs', { skip: noSessions }, async () => {
  assert.deepEqual(await sessionPriority(true), ['0', '-20', '0']);
});

test('the session of a terminal stays as it was', { skip: noSessions }, async () => {
  const [before, ...later] = await sessionPriority(false);
  assert.deepEqual(later, [before, before]);
});
