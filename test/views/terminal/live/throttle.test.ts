import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { throttle } from '../../../../src/views/terminal/live/throttle.js';

describe('throttled drawing', () => {
  it('draws the first at once, then once an interval, and the last one always', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let drawn = 0;
    const { request } = throttle(() => drawn++, 250);
    for (let ms = 0; ms < 1000; ms += 10) {
      request();
      t.mock.timers.tick(10);
    }
    assert.equal(drawn, 5);
    t.mock.timers.tick(10_000);
    assert.equal(drawn, 5);
    request();
    assert.equal(drawn, 6);
  });

  it('leaves no timer when it is cancelled', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let drawn = 0;
    const { request, cancel } = throttle(() => drawn++, 250);
    request();
    request();
    cancel();
    t.mock.timers.tick(1000);
    assert.equal(drawn, 1);
  });
});
