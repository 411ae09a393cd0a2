import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { LogStore } from '../../../src/emulator/logs/log-store.js';
import { EventJournal } from '../../../src/emulator/state/event-journal.js';
import { ManualClock } from '../manual-clock.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-journal-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
function newFile(): string {
  made += 1;
  return join(folder, `events-${made}.jsonl`);
}

async function open(file: string) {
  const store = new LogStore(new ManualClock());
  return { store, region: store.region('us-east-1'), journal: await EventJournal.open(file, store) };
}

const messages = (store: LogStore, group = 'g') =>
  store
    .region('us-east-1')
    .group(group)
    ?.events.all()
    .map(({ stream, message }) => `${stream}: ${message}`);

test('events are there again, group by group and in order, with the lines that they have in them', async () => {
  const file = newFile();
  const first = await open(file);
  first.region.append('g', 'one', 'a\nb\n');
  first.region.append('h', 'one', '"quoted"');
  first.region.append('g', 'two', 'c');
  await first.journal.close();
  const second = await open(file);
  assert.deepEqual(messages(second.store), ['one: a\nb\n', 'two: c']);
  assert.deepEqual(messages(second.store, 'h'), ['one: "quoted"']);
  await second.journal.close();
});

test('what was deleted stays so, and what came after that is kept', async () => {
  const file = newFile();
  const { region, journal } = await open(file);
  region.append('g', 'one', 'gone with its stream');
  region.append('g', 'two', 'stays');
  region.append('h', 'one', 'gone with its group');
  region.group('g')?.deleteStream('one');
  const group = region.group('h');
  if (group !== undefined) region.deleteGroup(group);
  region.append('h', 'one', 'after');
  await journal.close();
  const again = await open(file);
  assert.deepEqual(messages(again.store), ['two: stays']);
  assert.deepEqual(messages(again.store, 'h'), ['one: after']);
  await again.journal.close();
});

test('a line that was cut, as by a kill, is left out; what comes next is not', async () => {
  const file = newFile();
  const first = await open(file);
  first.region.append('g', 'one', 'whole');
  await first.journal.close();
  appendFileSync(file, '["event","us-east-1","g","one",1,1,"cut of');
  const second = await open(file);
  assert.deepEqual(messages(second.store), ['one: whole']);
  second.region.append('g', 'one', 'next');
  await second.journal.close();
  assert.equal(readFileSync(file, 'utf8').trim().split('\n').length, 2);
  const third = await open(file);
  assert.deepEqual(messages(third.store), ['one: whole', 'one: next']);
  await third.journal.close();
});
