import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Explorer, expectedInvocations, givingUp, nextMove, nextStep } from '../../src/explore/index.js';
import type { Measurement } from '../../src/recording/index.js';
import { epochMilliseconds, megabytes, ratio } from '../../src/units/index.js';
import { completed, headerWith, measured, outOfMemory } from '../fixtures/recording.js';

const every = headerWith({ scenario: { invocations: { cold: 2, warm: 4 } } });
const exploration = { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) };
const exploring = headerWith({ scenario: { exploration } });

test('where every size is listed the next move is the next step, until there is none', () => {
  assert.deepEqual(nextMove(every, []), { kind: 'measure', step: nextStep(every, []) });
  const all: Measurement[] = [];
  for (let step = nextStep(every, all); step !== undefined; step = nextStep(every, all)) {
    all.push(
      ...step.payloads.map((_, index) =>
        completed(step.memorySizeMB, 10, { block: step.block, ...(index === 0 ? { initMs: 90 } : {}) }),
      ),
    );
  }
  assert.deepEqual(nextMove(every, all), { kind: 'done', why: 'every size was measured' });
});

test('how many it will make is known where every size is listed, and bounded where not', () => {
  assert.deepEqual(expectedInvocations(every), { visits: { low: 6, high: 6 }, invocations: { low: 18, high: 18 } });
  const { invocations } = expectedInvocations(exploring);
  assert.ok(invocations.low < invocations.high);
  const bounded = headerWith({ scenario: { exploration: { ...exploration, maxInvocations: 9 } } });
  assert.deepEqual(expectedInvocations(bounded).invocations, { low: 9, high: 9 });
});

const endless: Explorer = (_header, measurements) => ({
  kind: 'measure',
  step: { block: measurements.length, memorySizeMB: megabytes(512), architecture: 'x86_64', payloads: ['{}'] },
});
/** A visit every `everyMs`. */
const throttled = (from: number, count: number, everyMs = 5000): Measurement[] =>
  Array.from({ length: count }, (_, index) => {
    const block = from + index;
    const it = measured(512, { kind: 'throttled', message: 'no' }, { block });
    return { ...it, at: epochMilliseconds(it.at + block * everyMs) };
  });

test('an explorer is given up when twelve visits in half a minute have brought nothing that counts', () => {
  const careful = givingUp(endless);
  assert.equal(careful(exploring, throttled(0, 11)).kind, 'measure');
  const move = careful(exploring, throttled(0, 12));
  assert.deepEqual(move, {
    kind: 'done',
    why: 'the last 12 visits brought nothing that counts',
    exploration: 'exhausted',
  });
  assert.equal(careful(every, throttled(0, 12)).kind, 'measure');
});

test('quick visits wait for a passing moment to be over, and not for ever', () => {
  const careful = givingUp(endless);
  assert.equal(careful(exploring, throttled(0, 40, 100)).kind, 'measure');
  assert.equal(careful(exploring, throttled(0, 60, 100)).kind, 'done');
});

test('one that counts begins it anew, and so does a size that fails', () => {
  const careful = givingUp(endless);
  for (const telling of [completed(512, 10, { block: 10 }), outOfMemory(128, 10)]) {
    assert.equal(careful(exploring, [...throttled(0, 10), telling, ...throttled(11, 11)]).kind, 'measure');
  }
});
