import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from '../../../../src/emulator/index.js';
import { milliseconds } from '../../../../src/units/index.js';
import { tell } from './boot.js';
import { groupOf, groupsUnder } from './groups.js';
import { PlainClient } from './plain-client.js';

/** Runs in the kernel that the test boots: an emulator, functions that show their limits, and what is left of them. */
const [name = '', workFolder = '', more = ''] = process.argv.slice(2);

const CODE = `
let ticks = 0;
setInterval(() => ticks++, 1);
const burn = () => {
  const start = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(start);
    if (user + system > 150_000) return 'burnt';
  }
};
exports.handler = async (event) => {
  if (event.burn) return burn();
  if (event.where) return require('node:fs').readFileSync('/proc/self/cgroup', 'utf8').trim();
  return ticks;
};`;

/** In INIT, where it has the whole CPU: every page that is touched takes its time in a kernel that is a process. */
const HUNGRY = 'const held = []; for (;;) held.push(Buffer.alloc(1e7, 1));';

/** The group that the program was started in. */
const top = groupOf('self');

async function look(endpoint: string): Promise<object> {
  const client = new PlainClient(endpoint);
  await client.create('probe', CODE, 443);
  const before = Number((await client.invoke('probe')).payload);
  const burnt = await client.invoke('probe', { burn: true });
  const group = String((await client.invoke('probe', { where: true })).payload);
  const read = (file: string): string =>
    readFileSync(join(group.replace('0::', '/sys/fs/cgroup'), file), 'utf8').trim();
  await sleep(1000);
  const frozen = read('cgroup.freeze');
  const ticks = Number((await client.invoke('probe')).payload) - before;
  const limits = { cpu: read('cpu.max'), memory: read('memory.max'), pids: read('pids.max') };
  if (more !== 'memory too') return { quarterMs: burnt.durationMs, group, limits, frozen, ticks };
  await client.create('hungry', HUNGRY, 128);
  const outOfMemory = (await client.invoke('hungry')).payload;
  return { quarterMs: burnt.durationMs, group, limits, frozen, ticks, outOfMemory };
}

const emulator = await startEmulator({ port: 0, transition: milliseconds(0), workFolder });
const { cpu, memory } = emulator.facts;
const found = await look(emulator.endpoint);
await emulator.close();
tell({ name, cpu, memory, ...found, left: groupsUnder(top), back: groupOf('self') === top });
