import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Action } from '../../../src/emulator/environment/action.js';
import { SlowHost } from '../../../src/emulator/environment/slow-host.js';
import { ManualClock } from '../manual-clock.js';

const responded = { kind: 'responded' } as unknown as Action;
const next: Action = { kind: 'next' };
const exited: Action = { kind: 'exited', reason: { kind: 'code', code: 0 } };

/** Two threads, of which the second has wanted the CPU for so long. */
function slowHost(slowdown: number) {
  const clock = new ManualClock();
  let busy = 0;
  const heard: string[] = [];
  const host = new SlowHost({
    clock,
    slowdown,
    wanted: () =>
      new Map([
        ['1', { ranMs: 1000 + busy / 10, waitedMs: 0 }],
        ['2', { ranMs: 500 + busy / 4, waitedMs: (busy * 3) / 4 }],
      ]),
    perform: ({ kind }, at, lag) => void heard.push(`${kind} at ${at}, ${lag} of it the host's`),
  });
  return { clock, host, heard, work: (ms: number) => (busy += ms) };
}

test('the platform hears later of work that is done, by the busiest thread’s time alone', async () => {
  const { clock, host, heard, work } = slowHost(1.5);
  host.begin();
  work(40);
  await clock.advance(100);
  assert.equal(host.hold(responded, true), true);
  await clock.advance(19);
  assert.deepEqual(heard, []);
  await clock.advance(1);
  assert.deepEqual(heard, ["responded at 120, 20 of it the host's"]);
});

test('what the runtime does next comes after it, as much later', async () => {
  const { clock, host, heard, work } = slowHost(1.5);
  host.begin();
  work(40);
  host.hold(responded, true);
  await clock.advance(1);
  assert.equal(host.hold(next, false), true);
  assert.equal(host.hold(exited, false), true);
  await clock.advance(100);
  assert.deepEqual(heard, [
    "responded at 20, 20 of it the host's",
    "next at 21, 0 of it the host's",
    "exited at 21, 0 of it the host's",
  ]);
});

test('work that wanted no CPU is not slowed, nor what belongs to no work', () => {
  const { host } = slowHost(1.5);
  host.begin();
  assert.equal(host.hold(responded, true), false);
  assert.equal(host.hold(exited, false), false);
});

test('each invocation is measured from its own beginning', async () => {
  const { clock, host, heard, work } = slowHost(1.25);
  host.begin();
  work(1000);
  host.begin();
  work(8);
  host.hold(responded, true);
  await clock.advance(10);
  assert.deepEqual(heard, ["responded at 2, 2 of it the host's"]);
});

test('what was due before a limit counts as having come before it', () => {
  const { clock, host, heard, work } = slowHost(1.5);
  host.begin();
  work(40);
  host.hold(responded, true);
  host.release(clock.monotonic());
  assert.deepEqual(heard, []);
  host.release((clock.monotonic() + 20) as ReturnType<typeof clock.monotonic>);
  assert.deepEqual(heard, ["responded at 20, 20 of it the host's"]);
  assert.equal(clock.pending, 0);
});

test('nothing is heard of processes that are gone, and no timer stays', async () => {
  const { clock, host, heard, work } = slowHost(1.5);
  host.begin();
  work(40);
  host.hold(responded, true);
  host.hold(next, false);
  host.clear();
  assert.equal(clock.pending, 0);
  await clock.advance(100);
  assert.deepEqual(heard, []);
});
