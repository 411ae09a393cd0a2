import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextMove } from '../../src/explore/index.js';
import type { Measurement } from '../../src/recording/index.js';
import { megabytes, ratio } from '../../src/units/index.js';
import { completed, headerWith, measured } from '../fixtures/recording.js';

const memorySizesMB = [128, 512, 1024, 1769].map(megabytes);
const exploration = { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) };
const header = headerWith({ scenario: { exploration, memorySizesMB } });

const inVain = (memorySizeMB: number, block: number): Measurement =>
  measured(memorySizeMB, { kind: 'throttled', message: 'no' }, { block });
const sizeAfter = (measurements: readonly Measurement[]): number | undefined => {
  const move = nextMove(header, measurements);
  return move.kind === 'measure' ? move.step.memorySizeMB : undefined;
};

test('where two visits in a row were in vain the next goes elsewhere, at the beginning too', () => {
  assert.equal(sizeAfter([inVain(512, 0)]), 512);
  assert.notEqual(sizeAfter([inVain(512, 0), inVain(512, 1)]), 512);
});

test('and so it does later, when that size looks best', () => {
  const begun = [completed(512, 40, { block: 0, initMs: 90 }), completed(512, 40, { block: 0 })];
  const wanted = sizeAfter(begun);
  assert.ok(wanted !== undefined);
  const once = [...begun, inVain(wanted, 1)];
  assert.equal(sizeAfter(once), wanted);
  assert.notEqual(sizeAfter([...once, inVain(wanted, 2)]), wanted);
});
