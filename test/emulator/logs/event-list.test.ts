import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget } from '../../../src/emulator/logs/budget.js';
import { EventList } from '../../../src/emulator/logs/event-list.js';
import type { LogEvent } from '../../../src/emulator/logs/log-event.js';
import { epochMilliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';

const at = epochMilliseconds;
const newList = (): EventList => new EventList(new Budget(1e9));

/** What a list has to be like, in the plainest way. */
const inOrder = (events: readonly LogEvent[]): LogEvent[] =>
  [...events].sort((a, b) => a.timestamp - b.timestamp || a.id - b.id);

const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('', '\n', 'é', '\u{1f600}', '\ud800 alone', '\0', 'x'.repeat(100_000)),
);
const event = fc.record({ stream: fc.constantFrom('a', 'b', 'c'), time: fc.nat(1000), message: text });

/** Several times over, so that many of them have become blocks. */
const events = fc.tuple(fc.array(event, { maxLength: 30 }), fc.constantFrom(1, 40, 100));

test('whatever is appended is read as it was, in time order, between any times', () => {
  fc.assert(
    fc.property(events, fc.nat(1000), fc.nat(1000), ([some, times], start, end) => {
      const list = newList();
      const appended = Array.from({ length: times }, () => some)
        .flat()
        .map(({ stream, time, message }, index) => list.append(stream, at(time), at(index), message));
      assert.deepEqual(list.all(), inOrder(appended));
      assert.deepEqual(
        list.between(start, end),
        inOrder(appended.filter(({ timestamp }) => timestamp >= start && timestamp <= end)),
      );
    }),
    { numRuns: 60 },
  );
});

test('what is dropped is gone, the rest is as it was, and no byte is counted of what is gone', () => {
  fc.assert(
    fc.property(events, fc.nat(1000), ([some, times], time) => {
      const [list, same] = [newList(), newList()];
      const all = Array.from({ length: times }, () => some).flat();
      for (const it of all) list.append(it.stream, at(it.time), at(5), it.message);
      list.dropStream('b');
      list.dropBefore(time);
      for (const it of all) {
        if (it.stream !== 'b' && it.time >= time) same.append(it.stream, at(it.time), at(5), it.message);
      }
      const shown = (from: EventList) => from.all().map(({ id, ...rest }) => rest);
      assert.deepEqual(shown(list), shown(same));
      assert.equal(list.bytes, same.bytes);
    }),
    { numRuns: 60 },
  );
});

test('of more than 32 MB the newest are kept, three quarters of it at least', () => {
  const list = newList();
  const message = 'x'.repeat(974);
  for (let id = 1; id <= 100_000; id++) list.append('s', at(id), at(id), message);
  assert.ok(list.bytes <= 32 * 1_048_576 && list.bytes > 23 * 1_048_576, String(list.bytes));
  const kept = list.all();
  assert.equal(kept.length, list.bytes / 1000);
  assert.deepEqual([kept.at(-1)?.id, kept[0]?.id], [100_000, 100_001 - kept.length]);
});

test('one event after another that is too large on its own leaves the last one', () => {
  const list = newList();
  for (let id = 1; id <= 3; id++) list.append('s', at(id), at(id), 'x'.repeat(33 * 1_048_576));
  assert.ok(list.all().length <= 1);
  list.append('s', at(4), at(4), 'small');
  assert.equal(list.all().at(-1)?.message, 'small');
});
