import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Bench } from '../../harness.js';
import { childrenOf } from '../../host-processes.js';

const skip = !existsSync('/proc/self/task') && 'no /proc here';

test('a function that is stopped for its quota leaves nobody behind that waits for it', { skip }, async () => {
  const bench = await Bench.start({ limits: 'signals' });
  await bench.create(
    'busy',
    { 'index.js': 'exports.handler = () => { const end = Date.now() + 300; while (Date.now() < end); };' },
    { MemorySize: 128 },
  );
  await bench.invoke('busy');
  await bench.close();
  for (let i = 0; i < 2000 && childrenOf(process.pid).length > 0; i++) await sleep(10);
  assert.deepEqual(childrenOf(process.pid), []);
});
