import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  type Change,
  Journal,
  type JournalRecord,
  journalHead,
  mayBeLeftText,
  readJournal,
  readLeftJournal,
} from '../../../src/target/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';

const folder = temporaryFolder(after);
const head = journalHead(
  { region: 'us-east-1', endpoint: 'http://127.0.0.1:9001', profile: 'prod' },
  {
    functionName: 'orders',
    marker: 'kelvin 0123456789ab',
    original: { memorySizeMB: 640, description: 'takes orders' },
  },
);
/** One of each kind. */
const CHANGES: readonly Change[] = [
  { kind: 'alias', name: 'kelvin-run' },
  { kind: 'configuration', memorySizeMB: 256, description: 'takes orders [kelvin 0123456789ab 1]' },
  { kind: 'version', description: 'kelvin 0123456789ab version 1' },
  { kind: 'published', version: '7' },
  { kind: 'function-url', alias: 'kelvin-0123456789ab' },
  { kind: 'function', name: 'kelvin-orders-0123456789ab' },
  { kind: 'provisioned-concurrency', qualifier: 'live', before: null, after: 3 },
  {
    kind: 'alias-target',
    name: 'live',
    before: { version: '1', weights: {} },
    after: { version: '7', weights: { '1': 0.9 } },
  },
];

function written(name: string): Journal {
  const journal = Journal.open(join(folder, name, 'restore.jsonl'), head);
  for (const change of CHANGES) journal.before(change);
  return journal;
}

const plain = ({ head, changes }: JournalRecord): JournalRecord => ({ head, changes });

test('what is written is read, each change as soon as it is written', () => {
  const journal = Journal.open(join(folder, 'each', 'restore.jsonl'), head);
  for (const [index, change] of CHANGES.entries()) {
    journal.before(change);
    assert.deepEqual(plain(readJournal(journal.path)), { head, changes: CHANGES.slice(0, index + 1) });
  }
  journal.done();
  assert.ok(!existsSync(journal.path));
});

test('nobody else may read it: a role and an address may stand in it', () => {
  assert.equal(statSync(written('mode').path).mode & 0o777, 0o600);
});

test('a torn last line is of a change that was not made', () => {
  const { path } = written('torn');
  appendFileSync(path, '{"kind":"published","vers');
  assert.deepEqual(readJournal(path).changes, CHANGES);
});

test('after any cut the changes before it are read', () => {
  const { path } = written('cut');
  const whole = readFileSync(path);
  const begin = whole.indexOf('\n') + 1;
  for (let length = begin; length <= whole.length; length += 1) {
    writeFileSync(path, whole.subarray(0, length));
    const { changes } = readJournal(path);
    assert.deepEqual(changes, CHANGES.slice(0, changes.length));
  }
});

test('a damaged line, or one of a newer version, is told by its number, and nothing is done by halves', () => {
  const { path } = written('damaged');
  appendFileSync(path, '{"kind":"teleport"}\n');
  assert.throws(() => readJournal(path), /line 10 says nothing that this version of Kelvin knows/);
});

test('of a damaged journal the lines are kept that tell where an alias led to, and nothing else is', () => {
  const { path } = written('salvaged');
  const told: string[] = [];
  const whole = readLeftJournal(path, (line) => told.push(line));
  assert.deepEqual([whole.record?.changes, whole.salvaged, told], [CHANGES, [], []]);
  appendFileSync(path, '{"kind":"teleport"}\n');
  const left = readLeftJournal(path, (line) => told.push(line));
  const kept = CHANGES.filter(({ kind }) => kind === 'alias-target' || kind === 'provisioned-concurrency');
  assert.ok(kept.length > 0);
  assert.deepEqual([left.record, left.salvaged], [undefined, kept]);
  assert.match(
    told.join(),
    /told by the function; and by what can still be read: .*the alias live, which led to version 1\./,
  );
  writeFileSync(path, 'x'.repeat(100));
  assert.deepEqual(readLeftJournal(path, () => undefined).salvaged, []);
  assert.deepEqual(
    readLeftJournal(join(folder, 'none'), () => undefined),
    { record: undefined, salvaged: [] },
  );
});

test('what is left is what it says from then on', () => {
  const journal = written('left');
  journal.leave(CHANGES.slice(3, 4));
  assert.deepEqual(plain(readJournal(journal.path)), { head, changes: CHANGES.slice(3, 4) });
});

test('where what is left cannot be written anew, it says what it said', () => {
  const journal = written('stuck');
  mkdirSync(`${journal.path}.new`);
  journal.leave(CHANGES.slice(0, 2));
  assert.deepEqual(readJournal(journal.path).changes, CHANGES);
});

test('one that cannot be written keeps the run from changing anything', () => {
  assert.throws(
    () => Journal.open('/dev/null/restore.jsonl', head),
    /cannot be written down .* so nothing more is changed/,
  );
});

test('a journal of schema version 1 is read as the whole of a run', () => {
  const path = join(folder, 'restore.json');
  const original = { memorySizeMB: 640, description: 'takes orders' };
  const old = { schemaVersion: 1, functionName: 'orders', region: 'us-east-1', marker: 'kelvin 0' };
  writeFileSync(path, `${JSON.stringify({ ...old, alias: 'kelvin-0', original }, null, 2)}\n`);
  const { head: read, changes } = readJournal(path);
  assert.deepEqual(
    [read.functionName, read.original, changes],
    ['orders', original, [{ kind: 'whole-run', alias: 'kelvin-0' }]],
  );
  writeFileSync(path, JSON.stringify({ ...old, original: null }));
  assert.deepEqual(readJournal(path).changes, [{ kind: 'function', name: 'orders' }]);
});

test('what may be left where nobody could look is told once each, without what a later change has overtaken', () => {
  const description = 'takes orders [kelvin 0123456789ab 2]';
  assert.equal(
    mayBeLeftText([
      { kind: 'alias', name: 'kelvin-run' },
      { kind: 'configuration', memorySizeMB: 256, description: 'takes orders [kelvin 0123456789ab 1]' },
      { kind: 'version', description: 'kelvin 0123456789ab version 1' },
      { kind: 'published', version: '7' },
      { kind: 'configuration', memorySizeMB: 512, description },
      { kind: 'version', description: 'kelvin 0123456789ab version 2' },
    ]),
    'the alias kelvin-run; $LATEST at 512 MB; the version described as "kelvin 0123456789ab version 2"; version 7 (those that are there still)',
  );
});
