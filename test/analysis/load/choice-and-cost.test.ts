import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseLoad, type LoadResult } from '../../../src/analysis/index.js';
import type { LoadHeader, LoadRequest, RecordedPhase } from '../../../src/recording/index.js';
import { milliseconds, ratio } from '../../../src/units/index.js';
import { answered, armBegin, armEnd, loadEnd, loadHeaderWith } from '../../fixtures/load-lines.js';
import { lognormal, recordingOf, type SimulatedArm, simulatedLoad } from './simulated-load.js';

type Strategy = LoadHeader['load']['strategy'];

const PHASES: RecordedPhase[] = [
  { kind: 'poisson', name: 'steady', requestsPerSecond: 50, forMs: milliseconds(60_000) },
];

/** CPU work of 100 ms at 1,024 MB: half as long at twice the size, until it has a whole CPU. */
const cpuBound = (memorySizeMB: number, more: Partial<SimulatedArm> = {}): SimulatedArm => ({
  memorySizeMB,
  durationMs: (_, random) => lognormal(random, (100 * 1024) / Math.min(memorySizeMB, 1769), 0.1),
  initMs: 50,
  ...more,
});

const run = (strategy: Strategy, arms: readonly SimulatedArm[], more: Partial<LoadHeader['load']> = {}): LoadResult =>
  analyseLoad(simulatedLoad({ load: { phases: PHASES, strategy, ...more }, arms }));
const sizes = [512, 1024, 3008].map((it) => cpuBound(it));

test('each strategy chooses by what was seen under load', () => {
  assert.equal(run({ kind: 'fastest' }, sizes).choice?.memorySizeMB, 3008);
  assert.ok([512, 1024].includes(run({ kind: 'cheapest' }, sizes).choice?.memorySizeMB ?? 0));
  assert.equal(run({ kind: 'within', costRatio: ratio(0.2) }, sizes).choice?.memorySizeMB, 1024);
  const limited = run({ kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(150) }, sizes);
  assert.equal(limited.choice?.memorySizeMB, 1024);
  assert.match(
    limited.choice?.reason ?? '',
    /^1,024 MB is the cheapest with p95 of at most 150 ms under this load: median latency .* \(95 % interval/,
  );
});

test('sizes that cannot be told apart are tied, and never one of them a lone winner', () => {
  const { choice, warnings } = run({ kind: 'fastest' }, [cpuBound(1024), cpuBound(1025)]);
  assert.equal(choice?.tied.length, 2);
  assert.match(choice?.reason ?? '', /tied for fastest with/);
  assert.ok(warnings.some(({ code }) => code === 'choice-tied'));
});

test('a size that fails under the load, or whose latency is the load generator’s, is not chosen', () => {
  const failing = run({ kind: 'fastest' }, [cpuBound(512), cpuBound(3008, { errorRatio: 0.05 })]);
  assert.equal(failing.choice?.memorySizeMB, 512);
  assert.match(
    failing.warnings.find(({ code }) => code === 'sizes-left-out')?.message ?? '',
    /3,008 MB \(more than 1 % of its requests failed\)/,
  );
  const late = run({ kind: 'fastest' }, [cpuBound(512), cpuBound(3008, { latenessMs: () => 100 })]);
  assert.equal(late.choice?.memorySizeMB, 512);
  assert.equal(run({ kind: 'cheapest' }, [cpuBound(512)]).choice, null);
  const none = run({ kind: 'cheapest' }, [cpuBound(512, { errorRatio: 0.5 }), cpuBound(1024, { errorRatio: 0.5 })]);
  assert.equal(none.choice, null);
  assert.ok(none.warnings.some(({ code }) => code === 'no-choice'));
});

const fixed = (durationMs: number, more: Partial<LoadHeader['load']> = {}): LoadResult =>
  analyseLoad(
    simulatedLoad({
      load: {
        phases: [{ kind: 'constant', name: 'steady', requestsPerSecond: 10, forMs: milliseconds(60_000) }],
        memorySizesMB: [],
        ...more,
      },
      arms: [{ memorySizeMB: 512, durationMs: () => durationMs, initMs: 0.4 }],
    }),
  );

test('cost is what the price list says of the printed Billed Durations', () => {
  const { arms, spent } = fixed(100);
  const { load, perHour, perMillion } = arms[0]?.total.cost ?? assert.fail('no cost');
  // Two cold starts of 101 ms among 600, as a request comes before the first one is done; 0.5 GB at 0.0000166667 a GB-second, and 0.20 a million requests.
  const perRequest = 0.2e-6 + 0.5 * ((598 * 0.1 + 2 * 0.101) / 600) * 0.0000166667;
  const near = (value: number | null, expected: number): void =>
    assert.ok(Math.abs((value ?? 0) / expected - 1) < 1e-9, `${value} ${expected}`);
  near(load.value, 600 * perRequest);
  near(perMillion.value, 1e6 * perRequest);
  near(perHour.value, 36_000 * perRequest);
  near(spent.usd, 600 * perRequest);
  assert.ok((perMillion.low ?? 9) <= (perMillion.value ?? 0) && (perMillion.value ?? 9) <= (perMillion.high ?? 0));
});

test('invocations without a report cost what the others do, and it is said', () => {
  const requests = Array.from(
    { length: 1000 },
    (_, index): LoadRequest => answered(index * 60, 20, index % 4 === 0 ? undefined : { durationMs: 15 }),
  );
  const result = analyseLoad(
    recordingOf(loadHeaderWith(), [armBegin(0, 512), ...requests, armEnd(0, 60_000), loadEnd()]),
  );
  const cost = result.arms[0]?.total.cost;
  assert.equal(cost?.load.n, 750);
  assert.match(cost?.load.note ?? '', /250 of 1000 invocations have no report/);
  assert.ok(Math.abs((cost?.load.value ?? 0) - ((cost?.perMillion.value ?? 0) * 1000) / 1e6) < 1e-12);
  assert.match(
    result.warnings.find(({ code }) => code === 'reports-missing')?.message ?? '',
    /250 of 1000 .*512 MB|250 of 1000/,
  );
  const silent = analyseLoad(
    recordingOf(loadHeaderWith(), [
      armBegin(0, 512),
      ...requests.map((it) => answered(it.dueMs, 20)),
      armEnd(0, 60_000),
      loadEnd(),
    ]),
  );
  assert.equal(silent.arms[0]?.total.cost?.load.value, null);
  assert.equal(silent.arms[0]?.total.durationMs, null);
  assert.equal(silent.arms[0]?.total.coldStarts, null);
  assert.ok(Math.abs(silent.spent.usd - 1000 * 0.2e-6) < 1e-12);
});

test('at a URL of which nothing is known there is latency, and neither cost nor a missing report', () => {
  const header = loadHeaderWith(
    { memorySizesMB: [], via: { kind: 'url', origin: 'https://example.com' } },
    { functions: [] },
  );
  const requests = Array.from({ length: 4000 }, (_, index) => answered(index * 15, 20 + (index % 9)));
  const result = analyseLoad(
    recordingOf(header, [armBegin(0, null, { architecture: null }), ...requests, armEnd(0, 60_000), loadEnd()]),
  );
  assert.equal(result.priceBook, null);
  assert.equal(result.choice, null);
  assert.equal(result.arms[0]?.total.cost, null);
  assert.equal(result.arms[0]?.total.latencyMs?.p50.value, 24);
  assert.deepEqual(result.warnings, []);
});

const threshold = (metric: string, limit: number, comparison: '<' | '<=' = '<') => ({
  metric,
  limit,
  comparison,
  text: `${metric}: ${comparison}${limit}`,
});

test('a threshold is met or missed by its value, and undecided where there is no claim', () => {
  const thresholds = [
    ...['p50Latency', 'p90Latency', 'p99Latency', 'p50Duration', 'costPerMillion', 'costPerHour', 'maxMemoryUsed'].map(
      (it) => threshold(it, 1e6),
    ),
    ...['coldShare', 'errors', 'throttles'].map((it) => threshold(it, 0.01)),
    threshold('p50Latency', 102),
    threshold('p50Latency', 102, '<='),
    threshold('costPerMillion', 1),
    threshold('coldShare', 0.001),
    threshold('p77Latency', 1),
  ];
  const verdicts = fixed(100, { thresholds }).thresholds.map(({ verdict }) => verdict);
  assert.deepEqual(verdicts, [
    ...Array.from({ length: 10 }, () => 'met'),
    'missed',
    'met',
    'missed',
    'missed',
    'undecided',
  ]);
});

test('a threshold on latency is undecided where the load generator limits it, at each size that was not reached, and where it may be more', () => {
  const thresholds = [threshold('p99Latency', 300)];
  const late = run({ kind: 'cheapest' }, [cpuBound(1024, { latenessMs: () => 90 })], { thresholds });
  assert.equal(late.thresholds[0]?.verdict, 'undecided');
  assert.match(late.thresholds[0]?.note ?? '', /load generator/);
  const unreached = analyseLoad(
    recordingOf(loadHeaderWith({ thresholds }), [armBegin(0, 512), loadEnd({ reason: 'interrupted' })]),
  );
  assert.deepEqual(
    unreached.thresholds.map(({ memorySizeMB, verdict }) => [memorySizeMB, verdict]),
    [
      [512, 'undecided'],
      [1024, 'undecided'],
    ],
  );
  const requests = Array.from({ length: 1000 }, (_, index): LoadRequest => {
    const whole = answered(index * 60, index % 50 === 0 ? 200 : 20);
    return index % 50 === 0 ? { ...whole, outcome: { kind: 'client-timeout' } } : whole;
  });
  const withTimeouts = (limit: number) =>
    analyseLoad(
      recordingOf(loadHeaderWith({ thresholds: [threshold('p99Latency', limit)] }), [
        armBegin(0, 512),
        ...requests,
        armEnd(0, 60_000),
        loadEnd(),
      ]),
    ).thresholds[0]?.verdict;
  assert.equal(withTimeouts(300), 'undecided');
  assert.equal(withTimeouts(150), 'missed');
});

test('what was interrupted cannot meet a threshold any more, but it can have missed it', () => {
  const thresholds = [threshold('p99Latency', 300), threshold('p50Latency', 1)];
  const requests = Array.from({ length: 1000 }, (_, index) => answered(index * 30, 20));
  const lines = [
    armBegin(0, 512),
    ...requests,
    armEnd(0, 30_000, { reason: 'interrupted' }),
    loadEnd({ reason: 'interrupted' }),
  ];
  const verdicts = analyseLoad(recordingOf(loadHeaderWith({ thresholds, memorySizesMB: [] }), lines)).thresholds;
  assert.deepEqual(
    verdicts.map(({ verdict }) => verdict),
    ['undecided', 'missed'],
  );
});

test('a limit that the user has set decides what was sent until then, where each phase was begun', () => {
  const thresholds = [threshold('p99Latency', 300)];
  const requests = Array.from({ length: 1000 }, (_, index) => answered(index * 30, 20));
  const lines = [
    armBegin(0, 512),
    ...requests,
    armEnd(0, 59_000, { reason: 'max-requests' }),
    loadEnd({ reason: 'complete' }),
  ];
  const verdictWith = (phases: RecordedPhase[]) =>
    analyseLoad(recordingOf(loadHeaderWith({ thresholds, memorySizesMB: [], phases }), lines));
  const [one, two] = [verdictWith(PHASES), verdictWith([...PHASES, ...PHASES])];
  assert.equal(one.thresholds[0]?.verdict, 'met');
  assert.match(one.thresholds[0]?.note ?? '', /most requests that were allowed/);
  assert.equal(two.thresholds[0]?.verdict, 'undecided');
  // The last second of waiting for answers is no part of the load.
  assert.ok(Math.abs((one.arms[0]?.total.seconds ?? 0) - 29.97) < 1e-9);
});

test('a long load has no more points and seconds than a chart can show, and the same each time', () => {
  const recording = simulatedLoad({
    load: { phases: [{ kind: 'poisson', name: 'day', requestsPerSecond: 3, forMs: milliseconds(3_600_000) }] },
    arms: [cpuBound(1024)],
  });
  const [first, second] = [analyseLoad(recording), analyseLoad(recording)];
  assert.equal(JSON.stringify(first), JSON.stringify(second));
  const [arm] = first.arms;
  assert.ok(arm !== undefined && arm.points.length <= 2000 && arm.series.length <= 600);
  assert.equal(
    arm.series.reduce((sum, { due }) => sum + due, 0),
    arm.total.counts.due,
  );
  assert.ok(arm.curve.every(({ latencyMs }, index) => latencyMs >= (arm.curve[index - 1]?.latencyMs ?? 0)));
  assert.ok(arm.points.some(({ latencyMs }) => latencyMs === Math.max(...arm.points.map((it) => it.latencyMs))));
});
