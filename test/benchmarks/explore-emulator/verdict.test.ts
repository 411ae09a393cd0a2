import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, type Result } from '../../../src/analysis/index.js';
import type { Measurement } from '../../../src/recording/index.js';
import type { Strategy } from '../../../src/scenario/index.js';
import { megabytes, milliseconds, ratio } from '../../../src/units/index.js';
import { headerWith, recordingOf, warmAround } from '../../fixtures/recording.js';
import type { Run } from './tune.js';
import { verdictOn } from './verdict.js';

function exhaustive(measurements: readonly Measurement[], strategy: Strategy = { kind: 'cheapest' }): Run {
  const memorySizesMB = [...new Set(measurements.map((it) => it.memorySizeMB))];
  const recording = recordingOf(headerWith({ scenario: { memorySizesMB, strategy } }), measurements);
  return { recording, result: analyse(recording).result };
}

/** What exploring said of the same function, with 2 % of regret asked for. */
function explored({ result }: Run, memorySizeMB: number | null, { isDecided = true, boundRatio = 0.01 } = {}): Result {
  const { recommendation } = result;
  assert.ok(recommendation);
  const regret = { targetRatio: ratio(0.02), boundRatio, confidenceRatio: ratio(0.95), looks: 3 };
  return {
    ...result,
    recommendation: memorySizeMB === null ? null : { ...recommendation, memorySizeMB: megabytes(memorySizeMB) },
    exploration: {
      ...{ stopped: 'decided', chosen: null, tied: [], isDecided, regret, curve: [], frontier: [] },
      ...{ undecided: [], toDecide: null, shape: '', doubts: [] },
    },
  };
}

// 256 MB costs what 128 MB does, 512 MB 3 % more than it with an interval apart, 1,024 MB 60 % more.
const halving = exhaustive([
  ...warmAround(128, 800.2),
  ...warmAround(256, 400.1),
  ...warmAround(512, 206.1),
  ...warmAround(1024, 160.1),
]);

test('the same size is the same, and one that the exhaustive run cannot tell from its own is tied', () => {
  const best = halving.result.recommendation?.memorySizeMB ?? 0;
  assert.equal(verdictOn(explored(halving, best), halving).agreement, 'the same');
  const other = best === 128 ? 256 : 128;
  assert.equal(verdictOn(explored(halving, other), halving).agreement, 'tied');
});

test('a size that is worse by less than what was asked for is no wrong one, and what is worse by more is', () => {
  const near = verdictOn(explored(halving, 512), halving);
  assert.equal(near.agreement, 'WRONG');
  assert.ok((near.regretRatio ?? 0) > 0.02 && (near.regretRatio ?? 1) < 0.04, `${near.regretRatio}`);
  const close = exhaustive([...warmAround(128, 800.2), ...warmAround(256, 405.1)]);
  assert.equal(verdictOn(explored(close, 256), close).agreement, 'within regret');
});

test('a size whose percentile may or may not be within the limit is not wrong either', () => {
  const limit: Strategy = { kind: 'max-duration', of: 'warm', percentile: 'p50', limitMs: milliseconds(400) };
  const run = exhaustive([...warmAround(256, 401), ...warmAround(512, 200), ...warmAround(1024, 199)], limit);
  assert.equal(run.result.recommendation?.memorySizeMB, 512);
  assert.equal(verdictOn(explored(run, 256), run).agreement, 'tied');
  const slow = verdictOn(explored(run, 1024), run);
  assert.equal(slow.agreement, 'WRONG');
});

test('a size that is as bad as the explorer says it may be is undecided, and one that is worse is wrong', () => {
  const honest = verdictOn(explored(halving, 1024, { isDecided: false, boundRatio: 0.7 }), halving);
  assert.equal(honest.agreement, 'undecided');
  const overconfident = verdictOn(explored(halving, 1024, { isDecided: false, boundRatio: 0.3 }), halving);
  assert.equal(overconfident.agreement, 'WRONG');
});

test('where one of them recommends nothing because of the host there is no verdict', () => {
  assert.equal(verdictOn(explored(halving, null), halving).agreement, 'too noisy');
});
