import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startKelvin, until } from '../kelvin.js';
import { argsFor, ENV, folder, HALVES, makeFunction, state } from './orders.js';

describe('kelvin apply that is ended early', () => {
  for (const [signal, name] of [
    ['SIGINT', 'interrupted'],
    ['SIGKILL', 'killed'],
  ] as const) {
    it(`puts all of it back when it is ${name} in the middle of a canary`, async () => {
      await makeFunction(HALVES);
      const was = await state();
      const args = argsFor(name, '--alias', 'live', '--canary', '10%', '--for', '10m');
      const { child, output, finished } = startKelvin(args, { env: ENV });
      await until('the canary', () => /gets 10 % of live from now on/.test(output()), 180_000);
      assert.notDeepEqual(await state(), was);
      child.kill(signal);
      const { code } = await finished;
      if (signal === 'SIGINT') assert.equal(code, 130);
      await until('the clean-up', () => !existsSync(join(folder, name, 'restore.jsonl')));
      assert.deepEqual(await state(), was);
    });
  }
});
