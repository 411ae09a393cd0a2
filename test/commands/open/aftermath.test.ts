import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Aftermath } from '../../../src/commands/open/aftermath.js';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:orders:live';

test('says of each function what has become of it, once, however it was named', () => {
  const aftermath = new Aftermath();
  aftermath.found(ARN);
  assert.deepEqual(aftermath.lines(), ['orders was not changed by this run']);
  assert.equal(aftermath.isAnythingChanged, false);
  aftermath.changing('orders', 'run/restore.jsonl');
  aftermath.found(ARN);
  aftermath.changing('kelvin-orders-0123456789ab', 'run/restore-copy.jsonl');
  assert.equal(aftermath.isAnythingChanged, true);
  aftermath.putBack('orders', true, false);
  aftermath.removed('kelvin-orders-0123456789ab');
  assert.deepEqual(aftermath.lines(), [
    'orders is as it was before the run',
    'kelvin-orders-0123456789ab, which the run had made, is removed',
  ]);
});

test('claims nothing of what is not put back, and says where what is somebody else’s was told', () => {
  const aftermath = new Aftermath();
  aftermath.changing('orders', 'run/restore.jsonl');
  assert.deepEqual(aftermath.lines(), []);
  assert.match(
    aftermath.unfinishedLines().join(),
    /a second process puts orders back now; .*"kelvin restore run\/rest/,
  );
  aftermath.putBack('orders', false, false);
  assert.deepEqual(aftermath.lines(), ['orders is as it was before the run, but for what is told above']);
  aftermath.putBack('orders', true, true);
  assert.deepEqual(aftermath.lines(), ['orders keeps what was applied; all else is as it was before the run']);
  assert.deepEqual(aftermath.unfinishedLines(), []);
});
