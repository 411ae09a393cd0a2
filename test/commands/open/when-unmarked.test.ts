import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { readUnmarked, whenUnmarked } from '../../../src/commands/open/when-unmarked.js';
import { connect } from '../../../src/target/index.js';
import { emulatedAccount } from '../load/load-run.js';

const { account, emulator } = await emulatedAccount(after);
await account.make('orders', 5);
const connection = await connect({ endpointUrl: emulator.endpoint, region: 'us-east-1' });
after(async () => connection.close());

const set = (MemorySize: number, Description: string) =>
  account.client.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'orders', MemorySize, Description }));
const said: string[] = [];
const waiting = { signal: new AbortController().signal, say: (line: string) => void said.push(line) };

test("waits until another run has put a function back, and takes no size of that run for the function's own", async () => {
  await set(1769, 'is orders [kelvin 0123456789ab 3]');
  const patience = { pauseMs: 5, longestMs: 60_000 };
  const reading = [whenUnmarked, readUnmarked].map((read) => read(connection, { name: 'orders' }, waiting, patience));
  while (said.length === 0) await sleep(5);
  assert.deepEqual(new Set(said), new Set(['waiting until another run has put $LATEST of orders back']));
  await set(640, 'is orders');
  const found = (await Promise.all(reading)).map((it) => ('configuration' in it ? it.configuration : it));
  for (const it of found) assert.deepEqual([it.MemorySize, it.Description], [640, 'is orders']);
});

test('what a run that has died has left is told, with what puts it back', async () => {
  await set(1769, 'is orders [kelvin 0123456789ab 3]');
  await assert.rejects(readUnmarked(connection, { name: 'orders' }, waiting, { pauseMs: 1, longestMs: 0 }), {
    message: '$LATEST of orders is at a size and with the mark of another run of Kelvin, and not as its owner has it',
    hint: /"kelvin restore --function orders" puts the function back/,
  });
});
