import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextStep, plannedInvocations, type Step } from '../../src/explore/index.js';
import type { Header, Measurement } from '../../src/recording/index.js';
import { megabytes } from '../../src/units/index.js';
import fc from '../fixtures/properties.js';
import { completed, headerWith, outOfMemory } from '../fixtures/recording.js';

/** Runs a plan to its end; `measure` says what each step brings. */
function walk(header: Header, measure: (step: Step) => Measurement[]): { steps: Step[]; measurements: Measurement[] } {
  const steps: Step[] = [];
  const measurements: Measurement[] = [];
  for (let step = nextStep(header, measurements); step !== undefined; step = nextStep(header, measurements)) {
    steps.push(step);
    measurements.push(...measure(step));
    assert.ok(steps.length < 1000, 'the plan does not end');
  }
  return { steps, measurements };
}

const asPlanned = ({ memorySizeMB, block, payloads }: Step) =>
  payloads.map((_, index) => completed(memorySizeMB, 10, index === 0 ? { initMs: 90, block } : { block }));
const header = headerWith({ scenario: { invocations: { cold: 4, warm: 10 } } });

test('visits every size once in each block, never all of one size first', () => {
  const { steps } = walk(header, asPlanned);
  assert.equal(steps.length, 4 * 3);
  for (let block = 0; block < 4; block++) {
    const sizes = steps.filter((step) => step.block === block).map((step) => step.memorySizeMB);
    assert.deepEqual(
      [...sizes].sort((a, b) => a - b),
      [128, 512, 1769],
    );
  }
  assert.deepEqual(
    steps.map((step) => step.block),
    steps.map((step) => step.block).sort((a, b) => a - b),
  );
});

test('the order within blocks is drawn anew, and is the same for the same seed', () => {
  const orders = (seed: number) =>
    walk({ ...header, seed }, asPlanned)
      .steps.map((step) => step.memorySizeMB)
      .join();
  assert.equal(orders(1), orders(1));
  assert.ok(new Set([1, 2, 3, 4, 5].map(orders)).size > 1);
});

test('asks for exactly the cold and warm invocations that the scenario wants', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 60 }), (cold, warm) => {
      const wanted = headerWith({ scenario: { invocations: { cold, warm } } });
      const { steps, measurements } = walk(wanted, asPlanned);
      assert.equal(steps.length, cold * 3);
      assert.equal(measurements.length, (cold + warm) * 3);
      assert.equal(plannedInvocations(wanted, measurements), measurements.length);
    }),
    { numRuns: 50 },
  );
});

test('with several at a time each block starts that many cold, and there are still blocks enough', () => {
  const at = (cold: number, concurrency: number) => {
    const wanted = headerWith({ scenario: { invocations: { cold, warm: 30 }, concurrency } });
    const { steps } = walk(wanted, asPlanned);
    return [
      steps.length / 3,
      steps.filter((step) => step.memorySizeMB === 128).flatMap((step) => step.payloads).length,
    ];
  };
  assert.deepEqual(at(6, 5), [6, 6 * 5 + 30]);
  assert.deepEqual(at(40, 4), [10, 10 * 4 + 30]);
});

test('a size that fails in two blocks from the first on is given up, the others go on', () => {
  const { measurements } = walk(header, (step) =>
    step.memorySizeMB === 128 ? [outOfMemory(128, step.block), outOfMemory(128, step.block)] : asPlanned(step),
  );
  assert.equal(measurements.filter((it) => it.memorySizeMB === 128).length, 4);
  assert.equal(measurements.filter((it) => it.memorySizeMB === 512).length, 14);
  assert.equal(plannedInvocations(header, measurements), measurements.length);
});

test('every size gets the same payloads, in the proportion of their weights', () => {
  const weighted = headerWith({
    scenario: {
      invocations: { cold: 5, warm: 95 },
      payloads: [
        { name: 'small', weight: 9 },
        { name: 'large', weight: 1 },
      ],
    },
  });
  const { steps } = walk(weighted, asPlanned);
  const sent = (size: number) => steps.filter((step) => step.memorySizeMB === size).flatMap((step) => step.payloads);
  assert.deepEqual(sent(128), sent(1769));
  const large = sent(128).filter((name) => name === 'large').length;
  assert.ok(large >= 9 && large <= 11, `${large} of 100`);
});

test('a recording that was cut off goes on where it stopped', () => {
  const { measurements } = walk(header, asPlanned);
  const half = measurements.slice(0, 14);
  const next = nextStep(header, half);
  const last = half.at(-1);
  assert.ok(next !== undefined && last !== undefined && next.block >= last.block);
  assert.ok(!half.some((it) => it.block === next.block && it.memorySizeMB === next.memorySizeMB));
});

test('a single size is planned too', () => {
  const one = headerWith({ scenario: { memorySizesMB: [megabytes(1024)], invocations: { cold: 1, warm: 0 } } });
  assert.equal(walk(one, asPlanned).measurements.length, 1);
});
