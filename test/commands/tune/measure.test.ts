import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunControl } from '../../../src/commands/interrupt.js';
import { stopwatch } from '../../../src/commands/stopwatch.js';
import { type Ended, type MeasureParts, measure } from '../../../src/commands/tune/measure.js';
import { type Explorer, nextMove } from '../../../src/explore/index.js';
import { bookFor } from '../../../src/pricing/index.js';
import type { Header, Measurement, RawInvocation } from '../../../src/recording/index.js';
import type { Scenario } from '../../../src/scenario/index.js';
import { megabytes, milliseconds, ratio, usd } from '../../../src/units/index.js';
import { headerWith } from '../../fixtures/recording.js';

const GOAL = { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) };
const exploring = (goal: Partial<NonNullable<Header['scenario']['exploration']>> = {}): Header =>
  headerWith({ scenario: { exploration: { ...GOAL, ...goal } } });

/** One cold and three warm ones at a size, visit after visit, `visits` times. */
const visiting =
  (visits: number, sizes = [512]): Explorer =>
  (_header, measurements) => {
    const block = new Set(measurements.map((it) => it.block)).size;
    if (block >= visits) return { kind: 'done', why: 'it is known', exploration: 'decided' };
    const memorySizeMB = megabytes(sizes[block % sizes.length] ?? 512);
    const payloads = ['{}', '{}', '{}', '{}'];
    return { kind: 'measure', step: { block, memorySizeMB, architecture: 'x86_64', payloads, why: 'it is near' } };
  };

interface Run {
  readonly ended: Ended;
  readonly measurements: readonly Measurement[];
  readonly published: readonly number[];
  readonly discarded: number;
  readonly activities: readonly string[];
}

type Answer = (sent: number, control: RunControl, memorySizeMB: number) => RawInvocation;

const answered: Answer = (sent) => ({
  kind: 'answered',
  requestId: `r${sent}`,
  latencyMs: milliseconds(101),
  payload: '{}',
  logTail: `REPORT RequestId: r${sent}\tDuration: 100.00 ms\tBilled Duration: 100 ms\tMemory Size: 512 MB\tMax Memory Used: 60 MB\t\n`,
});

async function run(
  header: Header,
  explorer: Explorer,
  { answer = answered, ...more }: Partial<MeasureParts> & { readonly answer?: Answer } = {},
): Promise<Run> {
  const control = more.control ?? new RunControl();
  const measurements: Measurement[] = [];
  const [published, activities]: [number[], string[]] = [[], []];
  let [sent, discarded] = [0, 0];
  const versionOf = (memorySizeMB: number) => ({
    invoke: async () => answer(++sent, control, memorySizeMB),
    fetchReport: async () => ({ line: '', reason: 'none' }),
    discard: async () => {
      discarded += 1;
    },
  });
  const freshVersion = async (memorySizeMB: number) => {
    published.push(memorySizeMB);
    return versionOf(memorySizeMB);
  };
  const scenario = { payloads: [{ name: '{}', weight: 1, body: '{}' }], concurrency: 1 } as unknown as Scenario;
  const ended = await measure({
    ...{ header, explorer, scenario, control, measurements, functions: new Map([['x86_64', { freshVersion }]]) },
    book: bookFor('us-east-1', '2026-11-01'),
    spentMs: stopwatch(control),
    onVisit: (activity, next) => activities.push(`${activity}: ${next?.why}`),
    onMeasurement: (it) => measurements.push(it),
    ...more,
  });
  return { ended, measurements, published, discarded, activities };
}

test('goes where the explorer says until it is decided, and says why it goes there', async () => {
  const { ended, measurements, published, discarded, activities } = await run(exploring(), visiting(3, [512, 1024]));
  assert.deepEqual(ended, { reason: 'complete', exploration: 'decided' });
  assert.deepEqual(published, [512, 1024, 512]);
  assert.equal(measurements.length, 12);
  assert.equal(discarded, 3);
  assert.equal(activities[0], 'measuring 512 MB: it is near');
});

test('makes no more invocations than are allowed, and publishes nothing for a visit that could not begin', async () => {
  const { ended, measurements, published } = await run(exploring({ maxInvocations: 10 }), visiting(9));
  assert.deepEqual(ended, { reason: 'complete', exploration: 'max-invocations' });
  assert.equal(measurements.length, 10);
  assert.equal(published.length, 3);
  const nine = await run(exploring({ maxInvocations: 9 }), visiting(9));
  assert.deepEqual([nine.measurements.length, nine.published.length], [8, 2]);
});

test('spends no more than its budget', async () => {
  const each = 0.0000002 + 0.05 * 0.0000166667;
  const { ended, measurements } = await run(exploring({ budgetUsd: usd(6.5 * each) }), visiting(9));
  assert.deepEqual(ended, { reason: 'complete', exploration: 'budget' });
  assert.equal(measurements.length, 6);
});

test('what is decided with the last of it is decided', async () => {
  const { ended } = await run(exploring({ maxInvocations: 8 }), visiting(2));
  assert.equal(ended.exploration, 'decided');
});

test('ends when its time is over; pauses are no part of it', async () => {
  let now = 0;
  const answer: Answer = (sent, control) => {
    now += 100;
    return answered(sent, control, 512);
  };
  const hasASecond = exploring({ maxTimeMs: milliseconds(1000) });
  const spentMs = stopwatch(new RunControl(), () => now);
  const { ended, measurements } = await run(hasASecond, visiting(9), { answer, spentMs });
  assert.deepEqual(ended, { reason: 'complete', exploration: 'max-time' });
  assert.equal(measurements.length, 10);
  now = 0;
  const control = { pausedFor: milliseconds(0) };
  const whilePaused = stopwatch(control, () => now);
  const answerWithPause: Answer = (sent, own) => {
    if (sent === 5) {
      now += 400;
      control.pausedFor = milliseconds(400);
    }
    return answer(sent, own, 512);
  };
  const paused = await run(hasASecond, visiting(9), { answer: answerWithPause, spentMs: whilePaused });
  assert.equal(paused.measurements.length, 10);
  assert.equal(whilePaused(), 1000);
});

test('q and Ctrl-C end it in the middle of a visit: what was measured by then is kept, and the version left to the clean-up', async () => {
  for (const reason of ['stopped', 'interrupted'] as const) {
    const answer: Answer = (sent, control) => {
      if (sent === 3) control.end(reason);
      return answered(sent, control, 512);
    };
    const { ended, measurements, discarded } = await run(exploring(), visiting(9), { answer });
    assert.deepEqual(ended, { reason });
    assert.deepEqual([measurements.length, discarded], [3, 0]);
  }
});

test('an explorer that would go on for ever where nothing counts is not asked any more', async () => {
  const answer: Answer = () => ({ kind: 'throttled', message: 'too many' });
  const rests: number[] = [];
  const rest = async (duration: number): Promise<void> => {
    rests.push(duration);
  };
  const { ended, published, activities } = await run(exploring(), visiting(1000), { answer, rest });
  const detail = 'the last 60 visits brought nothing that counts';
  assert.deepEqual(ended, { reason: 'complete', exploration: 'exhausted', detail });
  assert.equal(published.length, 60);
  // Each time it waits longer, so that what passes has time to.
  assert.deepEqual(rests.slice(0, 6), [250, 500, 1000, 2000, 4000, 4000]);
  assert.ok(activities.includes('waiting 250 ms for a quieter moment: undefined'));
});

test('a wait for a quieter moment ends with the run', async () => {
  const control = new RunControl();
  const answer: Answer = () => ({ kind: 'throttled', message: 'too many' });
  const rest = async (): Promise<void> => control.end('interrupted');
  const { ended, published } = await run(exploring(), visiting(1000), { answer, rest, control });
  assert.deepEqual(ended, { reason: 'interrupted' });
  assert.equal(published.length, 2);
});

test('a size that fails is left by the real explorer too, and the others are decided', async () => {
  const answer: Answer = (sent, control, memorySizeMB) => {
    if (memorySizeMB > 128) return answered(sent, control, memorySizeMB);
    const payload = '{"errorType":"Runtime.OutOfMemory","errorMessage":"signal: killed"}';
    return {
      kind: 'answered',
      requestId: 'x',
      latencyMs: milliseconds(5),
      functionError: 'Unhandled',
      payload,
      logTail: '',
    };
  };
  const header = exploring({ maxInvocations: 100 });
  const { ended, measurements } = await run(header, nextMove, { answer });
  assert.equal(ended.exploration, 'decided');
  const failed = measurements.filter(({ memorySizeMB }) => memorySizeMB === 128);
  assert.ok(failed.length <= 4, `${failed.length} invocations of a size that fails`);
  assert.ok(measurements.length < 60, `${measurements.length} invocations where nothing scatters`);
});

test('where every listed size is measured there is no word of exploring', async () => {
  const { ended, measurements } = await run(headerWith({ scenario: { invocations: { cold: 1, warm: 1 } } }), nextMove);
  assert.deepEqual(ended, { reason: 'complete' });
  assert.equal(measurements.length, 6);
});
