import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AlreadyRecorded } from '../../src/commands/logs/already-recorded.js';
import { LineMaker } from '../../src/recording/index.js';
import { epochMilliseconds } from '../../src/units/index.js';
import { invocation } from '../fixtures/log-lines.js';

test('what is read again is known, but not the next attempt of the same event, which has its id', () => {
  const first = { ...invocation(), at: epochMilliseconds(1_000_000) };
  const maker = new LineMaker();
  const known = new AlreadyRecorded();
  assert.equal(known.has(maker.lineOf(first)), false);
  known.note(maker.lineOf(first), 0);
  assert.equal(known.has(maker.lineOf(first)), true);
  assert.equal(known.has(maker.lineOf({ ...first, at: epochMilliseconds(1_060_000) })), false);
});
