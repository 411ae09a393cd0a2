import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadScenario, readPayloads } from '../../src/scenario/index.js';
import { inFolder, scenarioErrorOf } from './helpers.js';

const load = (payloads: string, files: Readonly<Record<string, string>> = {}) =>
  inFolder({ ...files, 's.yaml': `function: { name: resize }\n${payloads}\n` }, async (folder) => {
    const scenario = await loadScenario(join(folder, 's.yaml'));
    return scenario.payloads;
  });

const problemsOf = async (payloads: string, files: Readonly<Record<string, string>> = {}) =>
  (await scenarioErrorOf(() => load(payloads, files))).problems.map(({ field, message }) => `${field}: ${message}`);

test('sends JSON of the file, of another file and of a sample event', async () => {
  const payloads = await load(
    'payloads: [{ json: { a: [1, null] } }, { file: b/c.json }, { event: sqs, batchSize: 3 }]',
    {
      'b/c.json': ' {"big": 12345678901234567890} \n',
    },
  );
  assert.deepEqual(
    payloads.map(({ name }) => name),
    ['payload-1', 'c.json', 'sqs x 3'],
  );
  assert.equal(payloads[0]?.body, '{"a":[1,null]}');
  assert.equal(payloads[1]?.body, '{"big": 12345678901234567890}');
  assert.equal(JSON.parse(payloads[2]?.body ?? '').Records.length, 3);
});

test('a folder is a payload for each of its JSON files, by name in order', async () => {
  const files = { 'events/b.json': '2', 'events/a.json': '1', 'events/notes.md': 'none', 'one/a.json': '3' };
  assert.deepEqual(await load('payloads: [{ folder: events, weight: 2 }, { folder: one, name: other }]', files), [
    { name: 'a.json', weight: 2, body: '1' },
    { name: 'b.json', weight: 2, body: '2' },
    { name: 'other/a.json', weight: 1, body: '3' },
  ]);
});

test('says what is wrong with a folder of payloads', async () => {
  assert.deepEqual(await problemsOf('payload: { folder: events }', { 'events/a.json': '{', 'events/b.json': '}' }), [
    "payload.folder: a.json is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2); expected JSON",
    'payload.folder: b.json is not JSON: Unexpected token \'}\', "}" is not valid JSON; expected JSON',
  ]);
  const [empty] = await problemsOf('payload: { folder: events }', { 'events/a.txt': '' });
  assert.equal(empty, 'payload.folder: has no .json file; expected at least one');
  const twice = await problemsOf('payloads: [{ folder: e }, { file: e/a.json }]', { 'e/a.json': '1' });
  assert.deepEqual(twice, ['payloads[1].name: another payload is named a.json; expected one of its own']);
});

test('takes null and false for payloads like any other', async () => {
  assert.deepEqual(await load('payload: { json: null }'), [{ name: 'payload-1', weight: 1, body: 'null' }]);
  assert.deepEqual(await load('payload: { json: false, weight: 2, name: no }'), [
    { name: 'no', weight: 2, body: 'false' },
  ]);
});

test('refuses what JSON cannot hold, where it would be sent as null', async () => {
  assert.deepEqual(await problemsOf('payload: { json: { a: [.inf] } }'), [
    'payload.json: holds an infinity or no number at all; expected what JSON can hold',
  ]);
});

test('refuses a payload that is longer than Lambda takes', async () => {
  assert.deepEqual(
    await problemsOf('payload: { file: long.json }', { 'long.json': `"${'x'.repeat(7 * 1_048_576)}"` }),
    ['payload.file: 7.00 MB long; expected at most 6 MB, which Lambda takes'],
  );
});

test('refuses two payloads of one name, also of one that was not written', async () => {
  assert.deepEqual(await problemsOf('payloads: [{ event: sqs }, { event: sqs }]'), [
    'payloads[1].name: another payload is named sqs; expected one of its own',
  ]);
});

test('refuses `payload` beside `payloads`, and `batchSize` without `event`', async () => {
  assert.deepEqual(await problemsOf('payload: { json: 1 }\npayloads: [{ json: 1, batchSize: 2 }]'), [
    'payload: `payloads` is there too; expected only one of them',
    'payloads[0].batchSize: there is no `event` for it; expected `event` beside it',
  ]);
});

test('reads the payloads of a command line and names its option in problems', async () => {
  assert.deepEqual(await readPayloads([{ event: 'scheduled', name: 'tick' }], '.').then((all) => all[0]?.name), 'tick');
  const error = await scenarioErrorOf(() => readPayloads([{ file: 'none.json' }], '/tmp', '--event-file'));
  assert.equal(error.message, '--event-file.file: no such file: /tmp/none.json; expected a JSON file');
});
