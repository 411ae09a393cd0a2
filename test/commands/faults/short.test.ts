import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startEmulator } from '../../../src/emulator/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { clientsOf, describePlan, planOf, runSeed } from '../../fixtures/faults/index.js';
import { isLinux } from '../kelvin.js';

/** Each command is killed once, with its caretaker or without; `npm run test:faults` has 200 runs. */
const SEEDS = [40, 22, 9, 251];

const emulator = await startEmulator({ port: 0, transition: milliseconds(20), preferFunctions: true });
const clients = clientsOf(emulator.endpoint);
after(async () => {
  clients.lambda.destroy();
  clients.logs.destroy();
  await emulator.close();
});

const onLinux = { skip: isLinux ? false : 'processes are found through /proc' };
for (const seed of SEEDS) {
  const plan = planOf(seed);
  test(`nothing is left changed, lost or wrong: ${describePlan(plan)}`, onLinux, async () => {
    const { complaints, story, finished } = await runSeed(plan, emulator.endpoint, clients);
    assert.deepEqual(complaints, [], `${story}\n${finished.stdout}\n${finished.stderr}`);
  });
}
