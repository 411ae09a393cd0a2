import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, type Decide, resultSchema } from '../../src/analysis/index.js';
import type { Decision } from '../../src/curve/index.js';
import type { End, Header, Measurement } from '../../src/recording/index.js';
import { megabytes, milliseconds, ratio, usd } from '../../src/units/index.js';
import { headerWith, outOfMemory, recordingOf, warmAround } from '../fixtures/recording.js';

const at = (memorySizeMB: number) => ({ memorySizeMB: megabytes(memorySizeMB), architecture: 'x86_64' as const });
const about = (mean: number) => ({ mean, low: mean * 0.95, high: mean * 1.05 });
const point = (size: number, n: number, durationMs: number, cost: number): Decision['curve'][number] => ({
  ...at(size),
  n,
  durationMs: about(durationMs) as Decision['curve'][number]['durationMs'],
  costPerMillionUsd: about(cost) as Decision['curve'][number]['costPerMillionUsd'],
  chanceBest: ratio(0.5),
});
const DECIDED: Decision = {
  stopped: 'decided',
  chosen: at(512),
  tied: [at(512)],
  isDecided: true,
  regret: { targetRatio: ratio(0.02), boundRatio: 0.016, confidenceRatio: ratio(0.95), looks: 4 },
  curve: [point(128, 0, 400, 1.4), point(512, 20, 100, 1.0), point(1769, 20, 60, 2)],
  frontier: [at(512), at(1769)],
  undecided: [],
  toDecide: null,
  shape: 'CPU-bound up to one vCPU',
  doubts: [],
};
const UNDECIDED: Partial<Decision> = {
  isDecided: false,
  regret: { targetRatio: ratio(0.02), boundRatio: 0.071, confidenceRatio: ratio(0.95), looks: 4 },
  undecided: [at(128), at(1769)],
  toDecide: { invocations: 40, usd: usd(0.0031) },
};
const MEASURED = [...warmAround(512, 100), ...warmAround(1769, 60)];
const GOAL = {
  rangeMB: { low: megabytes(128), high: megabytes(10_240) },
  regretRatio: ratio(0.02),
  confidenceRatio: ratio(0.95),
};

function resultOf(
  decision: Partial<Decision> | undefined,
  {
    scenario = {},
    current = null,
    measurements = MEASURED,
    end = { reason: 'complete', exploration: 'decided' },
    goal = {},
  }: {
    scenario?: Partial<Header['scenario']>;
    current?: number | null;
    measurements?: readonly Measurement[];
    end?: Pick<End, 'reason' | 'exploration' | 'detail'>;
    goal?: Partial<NonNullable<Header['scenario']['exploration']>>;
  } = {},
) {
  const header = headerWith({
    scenario: { exploration: { ...GOAL, ...goal }, ...scenario },
    function: { currentMemorySizeMB: current === null ? null : megabytes(current) },
  });
  const decide: Decide = (_header, _measurements, { stopped }) =>
    decision === undefined ? undefined : { ...DECIDED, ...decision, stopped };
  const { result } = analyse(recordingOf(header, measurements, end), { decide });
  return resultSchema.parse(JSON.parse(JSON.stringify(result)));
}
const codes = (result: { warnings: readonly { code: string }[] }) => result.warnings.map(({ code }) => code);
const warning = (result: { warnings: readonly { code: string; message: string; hint: string }[] }, code: string) =>
  result.warnings.find((it) => it.code === code);

test('one sentence for a pull request says what was chosen, how much worse it may be, on what evidence and at what cost', () => {
  const { recommendation } = resultOf({});
  assert.match(
    recommendation?.reason ?? '',
    /^512 MB is the cheapest, or at most 1\.60 % dearer than it \(95 % confidence\): \$1\.00 per million invocations \(\$0\.950 to \$1\.05\), mean warm duration 100 ms \(95\.0 ms to 105 ms, n = 20\); found with 40 invocations, \$0\.0000\d+\.$/,
  );
});

test('what is tied is named, and the current size too', () => {
  const { recommendation, warnings } = resultOf({ tied: [at(512), at(1769)] }, { current: 512 });
  assert.match(recommendation?.reason ?? '', /^512 MB, tied with 1,769 MB, is the cheapest,/);
  assert.match(recommendation?.reason ?? '', /; it is the size the function has today\.$/);
  assert.deepEqual(recommendation?.tiedMemorySizesMB, [512, 1769]);
  assert.match(warnings.find(({ code }) => code === 'tied')?.hint ?? '', /--regret 1%/);
});

test('of what is tied where nothing is decided yet no more is to be asked for', () => {
  const { warnings } = resultOf({ ...UNDECIDED, tied: [at(512), at(1769)] });
  assert.match(
    warnings.find(({ code }) => code === 'tied')?.hint ?? '',
    /^let it measure on until it is decided, or take/,
  );
});

test('only sizes that were measured are listed, with figures of their own', () => {
  assert.deepEqual(
    resultOf({}).sizes.map((it) => it.memorySizeMB),
    [512, 1769],
  );
});

test('the decision chooses, not the intervals of the sizes; where it chooses nothing nothing is recommended', () => {
  assert.equal(resultOf({ chosen: at(1769), tied: [at(1769)] }).recommendation?.memorySizeMB, 1769);
  const nothing = resultOf({ chosen: null, tied: [], regret: null, isDecided: false });
  assert.equal(nothing.recommendation, null);
  assert.ok(codes(nothing).includes('not-enough-measured'));
});

test('the change against today’s size is told even where it was not measured, and then that it is predicted', () => {
  const measured = resultOf({}, { current: 1769 }).recommendation?.versusCurrent;
  assert.equal(measured?.note, undefined);
  assert.ok(Math.abs((measured?.costPercent ?? 0) + 50) < 1e-9);
  assert.ok((measured?.costPercentLow ?? 0) < -50 && (measured?.costPercentHigh ?? 0) > -50);
  assert.equal(measured?.durationOf, 'mean');
  const predicted = resultOf({}, { current: 128 }).recommendation?.versusCurrent;
  assert.match(predicted?.note ?? '', /not measured: its figures are predicted/);
  assert.ok((predicted?.durationPercentHigh ?? 0) < 0);
  assert.equal(resultOf({}, { current: 640 }).recommendation?.versusCurrent, null);
  assert.equal(resultOf({}, { current: 512 }).recommendation?.versusCurrent?.costPercentHigh, 0);
});

test('what a budget leaves undecided is said, with what deciding it would cost', () => {
  const result = resultOf(UNDECIDED, {
    end: { reason: 'complete', exploration: 'budget' },
    goal: { budgetUsd: usd(0.05) },
  });
  assert.match(
    result.recommendation?.reason ?? '',
    /at most 7\.10 % dearer than it \(95 % confidence, not the 2 % asked for\)/,
  );
  const it = warning(result, 'regret-undecided');
  assert.equal(
    it?.message,
    'the budget of $0.0500 is spent, and 512 MB may be up to 7.10 % worse than the best, where 2 % was asked for; still undecided: 128 MB, 1,769 MB',
  );
  assert.equal(
    it?.hint,
    'deciding it would take about 40 more invocations, $0.00310: run it again, with a larger --budget, or ask for less with --regret 5%',
  );
});

test('each end has its own words', () => {
  const textOf = (exploration: End['exploration'], goal = {}) =>
    warning(
      resultOf(UNDECIDED, { end: { reason: 'complete', ...(exploration === undefined ? {} : { exploration }) }, goal }),
      'regret-undecided',
    );
  assert.match(
    textOf('max-invocations', { maxInvocations: 1200 })?.message ?? '',
    /^the 1,200 invocations that were allowed are made,/,
  );
  assert.match(
    textOf('max-time', { maxTimeMs: milliseconds(300_000) })?.message ?? '',
    /^the time of 5\.00 min is over,/,
  );
  const detail = 'the last 12 visits brought nothing that counts';
  const exhausted = resultOf(UNDECIDED, { end: { reason: 'complete', exploration: 'exhausted', detail } });
  assert.match(
    warning(exhausted, 'regret-undecided')?.message ?? '',
    /^the last 12 visits brought nothing that counts, and 512 MB/,
  );
  assert.match(textOf('exhausted')?.hint ?? '', /quieter host or at another time/);
  assert.match(textOf(undefined)?.message ?? '', /^the run has not come to its end,/);
});

test('where the curve was not what was expected there is a doubt', () => {
  const result = resultOf({ doubts: ['1,769 MB was 30 % slower than expected'] });
  assert.match(warning(result, 'model-contradicted')?.message ?? '', /1,769 MB was 30 % slower/);
  assert.ok(!codes(resultOf({})).includes('model-contradicted'));
});

test('few invocations at a size are no weak evidence, and the edge is that of the candidates', () => {
  const few = resultOf({}, { measurements: [...warmAround(512, 100, 4), ...warmAround(1769, 60, 3)] });
  assert.deepEqual(codes(few), []);
  const edge = resultOf({}, { goal: { rangeMB: { low: megabytes(512), high: megabytes(2048) } } });
  assert.match(warning(edge, 'edge-of-range')?.message ?? '', /at the edge of what was looked at/);
});

test('a limit that nothing is known to meet, and a function that fails everywhere, are told as before', () => {
  const strategy = { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(10) } as const;
  const none: Partial<Decision> = { chosen: null, tied: [], regret: null, isDecided: false };
  assert.ok(codes(resultOf(none, { scenario: { strategy } })).includes('no-size-meets-limit'));
  assert.ok(
    codes(resultOf({ ...none, undecided: [at(3008)] }, { scenario: { strategy } })).includes('limit-undecided'),
  );
  const failed = resultOf(none, { measurements: [outOfMemory(128), outOfMemory(512, 1)] });
  assert.ok(codes(failed).includes('every-size-failed'));
});

test('a chosen size that fails too often is not recommended, and the decision then claims nothing', () => {
  const failing = [...MEASURED, ...Array.from({ length: 4 }, (_, block) => outOfMemory(512, block))];
  const { recommendation, exploration, ...result } = resultOf({ tied: [at(512), at(1769)] }, { measurements: failing });
  assert.equal(recommendation, null);
  assert.deepEqual([exploration?.chosen, exploration?.isDecided, exploration?.regret], [null, false, null]);
  assert.match(
    warning(result, 'chosen-fails')?.message ?? '',
    /failed at 512 MB, which would have been chosen: nothing/,
  );
});

test('the sentence has the figure that the strategy judges by', () => {
  const strategy = { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(200) } as const;
  const curve = DECIDED.curve.map((it) => ({ ...it, chanceMeets: ratio(0.985) }));
  const { recommendation } = resultOf({ curve }, { scenario: { strategy } });
  assert.match(
    recommendation?.reason ?? '',
    /is the cheapest with p95 of at most 200 ms, or at most 1\.60 % dearer than it .*: it meets the limit with a chance of 98\.5 %, \$1\.00 per million/,
  );
  const monthly = resultOf({}, { scenario: { strategy: { kind: 'monthly', requestsPerMonth: 30_000_000 } } });
  assert.match(
    monthly.recommendation?.reason ?? '',
    /is the cheapest month of 30,000,000 requests, .*: \$\d+\.\d\d a month \(95 % interval/,
  );
});

test('a recording of a run of every size has no decision, whatever decides', () => {
  const { result } = analyse(recordingOf(headerWith({}), MEASURED), { decide: () => DECIDED });
  assert.equal(result.exploration, undefined);
  assert.equal(result.sizes.length, 3);
});

test('the sentence says what a month costs, and how likely a limit is met, where the strategy judges by them', () => {
  const month = { strategy: { kind: 'monthly', requestsPerMonth: 30_000_000 } as const };
  const { reason = '' } = resultOf({}, { scenario: month }).recommendation ?? {};
  assert.match(reason, /^512 MB is the cheapest month of 30,000,000 requests, .*: \$\d+\.\d\d a month \(95 % interval/);
  const limit = { strategy: { kind: 'max-duration', percentile: 'p95', limitMs: milliseconds(200) } as const };
  const curve = DECIDED.curve.map((it) => ({ ...it, chanceMeets: ratio(0.97) }));
  const limited = resultOf({ curve }, { scenario: limit }).recommendation?.reason ?? '';
  assert.match(
    limited,
    /the cheapest with p95 of at most 200 ms.*: it meets the limit with a chance of 97\.0 %, \$1\.00 per/,
  );
});
