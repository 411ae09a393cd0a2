import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { intendedPerSecond, LiveLoad } from '../../../../src/analysis/index.js';
import type { LoadRequest, RequestOutcome } from '../../../../src/recording/index.js';
import { epochMilliseconds, milliseconds } from '../../../../src/units/index.js';
import {
  BEHAVIOUR,
  type Behaviour,
  STORY_BEGAN,
  STORY_HEADER,
  storyArm,
  storyRequests,
} from '../../../fixtures/load-story.js';

const at = (ms: number) => epochMilliseconds(STORY_BEGAN + ms);

const request = (dueMs: number, latencyMs: number, outcome: RequestOutcome): LoadRequest => ({
  type: 'request',
  arm: 0,
  phase: 0,
  dueMs: milliseconds(dueMs),
  sentMs: milliseconds(dueMs),
  latencyMs: milliseconds(latencyMs),
  outcome,
});

const ANSWERED: RequestOutcome = { kind: 'answered', status: 200 };

function begun(requests: readonly LoadRequest[] = []): LiveLoad {
  const live = new LiveLoad(STORY_HEADER);
  live.armBegan(storyArm(0, 512));
  live.add(requests);
  return live;
}

function currentOf(live: LiveLoad, ms: number) {
  const { current } = live.figures(at(ms));
  assert.ok(current !== null);
  return current;
}

describe('the live state of a load', () => {
  it('has percentiles within a thousandth of the samples', () => {
    const requests = Array.from({ length: 1000 }, (_, index) => request(index, index + 1, ANSWERED));
    const { latency } = currentOf(begun(requests), 2000);
    assert.equal(latency.n, 1000);
    for (const [figure, exact] of [
      [latency.p50, 500],
      [latency.p90, 900],
      [latency.p99, 990],
    ] as const) {
      assert.ok(figure !== null && Math.abs(figure.valueMs / exact - 1) < 2e-3, `${figure?.valueMs} for ${exact}`);
      assert.equal(figure.atLeast, false);
    }
  });

  it('gives no p99 of fewer than a hundred requests', () => {
    const { latency } = currentOf(begun(Array.from({ length: 99 }, (_, index) => request(index, 10, ANSWERED))), 2000);
    assert.equal(latency.p99, null);
    assert.ok(latency.p90 !== null);
  });

  it('says "at least" of a percentile that lies among the requests without an answer', () => {
    const answered = Array.from({ length: 98 }, (_, index) => request(index, 10, ANSWERED));
    const silent = [1, 2].map((dueMs) => request(dueMs, 5000, { kind: 'client-timeout' }));
    const { latency } = currentOf(begun([...answered, ...silent]), 9000);
    assert.equal(latency.p50?.atLeast, false);
    assert.equal(latency.p99?.atLeast, true);
    assert.ok((latency.p99?.valueMs ?? 0) > 4990);
  });

  it('leaves refusals out of the latencies, and counts every request once', () => {
    const outcomes: RequestOutcome[] = [
      ANSWERED,
      { kind: 'throttled', status: 429 },
      { kind: 'http-error', status: 503 },
      { kind: 'connection-failed', error: 'ECONNRESET' },
      { kind: 'dropped', reason: 'too-many-open' },
      { kind: 'open' },
    ];
    const current = currentOf(begun(outcomes.map((it, index) => request(index, 10, it))), 2000);
    assert.equal(current.latency.n, 2);
    const { due, answered, failed, throttled, open, dropped } = current.counts;
    assert.deepEqual(
      { due, answered, failed, throttled, open, dropped },
      { due: 6, answered: 1, failed: 3, throttled: 1, open: 1, dropped: 1 },
    );
    assert.deepEqual(
      current.failures.map(({ kind, errorType, count }) => [kind, errorType, count]),
      [
        ['throttled', undefined, 1],
        ['http-error', 'HTTP 503', 1],
        ['connection-failed', 'ECONNRESET', 1],
      ],
    );
  });

  it('prices what has reported by the book of the run, duration and requests', () => {
    const requests = storyRequests(0, 512, BEHAVIOUR[512] as Behaviour);
    const current = currentOf(begun(requests), 50_000);
    const billedMs = requests.reduce(
      (sum, { outcome }) => sum + ('report' in outcome ? (outcome.report?.billedDurationMs ?? 0) : 0),
      0,
    );
    const invoked = requests.filter(({ outcome }) => 'report' in outcome).length;
    assert.equal(current.invocations, invoked);
    // Frankfurt, arm64, as the price book of September 2026 has it: the first tier of duration, and requests.
    const expected = (billedMs / 1000) * 0.5 * 0.0000133334 + (invoked * 0.2) / 1e6;
    assert.ok(Math.abs((current.cost?.usd ?? 0) / expected - 1) < 1e-9, `${current.cost?.usd} for ${expected}`);
  });

  it('tells no cost of a URL, whose memory size is not known', () => {
    const live = new LiveLoad({ ...STORY_HEADER, functions: [] });
    live.armBegan({ ...storyArm(0, 512), memorySizeMB: null, architecture: null });
    live.add([request(0, 10, ANSWERED)]);
    assert.equal(currentOf(live, 1000).cost, null);
    assert.equal(live.figures(at(1000)).spentUsd, null);
  });

  it('keeps the figures of an arm when the next begins, without its pictures', () => {
    const live = begun(Array.from({ length: 200 }, (_, index) => request(index * 10, 10, ANSWERED)));
    live.armEnded({ type: 'arm-end', arm: 0, atMs: milliseconds(4000), reason: 'complete' });
    live.armBegan(storyArm(1, 1024));
    const { arms, current } = live.figures(at(71_000));
    assert.equal(arms.length, 2);
    assert.equal(arms[0]?.latency.n, 200);
    assert.equal(arms[0]?.meanAnsweredPerSecond, 50);
    assert.deepEqual(arms[0]?.buckets, []);
    assert.equal(current?.latency.n, 0);
  });

  it('stays small however long the load is: a day folds into as many stretches as an hour', () => {
    const hours = Array.from({ length: 24 * 60 }, (_, minute) => request(minute * 60_000, 10, ANSWERED));
    const { stretches } = currentOf(begun(hours), 24 * 3_600_000);
    assert.ok(stretches.length <= 256);
    assert.equal(
      stretches.reduce((sum, { answered }) => sum + answered, 0),
      1440,
    );
  });

  it('counts errors that a function names as it likes in fifty kinds at most', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      request(index, 10, { kind: 'function-error', status: 200, errorType: `Error${index}` }),
    );
    const { failures } = currentOf(begun(many), 1000);
    assert.equal(failures.length, 51);
    assert.equal(failures[0]?.errorType, undefined);
    assert.equal(failures[0]?.count, 450);
  });

  it('has the rate of the last whole seconds', () => {
    const requests = Array.from({ length: 100 }, (_, index) => request(index * 100, 1, ANSWERED));
    assert.equal(currentOf(begun(requests), 10_000).answeredPerSecond, 10);
    assert.equal(currentOf(begun(requests), 13_000).answeredPerSecond, 4);
    assert.equal(currentOf(begun(requests), 60_000).answeredPerSecond, 0);
  });
});

describe('what is intended', () => {
  const { phases } = STORY_HEADER.load;

  it('is the mean over a stretch, of ramps and over the edge of two phases too', () => {
    assert.equal(intendedPerSecond(phases, 0, 1000), 40);
    assert.equal(intendedPerSecond(phases, 20_000, 40_000), 80);
    assert.equal(intendedPerSecond(phases, 19_000, 21_000), (40 + 42) / 2);
  });

  it('has a burst in the stretch in which it is due, once', () => {
    assert.equal(intendedPerSecond(phases, 40_000, 41_000), 60 + 20);
    assert.equal(intendedPerSecond(phases, 41_000, 42_000), 20);
  });

  it('is unknown in a closed loop and after the end', () => {
    const closed = [{ kind: 'closed' as const, name: 'c', concurrency: 5, forMs: milliseconds(1000) }];
    assert.equal(intendedPerSecond(closed, 0, 1000), null);
    assert.equal(intendedPerSecond(phases, 50_001, 51_000), null);
  });
});
