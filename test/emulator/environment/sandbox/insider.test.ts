import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Insider } from '../../../../src/emulator/environment/sandbox/insider.js';
import { childrenOf, isRunning } from '../../host-processes.js';

const skip = process.platform !== 'linux' && 'there is no /proc to find it by';
const MODULE = new URL('../../../../src/emulator/environment/sandbox/insider.js', import.meta.url).href;

test('whoever opens sockets inside passes them out, and tells what the system says', async () => {
  const insider = new Insider([]);
  const server = (await insider.open('listen', '127.0.0.1', 0)) as Server;
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  await assert.rejects(insider.open('listen', '127.0.0.1', address.port), { code: 'EADDRINUSE' });
  server.close();
  insider.end();
});

for (const delayMs of [0, 20, 60, 150]) {
  test(`it ends with who asked, killed ${delayMs} ms after that`, { skip }, async () => {
    const program = `
      const { Insider } = await import(${JSON.stringify(MODULE)});
      new Insider([]).open('listen', '127.0.0.1', 0).catch(() => {});
      setInterval(() => {}, 1000);
      console.log('asked');`;
    const asker = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(asker.stdout, 'data');
    const insiders = childrenOf(asker.pid ?? 0);
    assert.equal(insiders.length, 1);
    await sleep(delayMs);
    asker.kill('SIGKILL');
    for (let i = 0; i < 3000 && insiders.some(isRunning); i++) await sleep(20);
    assert.deepEqual(insiders.filter(isRunning), []);
  });
}
