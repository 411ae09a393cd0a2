import assert from 'node:assert/strict';
import { test } from 'node:test';
import { milliseconds } from '../../../src/units/index.js';
import { callsText } from '../../../src/views/wording/index.js';

const waitedMs = milliseconds(0);

test('says how many calls there were, and why some were sent again', () => {
  assert.equal(callsText({ made: 37, retried: {}, waitedMs }), '37 calls to the Lambda API, none sent again');
  assert.equal(
    callsText({ made: 37, retried: { conflict: 1, throttled: 2 }, waitedMs }),
    '37 calls to the Lambda API, sent again 3 times (2 throttled, 1 conflict)',
  );
  assert.equal(
    callsText({ made: 1, retried: { timeout: 1 }, waitedMs, recognised: 1, failed: 2 }),
    '1 call to the Lambda API, sent again once (1 timeout); 1 change found done whose answer was lost; 2 given up',
  );
});
