import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hostObservationSchema } from '../../../src/recording/index.js';
import { Bench } from '../harness.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
  await bench.create('busy', {
    'index.js':
      'exports.handler = async (ms) => { const end = process.cpuUsage().user + ms * 1000; while (process.cpuUsage().user < end); }',
  });
});
after(() => bench.close());

async function invoke(headers: Record<string, string>, event: unknown = 30, { emulator } = bench) {
  const url = `${emulator.endpoint}/2015-03-31/functions/busy/invocations`;
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(event), headers });
  await answer.arrayBuffer();
  return answer.headers.get('x-kelvin-host');
}
const TAIL = { 'x-amz-log-type': 'Tail' };
const OBSERVE = { ...TAIL, 'x-kelvin-observe': 'host' };

test('nobody who does not ask for it is told of the host', async () => {
  assert.equal(await invoke({}), null);
  assert.equal(await invoke(TAIL), null);
});

test('nor is who does not wait for the report', async () => {
  assert.equal(await invoke({ 'x-kelvin-observe': 'host' }), null);
});

test('who asks is told what the host did, in figures that a recording takes', async (t) => {
  if (process.platform !== 'linux') return t.skip('there are no such counters');
  const observed = hostObservationSchema.strict().parse(JSON.parse((await invoke(OBSERVE)) ?? '{}'));
  assert.ok(observed.cpuTimeMs >= 29 && observed.observedMs >= 29, JSON.stringify(observed));
  assert.ok(observed.waitingMs !== undefined && observed.otherCpuTimeMs !== undefined, JSON.stringify(observed));
});

test('each invocation has its own: what came before is not in it', async (t) => {
  if (process.platform !== 'linux') return t.skip('there are no such counters');
  await invoke(OBSERVE, 400);
  const { cpuTimeMs } = hostObservationSchema.parse(JSON.parse((await invoke(OBSERVE, 10)) ?? '{}'));
  assert.ok(cpuTimeMs >= 9 && cpuTimeMs < 300, String(cpuTimeMs));
});

test('children count where no group lists the processes, too', async (t) => {
  if (process.platform !== 'linux') return t.skip('there are no such counters');
  const signals = await Bench.start({ limits: 'signals' });
  t.after(() => signals.close());
  // It says when it has used its 200 ms, and lives on.
  const child =
    'const end = 200000; while (process.cpuUsage().user < end); process.stdout.write("done"); setInterval(() => {}, 1000);';
  await signals.create('busy', {
    'index.js': `
      const { spawn } = require('node:child_process');
      exports.handler = () => new Promise((resolve) => {
        const child = spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: ['ignore', 'pipe', 'inherit'] });
        child.stdout.once('data', () => resolve(1));
      });`,
  });
  const { cpuTimeMs } = hostObservationSchema.parse(JSON.parse((await invoke(OBSERVE, {}, signals)) ?? '{}'));
  assert.ok(cpuTimeMs >= 190, String(cpuTimeMs));
});
