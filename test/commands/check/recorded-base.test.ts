import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecordedBase } from '../../../src/commands/check/measure/recorded-base.js';
import { environmentsOf } from '../../../src/commands/check/sides/recorded/environments-of.js';
import type { CheckMeasurement } from '../../../src/recording/index.js';
import { megabytes } from '../../../src/units/index.js';
import { checkHeader } from '../../fixtures/check-recording.js';
import { completed } from '../../fixtures/recording.js';
import { measured, steady } from './stand-ins.js';

/** What a session has measured of base, as a recording gives it back: thirty cold starts. */
async function recordedBase(): Promise<readonly CheckMeasurement[]> {
  const { measurements } = await measured(checkHeader({ isSelf: true }), steady({ spread: 0.2 }));
  return measurements.filter((it) => it.side === 'base');
}

test('deals a recorded base out to the blocks, and measures head alone', async () => {
  const measurements = await recordedBase();
  const sides = { base: { kind: 'recorded' as const, measurements } };
  const run = await measured(checkHeader(), steady({ init: 1.1, spread: 0.2 }), { sides: sides as never });
  assert.equal(run.ended.check, 'decided');
  assert.ok(run.published.every((it) => it.startsWith('head')));
  const base = run.measurements.filter((it) => it.side === 'base');
  assert.ok(base.every((it) => it.recorded === true));
  assert.ok(run.measurements.every((it) => it.side === 'base' || it.recorded === undefined));
  const inBlock = (block: number, side: string) =>
    run.measurements.filter((it) => it.block === block && it.side === side && it.intended === 'cold').length;
  assert.deepEqual([inBlock(0, 'base'), inBlock(0, 'head'), inBlock(1, 'base'), inBlock(1, 'head')], [10, 10, 5, 5]);
  // Each is dealt once, with its warm ones, and in another order than it was measured.
  assert.equal(new Set(base.map((it) => it.environment)).size, base.length / 6);
  const order = [...new Set(base.map((it) => it.environment))];
  assert.notDeepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
});

test('ends when the recorded base has no more', async () => {
  const measurements = (await recordedBase()).filter((it) => it.block < 1);
  const run = await measured(checkHeader(), steady({ init: 1.05, spread: 0.5 }), {
    sides: { base: { kind: 'recorded' as const, measurements } } as never,
  });
  assert.deepEqual(run.ended, { reason: 'complete', check: 'base-exhausted' });
  assert.deepEqual(
    run.looks.map((it) => it?.perSide),
    [10],
  );
});

const visit = (block: number) => [
  completed(512, 20, { initMs: 100, block }),
  ...[9, 8, 7].map((ms) => completed(512, ms, { block })),
];

test('deals out no more warm invocations after a cold start than are measured now', () => {
  const base = new RecordedBase(environmentsOf([...visit(0), ...visit(1)]), 1, 2);
  const dealt = base.deal(7, megabytes(512), 1);
  assert.deepEqual(
    dealt.map(({ block, outcome }) => [block, outcome.kind === 'completed' && outcome.report.durationMs]),
    [20, 9, 8].map((ms) => [7, ms]),
  );
  assert.equal(base.left(megabytes(512)), 1);
});
