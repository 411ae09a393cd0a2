import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadScenario, readLoadScenario, scenarioForFunction, withOverrides } from '../../src/scenario/index.js';
import { inFolder, scenarioErrorOf } from './helpers.js';

const file = (more: string) => ({ 'scenario.yaml': `function: { name: orders }\n${more}` });
const read = (more: string) => inFolder(file(more), (folder) => loadScenario(join(folder, 'scenario.yaml')));

test('a command runs in the folder of the file, a function is named as any other, and an hour is not waited', async () => {
  await inFolder(file('hooks: { before: ./seed.sh, after: "function:clean:live" }'), async (folder) => {
    assert.deepEqual((await loadScenario(join(folder, 'scenario.yaml'))).hooks, {
      before: { kind: 'command', command: './seed.sh', folder },
      after: { kind: 'function', name: 'clean', qualifier: 'live' },
      ...{ each: 'invocation', payloadFromBefore: false, timeoutMs: 60_000 },
    });
  });
});

test('reads how often, whose output is sent, how long, and which errors are answers', async () => {
  const scenario = await read(
    'hooks: { before: seed, payloadFromBefore: true, timeout: 2m }\nallowErrors: [NoSuchOrder, NoSuchOrder]',
  );
  assert.deepEqual([scenario.hooks?.payloadFromBefore, scenario.hooks?.timeoutMs], [true, 120_000]);
  assert.deepEqual(scenario.allowedErrors, ['NoSuchOrder']);
  assert.equal((await read('hooks: { after: clean, each: visit }')).hooks?.each, 'visit');
});

test('says what is wrong with hooks, all at once', async () => {
  const { message } = await scenarioErrorOf(() =>
    read('hooks: { before: "function:a b", each: always, timeout: 0 }\nallowErrors: []'),
  );
  assert.match(message, /hooks\.each: got "always"; expected invocation or visit/);
  assert.match(message, /hooks\.timeout: got 0; expected a whole number of seconds/);
  assert.match(message, /allowErrors: got \[\]; expected a list of error types/);
  const named = await scenarioErrorOf(() => read('hooks: { before: "function:a b" }'));
  assert.match(named.message, /hooks\.before: got "a b"; expected the name or ARN of a function/);
  assert.match((await scenarioErrorOf(() => read('hooks: {}'))).message, /hooks: has no hook; expected `before`/);
});

test('a payload can only come of a hook before each invocation', async () => {
  const after = await scenarioErrorOf(() => read('hooks: { after: clean, payloadFromBefore: true }'));
  assert.match(after.message, /hooks\.payloadFromBefore: there is no hook before/);
  const visit = await scenarioErrorOf(() => read('hooks: { before: seed, each: visit, payloadFromBefore: true }'));
  assert.match(visit.message, /hooks\.payloadFromBefore: is for a hook before each invocation/);
});

test('the command line replaces a hook and adds errors, and its command runs where it was typed', async () => {
  const scenario = await read('hooks: { before: seed, after: clean, timeout: 5 }\nallowErrors: [A]');
  const changed = withOverrides(scenario, { before: 'other', each: 'visit', allowErrors: ['B', 'A'] });
  assert.deepEqual(changed.hooks?.before, { kind: 'command', command: 'other', folder: process.cwd() });
  assert.deepEqual(changed.hooks?.after, scenario.hooks?.after);
  assert.deepEqual([changed.hooks?.each, changed.hooks?.timeoutMs], ['visit', 5000]);
  assert.deepEqual(changed.allowedErrors, ['A', 'B']);
});

test('options of hooks need a hook', async () => {
  const { message } = await scenarioErrorOf(() =>
    withOverrides(scenarioForFunction('orders'), { each: 'visit', payloadFromBefore: true }),
  );
  assert.match(message, /--each: there are no hooks; expected --before or --after too/);
  assert.match(message, /--payload-from-before: there are no hooks/);
});

test('a load has the same hooks and errors', async () => {
  const source = { kind: 'function', name: 'orders' } as const;
  const load = await readLoadScenario(source, { load: 'burst 4', after: 'clean', allowErrors: ['A'] });
  assert.deepEqual([load.hooks?.after?.kind, load.allowedErrors], ['command', ['A']]);
});
