import { after, test } from 'node:test';
import { Actor } from './actor.js';
import { JavaScriptDriver } from './drivers/javascript.js';
import { Emulators } from './emulators.js';
import { Ledger } from './ledger.js';
import { every } from './sampling.js';
import { packages } from './scenarios/packages.js';

const driver = new JavaScriptDriver();
const emulators = new Emulators();
after(async () => {
  await emulators.close();
  await driver.close();
});

/**
 * Through one client, as none treats them in a way of its own, and in a process of its own: one that has held so much takes
 * ten times as long to start another, which is nearly all that the other scenarios do.
 */
test('packages of the largest sizes are refused', async () => {
  const { endpoint, moveOn } = await emulators.stage();
  const place = { endpoint, region: 'js-packages-1' };
  const rest = { scenario: packages.name, ledger: new Ledger(), choice: every, moveOn };
  await packages.run(new Actor({ driver, hand: driver, place, ...rest }));
});
