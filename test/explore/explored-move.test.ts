import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextMove } from '../../src/explore/index.js';
import { ratio } from '../../src/units/index.js';
import { disturbed } from '../fixtures/host.js';
import { completed, headerWith } from '../fixtures/recording.js';

const exploration = { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) };
const exploring = headerWith({ scenario: { exploration } });
const visit = [completed(512, 100, { initMs: 90 }), completed(512, 100), completed(512, 101)];

function stepAfter(measurements: Parameters<typeof nextMove>[1]) {
  const move = nextMove(exploring, measurements);
  assert.ok(move.kind === 'measure');
  return move.step;
}

test('no visit is so short that it says how the function starts and not how it runs', () => {
  for (const step of [stepAfter([]), stepAfter(visit)]) assert.ok(step.payloads.length >= 1 + 4, `${step.payloads}`);
});

test('a visit of which nothing counts is followed by a longer one, and not by the reason of the one before', () => {
  const first = stepAfter([]);
  const again = stepAfter(visit.map(disturbed));
  assert.ok(again.payloads.length > first.payloads.length);
  assert.match(again.why ?? '', /^nothing counts of the last visit/);
});
