import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callersText } from '../../src/commands/on-latest/told.js';

test('callers that are known are told by kind, and never as all that there are', () => {
  const others = 'whoever has permissions of their own is not known';
  assert.equal(callersText({ functionUrl: [], eventSources: [], policy: [] }), `none; ${others}`);
  assert.equal(
    callersText({ functionUrl: ['its function URL'], eventSources: ['kinesis', 'sqs'], policy: ['s3.amazonaws.com'] }),
    `its function URL, events of kinesis, sqs, by its policy s3.amazonaws.com; ${others}`,
  );
  assert.equal(
    callersText({ functionUrl: 'not-known', eventSources: [], policy: ['an account'] }),
    `by its policy an account; a function URL may not be read; ${others}`,
  );
});
