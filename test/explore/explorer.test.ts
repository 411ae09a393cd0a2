import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtOfLook, looksBy, type Observation, PAID_LOOKS } from '../../src/curve/index.js';
import { explorerPolicy } from '../../src/explore/index.js';
import { ratio } from '../../src/units/index.js';
import { candidateOf, problemWith, warm } from '../curve/problem.js';

const goal = { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) };
const REAL = { coldPerVisit: 1, draws: 400 };
const REPLAYED = { draws: 400 };

/** Visits that wait for 300 ms, so that the smallest size is best beyond doubt. */
const waiting = (visits: readonly (readonly [size: number, count: number])[]): Observation[] =>
  visits.flatMap(([size, count], visit) =>
    warm(
      size,
      visit,
      Array.from({ length: count }, (_, index) => 300 + index),
    ),
  );

test('nothing is known: it begins at the size of today, or else in the middle', () => {
  const first = candidateOf(1769);
  const today = explorerPolicy(problemWith(), { ...REAL, first }).next([]);
  assert.deepEqual(today.kind === 'measure' ? today.candidate : undefined, first);
  const middle = explorerPolicy(problemWith(), REAL).next([]);
  assert.equal(middle.kind === 'measure' ? middle.candidate.memorySizeMB : undefined, 512);
});

test('the best one so far is measured again before anything is built on it', () => {
  const move = explorerPolicy(problemWith(), REAL).next(waiting([[512, 2]]));
  assert.deepEqual(move.kind === 'measure' ? [move.candidate, move.count] : [], [candidateOf(512), 2]);
});

test('what looks safe after two visits is measured in a third before a real run says so', () => {
  const seen = waiting([
    [512, 2],
    [1769, 2],
    [128, 2],
    [128, 2],
  ]);
  const real = explorerPolicy(problemWith(), REAL).next(seen);
  assert.deepEqual(real.kind === 'measure' ? real.candidate : undefined, candidateOf(128));
  const after = explorerPolicy(problemWith(), REAL).next([...seen, ...warm(128, 4, [300, 301])]);
  assert.equal(after.kind === 'done' ? after.ended : undefined, 'decided');
});

test('a replay is content with the bound', () => {
  const seen = waiting([
    [512, 2],
    [1769, 2],
    [128, 2],
    [128, 4],
  ]);
  const move = explorerPolicy(problemWith(), REPLAYED).next(seen);
  assert.equal(move.kind === 'done' ? move.ended : undefined, 'decided');
});

test('a size that failed once is tried once more, and nothing is left where all were given up', () => {
  const failed = warm(128, 1, [1]).map(({ durationMs: _, ...it }) => it);
  const move = explorerPolicy(problemWith(), REAL).next([...waiting([[512, 4]]), ...failed]);
  assert.deepEqual(move.kind === 'measure' ? move.candidate : undefined, candidateOf(128));
  const none = explorerPolicy(problemWith({ candidates: [] }), REAL).next(failed);
  assert.equal(none.kind === 'done' ? none.ended : undefined, 'exhausted');
});

/** Sizes of one cost, and noise of half the duration: no number of invocations that anybody makes decides it. */
const hopeless = (visits: number): Observation[] =>
  Array.from({ length: visits }, (_, visit) => {
    const size = [128, 512, 1769][visit % 3] ?? 128;
    return warm(
      size,
      visit,
      [0.4, 1.7, 0.9, 1.0].map((by) => (by * (visit % 2 === 0 ? 1.2 : 0.8) * 128_000) / size),
    );
  }).flat();

test('a run that was given no end ends when the looks that its confidence pays for are made', () => {
  const early = explorerPolicy(problemWith(), REAL).next(hopeless(40));
  assert.equal(early.kind, 'measure');
  const seen = hopeless(61);
  assert.ok(looksBy(seen.length) > PAID_LOOKS);
  const late = explorerPolicy(problemWith(), REAL).next(seen);
  assert.equal(late.kind === 'done' ? late.ended : undefined, 'exhausted');
  assert.ok(late.kind === 'done' && late.boundRatio !== null && late.boundRatio > 0.02);
});

test('one that was given an end of its own goes on to it', () => {
  const bounded = problemWith({ goal: { ...goal, maxInvocations: 400 } });
  assert.equal(explorerPolicy(bounded, REAL).next(hopeless(61)).kind, 'measure');
  const over = explorerPolicy(bounded, REAL).next(hopeless(100));
  assert.equal(over.kind === 'done' ? over.ended : undefined, 'max-invocations');
});

test('what is left for a visit after its cold start is all that it makes', () => {
  const tight = problemWith({ goal: { ...goal, maxInvocations: 44 } });
  const move = explorerPolicy(tight, REAL).next(hopeless(10));
  assert.ok(move.kind === 'measure' && move.count <= 3);
  const none = explorerPolicy(problemWith({ goal: { ...goal, maxInvocations: 41 } }), REAL).next(hopeless(10));
  assert.equal(none.kind === 'done' ? none.ended : undefined, 'max-invocations');
});

test('looks are few, and what they leave out together is what the confidence allows', () => {
  assert.deepEqual([0, 5, 6, 9, 12, 170, 174].map(looksBy), [0, 0, 1, 2, 3, 10, 11]);
  // Pocock: 11 looks at 0.0112 each are 0.05 together, as one look resembles the one before.
  assert.ok(Math.abs(doubtOfLook(0.95) - 0.011) < 1e-9);
});
