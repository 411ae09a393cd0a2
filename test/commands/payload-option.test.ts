import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { payloadsOf } from '../../src/commands/payload-option.js';
import { ScenarioError } from '../../src/scenario/index.js';
import { temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
const at = (name: string): string => join(folder, name);
for (const name of ['a', 'b', 'empty']) mkdirSync(at(name));
writeFileSync(at('a/one.json'), '{"n":1}\n');
writeFileSync(at('a/two.json'), '{"n":2}');
writeFileSync(at('a/notes.txt'), 'no payload');
writeFileSync(at('b/one.json'), '{"n":12345678901234567890}');
writeFileSync(at('b/odd=2'), '"odd"');

const read = async (...typed: string[]) =>
  (await payloadsOf(typed)).map(({ name, weight, body }) => `${name} ${weight} ${body}`);
const refused = (...typed: string[]) =>
  payloadsOf(typed).then(
    () => assert.fail('it was read'),
    (error: unknown) => (error instanceof ScenarioError ? error.message : assert.fail(String(error))),
  );

test('a file, with a weight or without, is sent as it is written', async () => {
  assert.deepEqual(await read(at('a/one.json')), ['one.json 1 {"n":1}']);
  assert.deepEqual(await read(`${at('a/one.json')}=9`, `${at('a/two.json')}=0.5`), [
    'one.json 9 {"n":1}',
    'two.json 0.5 {"n":2}',
  ]);
  assert.deepEqual(await read(at('b/odd=2')), ['odd=2 1 "odd"']);
});

test('a folder is all JSON files in it, each with its weight', async () => {
  assert.deepEqual(await read(`${at('a')}=3`), ['one.json 3 {"n":1}', 'two.json 3 {"n":2}']);
});

test('files of one name are told apart', async () => {
  const two = await read(at('a/one.json'), at('b/one.json'));
  assert.deepEqual(two, [`${at('a/one.json')} 1 {"n":1}`, `${at('b/one.json')} 1 {"n":12345678901234567890}`]);
  const folders = await read(at('a'), at('b'));
  assert.deepEqual(
    folders.map((it) => it.split(' ')[0]),
    ['a/one.json', 'a/two.json', 'b/one.json'],
  );
});

test('JSON itself is sent letter for letter, over several lines too', async () => {
  assert.deepEqual(await read('{"big": 12345678901234567890}'), ['payload-1 1 {"big": 12345678901234567890}']);
  assert.deepEqual(await read('{\n"n": 1}'), ['payload-1 1 {\n"n": 1}']);
  assert.deepEqual(await read('{\n"n": 1}=4', '[\n2]'), ['payload-1 4 {\n"n": 1}', 'payload-2 1 [\n2]']);
  assert.deepEqual(await read('{"n": 1}=4', 'null'), ['payload-1 4 {"n": 1}', 'payload-2 1 null']);
});

test('- is standard input', async () => {
  const [payload] = await payloadsOf(['-=2'], Readable.from(['{"n":', '7}\n']));
  assert.deepEqual(payload, { name: 'stdin', weight: 2, body: '{"n":7}' });
});

test('says what is wrong with all of them at once', async () => {
  const message = await refused('{"n": 1', 'missing.json', at('empty'), `${at('a/one.json')}=0`);
  assert.match(message, /--payload: payload-1 is not JSON/);
  assert.match(message, /no such file: .*missing\.json; expected a JSON file/);
  assert.match(message, /has no \.json file; expected at least one/);
  assert.match(message, /got 0; expected a number above 0/);
});
