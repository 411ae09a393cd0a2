import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Processes } from '../../../../src/emulator/environment/processes/processes.js';
import type { EnvironmentLimits } from '../../../../src/emulator/limits/limits.js';
import { Watchdog } from '../../../../src/emulator/limits/watchdog.js';
import { childrenOf, isRunning } from '../../host-processes.js';

const skip = process.platform !== 'linux' && 'setsid --fork --wait is of util-linux';

test('a program that is on its way still when all are killed does not begin afterwards', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-processes-'));
  t.after(() => rmSync(folder, { recursive: true }));
  // It waits at each until the other end is opened.
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  execFileSync('mkfifo', [first, second]);
  const watchdog = new Watchdog(join(folder, 'none'), [join(folder, 'none')]);
  t.after(() => watchdog.dismiss());
  const told: number[] = [];
  const limits: EnvironmentLimits = {
    ...{ entries: [first, second], started: (leader) => void told.push(leader), limitCpu() {}, freeze() {}, thaw() {} },
    ...{ outOfMemoryKills: () => 0, processes: () => [], kill: async () => true, remove: async () => {} },
  };
  const events = { onOutput() {}, onExit() {}, onEntered: () => assert.fail('it has begun') };
  const processes = new Processes(limits, watchdog, events);
  // As in a process namespace: who was started waits outside, and the program leads a group of its own.
  const entrance = { prefix: ['setsid', '--fork', '--wait'], become: [], ownUser: false };
  const variables = { PATH: '/usr/bin:/bin' };
  processes.start({}, { argv: ['/bin/sleep', '60'], cwd: '/', variables, entrance });
  const gates = [await open(first, 'r')];
  const [pid = 0] = childrenOf(process.pid).flatMap(childrenOf);
  assert.ok(isRunning(pid));
  await processes.kill(async () => {});
  gates.push(await open(second, 'r'));
  t.after(() => Promise.all(gates.map((gate) => gate.close())));
  for (let i = 0; i < 2000 && isRunning(pid); i++) await sleep(10);
  assert.deepEqual([isRunning(pid), told], [false, []]);
});
