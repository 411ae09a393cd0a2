import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { looksFor, promisesOf, verify } from '../../../src/analysis/apply/index.js';
import { bookFor } from '../../../src/pricing/index.js';
import type { Measurement } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { sixSizes } from '../../fixtures/analysis.js';
import { applyHeader, FROM, inTurn, PROMISES, TO } from '../../fixtures/application.js';
import { measured } from '../../fixtures/recording.js';

const book = bookFor('us-east-1', '2026-11-20');
const verdictOf = (measurements: readonly Measurement[], header = applyHeader()) =>
  verify({ header, measurements }, book);

describe('what is promised of a recommendation', () => {
  const { result } = sixSizes();
  const change = result.recommendation?.versusCurrent;

  it('is the change against today, held to its worse end and the tolerance', () => {
    assert.ok(change != null && change.durationPercentHigh !== null, 'the fixture compares with today');
    const duration = promisesOf(result, 0.05).find((it) => it.of === 'duration');
    assert.ok(duration?.kind === 'change');
    assert.equal(duration.percent, change.durationPercent);
    const kept = ((1 + change.durationPercentHigh / 100) * 1.05 - 1) * 100;
    assert.ok(duration.mostPercent <= kept + 1e-9);
  });

  it('never lets what the strategy wants small be larger than today, however wide its interval was', () => {
    assert.ok(change != null && result.recommendation !== null);
    const wide = { ...change, costPercentHigh: 40, durationPercentHigh: 60 };
    const scenario = { ...result.scenario, strategy: { kind: 'cheapest' as const } };
    const promises = promisesOf(
      { ...result, scenario, recommendation: { ...result.recommendation, versusCurrent: wide } },
      0.05,
    );
    assert.deepEqual(
      promises.map((it) => (it.kind === 'change' ? Math.round(it.mostPercent) : undefined)),
      [5, 68],
    );
  });

  it('is the figures themselves where today was not measured, which are looked at once', () => {
    assert.ok(result.recommendation !== null);
    const promises = promisesOf({ ...result, recommendation: { ...result.recommendation, versusCurrent: null } }, 0.05);
    assert.deepEqual(
      promises.map(({ kind, of }) => [kind, of]),
      [
        ['level', 'cost'],
        ['level', 'duration'],
      ],
    );
    assert.deepEqual(looksFor(promises), [20]);
    assert.deepEqual(looksFor(PROMISES), [6, 12, 20]);
  });
});

describe('a fresh measurement of both sizes', () => {
  it('keeps the promise where it is as was said', () => {
    const { verdict, promises, blocks } = verdictOf(inTurn(10, 100, 50));
    assert.equal(verdict, 'kept');
    assert.equal(blocks, 10);
    assert.deepEqual(
      promises.map((it) => it.verdict),
      ['kept', 'kept'],
    );
  });

  it('breaks it where the function is as slow as before', () => {
    const { verdict, promises } = verdictOf(inTurn(10, 100, 95));
    assert.equal(verdict, 'broken');
    assert.ok(promises.every((it) => it.fresh !== null && it.fresh.low !== null && it.fresh.n > 0));
  });

  it('says nothing while the interval holds the line', () => {
    assert.equal(verdictOf(inTurn(5, 100, 54.6)).verdict, 'open');
    assert.equal(verdictOf(inTurn(2, 100, 50)).verdict, 'open', 'two blocks have no interval');
    assert.equal(verdictOf([]).verdict, 'open');
  });

  it('decides nothing by fewer blocks than its first look has, as where the host has spoilt the others', () => {
    const { verdict, promises } = verdictOf(inTurn(5, 100, 50));
    assert.equal(verdict, 'open');
    assert.ok(promises.every((it) => it.verdict === 'open' && it.fresh !== null && it.fresh.high !== null));
    assert.equal(verdictOf(inTurn(6, 100, 50)).verdict, 'kept');
  });

  it('breaks it where the new size fails and the old one does not, and blames nothing where both do', () => {
    const failing = (size: number) =>
      Array.from({ length: 4 }, (_, block) =>
        measured(
          size,
          { kind: 'function-error', latencyMs: milliseconds(5), errorType: 'Runtime.OutOfMemory', message: 'killed' },
          { block },
        ),
      );
    const fine = inTurn(4, 100, 50);
    const broken = verdictOf([...fine.filter((it) => it.memorySizeMB === FROM), ...failing(TO)]);
    assert.deepEqual([broken.verdict, broken.failing], ['broken', 'new']);
    const both = verdictOf([...failing(FROM), ...failing(TO)]);
    assert.deepEqual([both.verdict, both.failing], ['open', 'both']);
  });

  it('is hardly ever called broken, at any of its looks, where the promise is just kept', () => {
    const runs = Array.from({ length: 120 }, (_, seed) => inTurn(20, 100, 54.6, seed + 1));
    const wrong = runs.filter((all) =>
      [6, 12, 20].some((blocks) => verdictOf(all.filter(({ block }) => block < blocks)).verdict === 'broken'),
    );
    assert.ok(wrong.length <= 10, `${wrong.length} of ${runs.length}`);
  });
});
