import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { StreamedResponse } from '../../../src/emulator/http/streamed-response.js';
import { ManualClock } from '../manual-clock.js';

const MEGABYTE = 1_048_576;

/** Reads all there is and tells how much it was so far. */
function reading(response: StreamedResponse): { bytes: number; readonly over: Promise<void> } {
  const state = { bytes: 0, over: Promise.resolve() };
  state.over = (async () => {
    for await (const chunk of response) state.bytes += chunk.length;
  })();
  return state;
}

describe('a streamed response', () => {
  test('goes at full speed for 6 MB and at 2 MB a second from there on', async () => {
    const clock = new ManualClock();
    const response = new StreamedResponse(clock);
    const reader = reading(response);
    for (let written = 0; written < 6; written++) assert.equal(response.write(Buffer.alloc(MEGABYTE)), undefined);
    const room = response.write(Buffer.alloc(MEGABYTE));
    let isOver = false;
    void room?.then(() => {
      isOver = true;
    });
    await clock.advance(499);
    assert.equal(isOver, false);
    await clock.advance(2);
    assert.equal(isOver, true);
    await clock.advance(1000);
    assert.equal(response.write(Buffer.alloc(MEGABYTE)), undefined, 'a function that was slow itself does not wait');
    response.end();
    await reader.over;
    assert.equal(reader.bytes, 8 * MEGABYTE);
    assert.equal(clock.pending, 0);
  });

  test('takes many chunks that came together without a warning on standard error', async (t) => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    t.after(() => process.off('warning', onWarning));
    const clock = new ManualClock();
    const response = new StreamedResponse(clock);
    const rooms = Array.from({ length: 80 }, () => response.write(Buffer.alloc(MEGABYTE)));
    // Warnings are told in the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(warnings, []);
    const iterator = response[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.return?.();
    await Promise.all(rooms);
    assert.equal(clock.pending, 0);
  });

  test('lets a function go on whose client has gone away while it waited', async () => {
    const clock = new ManualClock();
    const response = new StreamedResponse(clock);
    const iterator = response[Symbol.asyncIterator]();
    const room = response.write(Buffer.alloc(100 * MEGABYTE));
    await iterator.next();
    await iterator.return?.();
    await room;
    assert.equal(clock.pending, 0);
    assert.equal(response.write(Buffer.alloc(MEGABYTE)), undefined);
    response.end();
  });

  test('lets the function wait when nobody reads', async () => {
    const response = new StreamedResponse(new ManualClock());
    let written = 0;
    while (response.write(Buffer.alloc(1)) === undefined) written += 1;
    assert.ok(written > 10 && written < 1000, `${written} chunks`);
    const reader = reading(response);
    response.end();
    await reader.over;
    assert.equal(reader.bytes, written + 1);
  });
});
