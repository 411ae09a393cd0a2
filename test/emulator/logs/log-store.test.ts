import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget } from '../../../src/emulator/logs/budget.js';
import { EventList } from '../../../src/emulator/logs/event-list.js';
import { LogStore } from '../../../src/emulator/logs/log-store.js';
import type { LogsRegion } from '../../../src/emulator/logs/logs-region.js';
import { epochMilliseconds } from '../../../src/units/index.js';
import { ManualClock } from '../manual-clock.js';

const DAY = 86_400_000;
const messages = (region: LogsRegion, group: string) =>
  region
    .group(group)
    ?.events.all()
    .map(({ message }) => message);

test('a group of the same name in another region is another group', () => {
  const store = new LogStore(new ManualClock());
  store.region('us-east-1').append('g', 's', 'here');
  store.region('eu-west-1').append('g', 's', 'there');
  assert.deepEqual(messages(store.region('us-east-1'), 'g'), ['here']);
  assert.deepEqual(messages(store.region('eu-west-1'), 'g'), ['there']);
  assert.equal(store.region('eu-west-1').group('g')?.arn, 'arn:aws:logs:eu-west-1:000000000000:log-group:g');
});

test('the first line makes the group and the stream, and says when they had events', async () => {
  const clock = new ManualClock(1_000_000);
  const region = new LogStore(clock).region('us-east-1');
  assert.equal(region.group('g'), undefined);
  region.append('g', 's', 'one');
  await clock.advance(5);
  region.append('g', 's', 'two');
  const group = region.group('g');
  assert.equal(group?.createdAt, 1_000_000);
  assert.deepEqual(group?.streams.get('s'), {
    name: 's',
    createdAt: 1_000_000,
    firstEventAt: 1_000_000,
    lastEventAt: 1_000_005,
    lastIngestionAt: 1_000_005,
  });
});

test('what comes late is read at its own time, and of one millisecond in the order in which it came', () => {
  const list = new EventList(new Budget(1e9));
  const add = (time: number, message: string) =>
    list.append('s', epochMilliseconds(time), epochMilliseconds(9), message);
  for (const [time, message] of [
    [5, 'c'],
    [5, 'd'],
    [1, 'a'],
    [9, 'e'],
    [3, 'b'],
  ] as const) {
    add(time, message);
  }
  const shown = (events: readonly { message: string }[]) => events.map(({ message }) => message).join('');
  assert.equal(shown(list.all()), 'abcde');
  assert.equal(shown(list.between(3, 5)), 'bcd');
  assert.equal(shown(list.between(4, 4)), '');
  add(9, 'f');
  assert.equal(shown(list.all()), 'abcdef');
});

test('when all groups together hold too much, the largest gives back of its oldest', () => {
  const budget = new Budget(10_000);
  const [small, large] = [new EventList(budget), new EventList(budget)];
  const at = epochMilliseconds(1);
  for (let i = 0; i < 10; i++) small.append('s', at, at, 'x'.repeat(100));
  for (let i = 0; i < 500; i++) large.append('s', at, at, `${i} ${'x'.repeat(100)}`);
  assert.equal(small.all().length, 10);
  assert.ok(small.bytes + large.bytes <= 10_000, `${small.bytes} + ${large.bytes}`);
  assert.ok(large.all().length > 40);
  assert.ok(large.all().at(-1)?.message.startsWith('499 '));
  large.close();
  for (let i = 0; i < 60; i++) small.append('s', at, at, 'x'.repeat(100));
  assert.equal(small.all().length, 70);
});

test('events go when their retention is over', async () => {
  const clock = new ManualClock();
  const region = new LogStore(clock).region('us-east-1');
  region.append('g', 's', 'old');
  await clock.advance(DAY * 0.75);
  region.append('g', 's', 'young');
  const group = region.group('g');
  if (group !== undefined) group.settings.retentionInDays = 1;
  assert.deepEqual(messages(region, 'g'), ['old', 'young']);
  await clock.advance(DAY / 2);
  assert.deepEqual(messages(region, 'g'), ['young']);
});

test('a group that is deleted begins anew with the next line', () => {
  const region = new LogStore(new ManualClock()).region('us-east-1');
  region.append('g', 's', 'before');
  const group = region.group('g');
  if (group !== undefined) region.deleteGroup(group);
  assert.equal(region.group('g'), undefined);
  region.append('g', 's', 'after');
  assert.deepEqual(messages(region, 'g'), ['after']);
});

test('what a snapshot has kept is there again in another store, through JSON', () => {
  const clock = new ManualClock();
  const store = new LogStore(clock);
  const region = store.region('us-east-1');
  region.append('g', 'one', 'a');
  region.append('g', 'two', 'b\n');
  region.append('g', 'one', 'c');
  const group = region.group('g');
  group?.tags.set('k', 'v');
  group?.metricFilters.set('f', { filterName: 'f', filterPattern: 'ERROR' });
  if (group !== undefined) Object.assign(group.settings, { retentionInDays: 7, logGroupClass: 'INFREQUENT_ACCESS' });
  region.resources.resourcePolicies.set('p', { policyName: 'p', policyDocument: '{}' });
  store.region('eu-west-1').createGroup('empty');

  const again = new LogStore(clock);
  again.restore(JSON.parse(JSON.stringify(store.snapshot())));
  assert.deepEqual(again.snapshot(), JSON.parse(JSON.stringify(store.snapshot())));
  const restored = again.region('us-east-1').group('g');
  assert.deepEqual([...(restored?.streams.keys() ?? [])], ['one', 'two']);
  assert.equal(restored?.settings.retentionInDays, 7);
  again.region('us-east-1').append('g', 'one', 'd');
  assert.deepEqual(messages(again.region('us-east-1'), 'g'), ['d']);
});
