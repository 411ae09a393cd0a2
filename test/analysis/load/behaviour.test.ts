import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseLoad, type LoadArm } from '../../../src/analysis/index.js';
import type { LoadRequest, RecordedPhase } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { answered, armBegin, armEnd, beat, loadEnd, loadHeaderWith } from '../../fixtures/load-lines.js';
import { lognormal, recordingOf, type SimulatedFunction, simulatedLoad } from './simulated-load.js';

const MINUTE = milliseconds(60_000);

function loaded(phases: readonly RecordedPhase[], behaviour: SimulatedFunction): LoadArm {
  const { arms } = analyseLoad(
    simulatedLoad({ load: { phases: [...phases] }, arms: [{ memorySizeMB: 512, ...behaviour }] }),
  );
  return arms[0] ?? assert.fail('no arm');
}
const constant = (requestsPerSecond: number, forMs = MINUTE): RecordedPhase => ({
  kind: 'constant',
  name: `${requestsPerSecond}/s`,
  requestsPerSecond,
  forMs,
});

test('a burst makes as many cold starts as environments, all in its first second', () => {
  const arm = loaded([{ kind: 'burst', name: 'burst', requests: 40 }], { durationMs: () => 30, initMs: 200 });
  assert.equal(arm.total.coldStarts?.count, 40);
  assert.deepEqual(arm.total.environments, { peak: 40, source: 'cold-starts' });
  assert.equal(arm.total.peakOpen, 40);
  assert.equal(arm.series[0]?.cold, 40);
  assert.equal(arm.series[0]?.environments, 40);
  assert.equal(arm.points.filter(({ cold }) => cold).length, 40);
  assert.equal(arm.total.initDurationMs?.p50.value, 200);
  assert.equal(arm.saturation.verdict, 'unknown');
});

test('reserved concurrency throttles what arithmetic says', () => {
  const arm = loaded([{ kind: 'burst', name: 'burst', requests: 30 }], { durationMs: () => 30, mostEnvironments: 10 });
  assert.deepEqual([arm.total.counts.answered, arm.total.throttles.count, arm.total.throttles.n], [10, 20, 30]);
  assert.equal(arm.saturation.verdict, 'saturated');
  assert.equal(arm.saturation.cause, 'with 30 at once 20 of 30 requests were throttled');
  assert.equal(arm.saturation.atPerSecond, null);
});

test("the average number of open requests is what Little's law says, within its interval", () => {
  const arm = loaded([{ kind: 'poisson', name: 'steady', requestsPerSecond: 40, forMs: MINUTE }], {
    durationMs: (_, random) => lognormal(random, 100, 0.3),
    initMs: 0.01,
  });
  const { meanOpen, meanOpenLow, meanOpenHigh, littlesLaw } = arm.total;
  // 40 a second times 100 ms x e^(0.3²/2) + 2 ms outside.
  const expected = 40 * (0.1 * Math.exp(0.045) + 0.002);
  assert.ok((meanOpenLow ?? 9) < expected && expected < (meanOpenHigh ?? 0), `${meanOpenLow} ${meanOpenHigh}`);
  assert.ok(Math.abs(meanOpen - (littlesLaw?.expectedOpen ?? 0)) < 0.02 * meanOpen);
});

test('environments live on in a pause, and are gone after six idle minutes', () => {
  const pause = (minutes: number): RecordedPhase => ({
    kind: 'pause',
    name: 'idle',
    forMs: milliseconds(minutes * 60_000),
  });
  const burst: RecordedPhase = { kind: 'burst', name: 'burst', requests: 5 };
  const short = loaded([burst, pause(2), burst], { durationMs: () => 20 });
  assert.equal(short.total.environments.peak, 5);
  const stretch = (arm: LoadArm, atS: number) => arm.series.findLast((it) => it.atS <= atS)?.environments;
  assert.equal(stretch(short, 60), 5);
  // The second burst finds those of the first: it has environments and no cold start.
  assert.deepEqual([short.phases[2]?.figures.environments.peak, short.phases[2]?.figures.coldStarts?.count], [5, 0]);
  const long = loaded([burst, pause(10), burst], { durationMs: () => 20 });
  assert.equal(stretch(long, 500), 0);
});

test('a queue that grows is saturation, although every request is answered in the end', () => {
  // Two environments of 25 ms can do 80 a second.
  const queue = { durationMs: () => 25, mostEnvironments: 2, queues: true, initMs: 1 };
  const over = loaded([constant(100)], queue);
  assert.equal(over.saturation.verdict, 'saturated');
  assert.ok(Math.abs(over.total.achievedPerSecond - 80) < 4, `${over.total.achievedPerSecond}`);
  assert.equal(over.total.counts.answered, 6000);
  const under = loaded([constant(70)], queue);
  assert.equal(under.saturation.verdict, 'not-reached');
  assert.ok(Math.abs(under.total.achievedPerSecond - 70) < 0.5);
});

test('latency that grows through a phase is saturation before the rate falls behind', () => {
  // 81 a second onto 80: the line grows by one request a second.
  const arm = loaded([constant(82, milliseconds(40_000))], {
    durationMs: () => 25,
    mostEnvironments: 2,
    queues: true,
    initMs: 1,
  });
  assert.equal(arm.saturation.verdict, 'saturated');
  assert.match(arm.saturation.cause, /latency grew all the time/);
});

test('of steps the lowest rate that it cannot keep up with is named, and a ramp is looked at in stretches', () => {
  const queue = { durationMs: () => 25, mostEnvironments: 2, queues: true, initMs: 1 };
  const stepped = loaded([constant(20), constant(50), constant(110), constant(160)], queue);
  assert.equal(stepped.saturation.atPerSecond, 110);
  const ramp: RecordedPhase = {
    kind: 'ramp',
    name: 'up',
    fromPerSecond: 10,
    toPerSecond: 150,
    forMs: milliseconds(120_000),
  };
  const ramped = loaded([ramp], queue);
  assert.equal(ramped.saturation.verdict, 'saturated');
  assert.ok(
    (ramped.saturation.atPerSecond ?? 0) > 78 && (ramped.saturation.atPerSecond ?? 0) < 120,
    ramped.saturation.cause,
  );
});

test('noise, a cold beginning and a slow function are no saturation', () => {
  for (const median of [20, 400]) {
    const arm = loaded([{ kind: 'poisson', name: 'steady', requestsPerSecond: 30, forMs: milliseconds(30_000) }], {
      durationMs: (_, random) => lognormal(random, median, 0.6),
      initMs: 1500,
    });
    assert.equal(arm.saturation.verdict, 'not-reached', arm.saturation.cause);
  }
});

/** So many at once, each answer followed by the next request, until the time is over. */
function closedLoop(concurrency: number, phase: number, startMs: number, capacity: number): LoadRequest[] {
  const perSecond = Math.min(capacity, concurrency * 20);
  const latency = (concurrency * 1000) / perSecond;
  return Array.from({ length: perSecond * 10 }, (_, i) =>
    answered(startMs + (i * 1000) / perSecond, latency, { durationMs: latency - 1 }, { phase }),
  );
}

test('a closed loop is saturated where more at once bring no more, and makes no claim under a rate', () => {
  const levels = [2, 4, 8, 16];
  const phases = levels.map(
    (concurrency): RecordedPhase => ({
      kind: 'closed',
      name: `${concurrency}`,
      concurrency,
      forMs: milliseconds(10_000),
    }),
  );
  const requests = levels.flatMap((it, index) => closedLoop(it, index, index * 10_000, 100));
  const thresholds = [{ metric: 'p99Latency', text: 'p99Latency: <1s', comparison: '<' as const, limit: 1000 }];
  const header = loadHeaderWith({ phases, thresholds });
  const result = analyseLoad(recordingOf(header, [armBegin(0, 512), ...requests, armEnd(0, 40_000), loadEnd()]));
  const [arm] = result.arms;
  assert.equal(arm?.saturation.verdict, 'saturated');
  assert.match(arm?.saturation.cause ?? '', /from 8 to 16 requests at once the rate went from 100\/s to 100\/s/);
  assert.equal(arm?.total.latencyMs, null);
  assert.equal(arm?.phases[1]?.figures.latencyMs?.p50.value, 50);
  assert.equal(result.thresholds[0]?.verdict, 'undecided');
  assert.ok(result.warnings.some(({ code }) => code === 'closed-loop'));
});

test('what follows a closed loop began when that was answered, later than planned', () => {
  const phases: RecordedPhase[] = [
    { kind: 'closed', name: 'warm up', concurrency: 2, forMs: milliseconds(10_000) },
    constant(10, milliseconds(10_000)),
  ];
  const open = Array.from({ length: 100 }, (_, index) =>
    answered(13_000 + index * 100, 20, { durationMs: 18 }, { phase: 1 }),
  );
  const lines = [armBegin(0, 512), ...closedLoop(2, 0, 0, 40), ...open, armEnd(0, 23_100), loadEnd()];
  const [arm] = analyseLoad(recordingOf(loadHeaderWith({ phases }), lines)).arms;
  const steady = arm?.phases[1]?.figures;
  assert.deepEqual([steady?.seconds, steady?.intendedPerSecond, steady?.achievedPerSecond], [10, 10, 10]);
});

const late = (latenessMs: number) =>
  loaded([constant(50)], { durationMs: (_, random) => lognormal(random, 60, 0.2), latenessMs: () => latenessMs });

test('where requests were sent too late there is no claim about latency, and the reason is given', () => {
  const arm = late(40);
  assert.equal(arm.status, 'generator-limited');
  assert.equal(arm.total.latencyMs, null);
  assert.equal(arm.total.outsideMs, null);
  assert.match(arm.total.latencyWithheld ?? '', /sent so late that this makes up \d+/);
  assert.deepEqual([arm.points.length, arm.curve.length], [0, 0]);
  assert.ok(arm.series.every(({ p50Ms }) => p50Ms === null));
  assert.equal(arm.total.latenessMs?.p50.value, 40);
  assert.ok(arm.total.durationMs !== null);
  assert.equal(late(0.5).status, 'complete');
});

test('a function that answers nothing any more saturates, although its latency cannot be told', () => {
  const requests = Array.from({ length: 1000 }, (_, index): LoadRequest => {
    const { sentMs, latencyMs, ...unsent } = answered(index * 60, 50);
    return index > 500
      ? { ...unsent, outcome: { kind: 'dropped', reason: 'too-many-open' } }
      : answered(index * 60, 50 * index);
  });
  const [arm] = analyseLoad(
    recordingOf(loadHeaderWith(), [armBegin(0, 512), ...requests, armEnd(0, 60_000), loadEnd()]),
  ).arms;
  assert.equal(arm?.total.latencyMs, null);
  assert.equal(arm?.saturation.verdict, 'saturated');
  assert.match(arm?.saturation.cause ?? '', /so many went unanswered that 499 were not sent/);
});

test('requests that were dropped because too many were open leave no claim about latency', () => {
  const requests = Array.from({ length: 1000 }, (_, index): LoadRequest => {
    const { sentMs, latencyMs, ...unsent } = answered(index * 60, 50);
    return index % 100 === 0
      ? { ...unsent, outcome: { kind: 'dropped', reason: 'too-many-open' } }
      : answered(index * 60, 50);
  });
  const [arm] = analyseLoad(
    recordingOf(loadHeaderWith(), [armBegin(0, 512), ...requests, armEnd(0, 60_000), loadEnd()]),
  ).arms;
  assert.equal(arm?.status, 'generator-limited');
  assert.match(arm?.statusNote ?? '', /10 of 1000 requests were dropped/);
  assert.equal(arm?.saturation.verdict, 'unknown');
});

test('a load generator without CPU to spare, or held up again and again, makes no claim', () => {
  const requests = Array.from({ length: 3000 }, (_, index) => answered(index * 20, 50));
  const withBeats = (more: Parameters<typeof beat>[2]) => {
    const beats = Array.from({ length: 60 }, (_, second) => beat(0, (second + 1) * 1000, more));
    return analyseLoad(
      recordingOf(loadHeaderWith(), [armBegin(0, 512), ...requests, ...beats, armEnd(0, 60_000), loadEnd()]),
    ).arms[0];
  };
  assert.equal(withBeats({})?.status, 'complete');
  assert.match(withBeats({ cpuRatio: 0.97 })?.statusNote ?? '', /CPU was 90\.0 % busy or more in 60 of 60 seconds/);
  const held = withBeats({ longestDelayMs: milliseconds(150) });
  assert.match(held?.statusNote ?? '', /held up by more than 5\.00 ms in 60 of 60 seconds/);
  // Three in a hundred answers wait until they are read: p90 is still the function's, and p99 is not.
  const now = withBeats({ longestDelayMs: milliseconds(30) });
  assert.equal(now?.status, 'complete');
  assert.deepEqual([now?.total.latencyMs?.p90.value, now?.total.latencyMs?.p99.value], [50, null]);
  assert.match(now?.total.latencyMs?.p99.note ?? '', /held up by more than 5\.00 ms in 60 of 60 seconds/);
  assert.ok(now?.curve.every(({ ratio }) => ratio < 0.99) && now.series.every(({ p99Ms }) => p99Ms === null));
});

test('one pause of the load generator takes p99.9 alone', () => {
  const requests = Array.from({ length: 10_000 }, (_, index) =>
    index < 20
      ? answered(index * 6, 350, undefined, { sentMs: milliseconds(index * 6 + 300) })
      : answered(index * 6, 50 + (index % 7)),
  );
  const [arm] = analyseLoad(
    recordingOf(loadHeaderWith(), [armBegin(0, 512), ...requests, armEnd(0, 60_000), loadEnd()]),
  ).arms;
  assert.equal(arm?.status, 'complete');
  assert.ok((arm?.total.latencyMs?.p99.value ?? 0) < 60);
  assert.equal(arm?.total.latencyMs?.p999.value, null);
  assert.match(arm?.total.latencyMs?.p999.note ?? '', /load generator/);
});

test('what is outside of the function is not known where extensions worked on after the answer, and is no zero', () => {
  const arm = loaded([constant(50)], { durationMs: () => 60, outsideMs: -20 });
  assert.equal(arm.total.outsideMs, null);
  assert.ok(arm.total.latencyMs !== null && arm.total.durationMs !== null);
});
