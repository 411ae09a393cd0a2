import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeleteFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { Bench } from './harness.js';

/** What keeps a process alive: sockets, servers, pipes, children, timers. */
const resources = (): string => process.getActiveResourcesInfo().sort().join(' ');

async function until(what: () => string, wanted: string): Promise<void> {
  const end = Date.now() + 60_000;
  while (what() !== wanted) {
    if (Date.now() > end) assert.equal(what(), wanted);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What it is when it has not changed for two seconds: keepers are made one by one when nothing runs. */
async function settled(what: () => string): Promise<string> {
  let last = what();
  for (let unchanged = 0; unchanged < 40; unchanged++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (what() !== last) unchanged = 0;
    last = what();
  }
  return last;
}

test('neither many invocations nor environments that come and go leave anything behind', async (t) => {
  const warnings: Error[] = [];
  const warn = (warning: Error): unknown => warnings.push(warning);
  process.on('warning', warn);
  const bench = await Bench.start();
  t.after(() => bench.close());
  const source = { 'index.js': 'exports.handler = async (e) => e.exit ? process.exit(1) : e' };
  const invoke = (name: string, event: object = {}) =>
    bench.lambda.send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }));
  await bench.create('stays', source);
  await invoke('stays');
  const before = await settled(resources);
  for (let count = 0; count < 300; count++) await invoke('stays');
  await until(resources, before);
  for (let count = 0; count < 5; count++) {
    await bench.create('goes', source);
    await invoke('goes');
    await invoke('goes', { exit: true });
    await invoke('goes');
    await bench.lambda.send(new DeleteFunctionCommand({ FunctionName: 'goes' }));
  }
  // A burst has more keepers made ahead for the next one, and each rest without one fewer.
  for (let count = 0; count < 8; count++) {
    await invoke('stays');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await until(resources, before);
  await bench.close();
  process.off('warning', warn);
  assert.deepEqual(warnings, []);
});
