import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LogsDropped } from '../../../src/emulator/environment/platform-event.js';
import type { Destination } from '../../../src/emulator/telemetry/destination.js';
import { Subscriber } from '../../../src/emulator/telemetry/subscriber.js';
import { milliseconds } from '../../../src/units/index.js';
import { ManualClock } from '../manual-clock.js';

/** An extension that answers when the test says so. */
class Extension implements Destination {
  readonly batches: (readonly string[])[] = [];
  #answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  isClosed = false;

  deliver(events: readonly string[]): Promise<void> {
    this.batches.push(events);
    return new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
  }
  async accept(): Promise<void> {
    this.#answers.shift()?.resolve();
    await settled();
  }
  async refuse(): Promise<void> {
    this.#answers.shift()?.reject(new Error('connection refused'));
    await settled();
  }
  close(): void {
    this.isClosed = true;
    for (const { reject } of this.#answers.splice(0)) reject(new Error('closed'));
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

function subscriber() {
  const clock = new ManualClock();
  const extension = new Extension();
  const dropped: LogsDropped[] = [];
  const buffering = { maxItems: 3, maxBytes: 100, timeout: milliseconds(1000) };
  const it = new Subscriber({ clock, buffering, destination: extension, onDropped: (event) => dropped.push(event) });
  return { it, clock, extension, dropped };
}

describe('a batch is sent', () => {
  test('when its first event has waited long enough', async () => {
    const { it, clock, extension } = subscriber();
    it.add('a');
    await clock.advance(999);
    it.add('b');
    assert.equal(extension.batches.length, 0);
    await clock.advance(1);
    assert.deepEqual(extension.batches, [['a', 'b']]);
    await extension.accept();
    assert.equal(clock.pending, 0);
  });
  test('when it has enough events', () => {
    const { it, extension } = subscriber();
    for (const text of ['a', 'b', 'c', 'd']) it.add(text);
    assert.deepEqual(extension.batches, [['a', 'b', 'c']]);
  });
  test('when it has enough bytes, characters of several bytes counted as such', () => {
    const { it, extension } = subscriber();
    it.add('é'.repeat(49));
    assert.equal(extension.batches.length, 0);
    it.add('é');
    assert.equal(extension.batches.length, 1);
  });
  test('one after the other, each in its time', async () => {
    const { it, clock, extension } = subscriber();
    for (const text of ['a', 'b', 'c', 'd']) it.add(text);
    await clock.advance(5000);
    assert.equal(extension.batches.length, 1);
    await extension.accept();
    assert.deepEqual(extension.batches[1], ['d']);
  });
});

describe('an extension that does not keep up', () => {
  test('loses what goes beyond twice the buffer, and is told how much', async () => {
    const { it, extension, dropped } = subscriber();
    it.add('x'.repeat(100));
    for (let count = 0; count < 5; count += 1) it.add('y'.repeat(50));
    assert.deepEqual(dropped, []);
    await extension.accept();
    assert.deepEqual(dropped, [
      {
        reason: 'Consumer seems to have fallen behind as it has not acknowledged receipt of logs.',
        droppedRecords: 1,
        droppedBytes: 50,
      },
    ]);
    assert.equal(extension.batches[1]?.length, 3);
  });
  test('may be sent one event that is larger than everything', () => {
    const { it, extension } = subscriber();
    it.add('x'.repeat(1000));
    assert.equal(extension.batches.length, 1);
  });
});

describe('a batch that does not arrive', () => {
  test('is sent again after a while, before what came later', async () => {
    const { it, clock, extension, dropped } = subscriber();
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) it.add(text);
    await extension.refuse();
    assert.equal(extension.batches.length, 1);
    await clock.advance(1000);
    assert.deepEqual(extension.batches[1], ['a', 'b', 'c']);
    await extension.accept();
    assert.deepEqual(extension.batches[2], ['d', 'e', 'f']);
    assert.deepEqual(dropped, []);
  });
  test('is dropped at the third failure, and that is said once', async () => {
    const { it, clock, extension, dropped } = subscriber();
    for (const text of ['a', 'b', 'c']) it.add(text);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await extension.refuse();
      await clock.advance(1000);
    }
    const [notice] = dropped;
    assert.deepEqual(notice, {
      reason: 'could not send events: connection refused',
      droppedRecords: 3,
      droppedBytes: 3,
    });
    it.add('notice', true);
    await clock.advance(1000);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await extension.refuse();
      await clock.advance(1000);
    }
    assert.equal(extension.batches.length, 6);
    assert.equal(dropped.length, 1);
    assert.equal(clock.pending, 0);
  });
});

describe('a frozen environment', () => {
  test('gets what was due at the thaw', async () => {
    const { it, clock, extension } = subscriber();
    it.add('a');
    it.freeze();
    it.add('b');
    await clock.advance(60_000);
    assert.equal(extension.batches.length, 0);
    it.thaw();
    assert.deepEqual(extension.batches, [['a', 'b']]);
  });
  test('keeps the rest of the time that was left', async () => {
    const { it, clock, extension } = subscriber();
    it.add('a');
    it.freeze();
    await clock.advance(400);
    it.thaw();
    await clock.advance(599);
    assert.equal(extension.batches.length, 0);
    await clock.advance(1);
    assert.equal(extension.batches.length, 1);
  });
});

describe('a flush', () => {
  test('sends what waits and ends when it has arrived', async () => {
    const { it, extension } = subscriber();
    for (const text of ['a', 'b', 'c', 'd']) it.add(text);
    let isDone = false;
    const done = it.flush().then(() => {
      isDone = true;
    });
    await extension.accept();
    assert.deepEqual(extension.batches[1], ['d']);
    assert.equal(isDone, false);
    await extension.accept();
    await done;
  });
  test('tries three times without waiting, and ends', async () => {
    const { it, clock, extension, dropped } = subscriber();
    it.add('a');
    const done = it.flush();
    for (let attempt = 0; attempt < 3; attempt += 1) await extension.refuse();
    await done;
    assert.equal(dropped.length, 1);
    assert.equal(clock.pending, 0);
  });
  test('ends when the environment is closed, and nothing is left', async () => {
    const { it, clock, extension, dropped } = subscriber();
    it.add('a');
    const done = it.flush();
    it.close();
    await done;
    it.add('b');
    await it.flush();
    assert.equal(extension.isClosed, true);
    assert.equal(extension.batches.length, 1);
    assert.deepEqual(dropped, []);
    assert.equal(clock.pending, 0);
  });
});
