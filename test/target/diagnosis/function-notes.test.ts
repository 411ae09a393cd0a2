import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionNotes } from '../../../src/target/diagnosis/function-notes.js';

test("AWS's reason of a failed function is told without the account id in it", () => {
  const StateReason = 'The KMS key arn:aws:kms:us-east-1:123456789012:key/1234abcd is disabled';
  const { warnings } = functionNotes({ State: 'Failed', StateReason }, { kind: 'unreserved', limit: 900 });
  assert.deepEqual(warnings, [
    'it has failed: The KMS key arn:aws:kms:us-east-1:<account>:key/1234abcd is disabled; mend it first',
  ]);
});
