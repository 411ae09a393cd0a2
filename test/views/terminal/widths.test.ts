import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Result, SizeResult } from '../../../src/analysis/index.js';
import { megabytes, milliseconds, usd } from '../../../src/units/index.js';
import { plainView, renderSummary } from '../../../src/views/terminal/index.js';
import { displayWidth } from '../../../src/views/terminal/layout/index.js';
import { frame } from '../../../src/views/terminal/live/frame.js';
import { initialUi } from '../../../src/views/terminal/live/ui-state.js';
import { bothExplored, failedSizesExplored, undecidedExplored } from '../../fixtures/exploration/index.js';
import fc from '../../fixtures/properties.js';
import { exploringProgress, looksAt } from './exploration/exploring.js';
import { complete, cost, everythingFailed, progressOf, quantiles, single, sizeOf } from './fixtures.js';

/** From picoseconds to centuries, evenly over the magnitudes. */
const magnitude = fc.double({ min: -9, max: 12, noNaN: true }).map((exponent) => 10 ** exponent);
const count = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 2_000_000_000 }));
const text = fc.string({ unit: 'grapheme', maxLength: 300 });

const size: fc.Arbitrary<SizeResult> = fc
  .record({
    memory: fc.integer({ min: 1, max: 99_999 }),
    ms: magnitude,
    price: magnitude,
    n: count,
    message: text,
    capped: fc.boolean(),
    failed: fc.boolean(),
  })
  .map(({ memory, ms, price, n, message, capped, failed }) => ({
    ...sizeOf({ memory, warmMs: ms, initMs: ms, perMillion: price }),
    capped,
    status: failed ? 'failed' : 'measured',
    attempts: n,
    warm: { n, disturbed: n % 3, durationMs: quantiles(ms, n), billedDurationMs: null, initDurationMs: null },
    costPerMillionUsd: cost(price, n),
    maxMemoryUsedMB: megabytes(price),
    failures: failed ? [{ kind: 'function-error', errorType: message.slice(0, 40), message, count: n }] : [],
  }));

const result: fc.Arbitrary<Result> = fc
  .record({
    base: fc.constantFrom(complete, everythingFailed, single),
    sizes: fc.array(size, { maxLength: 12 }),
    name: text,
    both: fc.boolean(),
    percent: magnitude,
  })
  .map(({ base, sizes, name, both, percent }) => ({
    ...base,
    sizes,
    scenario: { ...base.scenario, name, architectures: both ? ['arm64', 'x86_64'] : ['arm64'] },
    function: { ...base.function, name, timeoutMs: milliseconds(1) },
    recommendation: base.recommendation && {
      ...base.recommendation,
      reason: name,
      versusCurrent: complete.recommendation?.versusCurrent
        ? { ...complete.recommendation.versusCurrent, costPercent: percent, costPercentLow: -percent, note: name }
        : null,
    },
    warnings: [{ code: 'x', message: name, hint: name }],
    spent: { invocations: 1, billedGbSeconds: percent, usd: usd(percent) },
  }));

const width = fc.integer({ min: 60, max: 160 });

/** A run that explores, with words and figures of any length. */
const explored: fc.Arbitrary<Result> = fc
  .record({
    base: fc.constantFrom(...[bothExplored(), undecidedExplored(), failedSizesExplored()].map(({ result: it }) => it)),
    words: text,
    factor: fc.integer({ min: -6, max: 9 }).map((exponent) => 10 ** exponent),
    bound: magnitude,
  })
  .map(({ base, words, factor, bound }) => {
    const { exploration, recommendation } = base;
    if (exploration === undefined || exploration.regret === null) return base;
    const curve = exploration.curve.map((it) => ({
      ...it,
      costPerMillionUsd: {
        mean: usd(it.costPerMillionUsd.mean * factor),
        low: usd(it.costPerMillionUsd.low * factor),
        high: usd(it.costPerMillionUsd.high * factor),
      },
    }));
    return {
      ...base,
      recommendation: recommendation && { ...recommendation, reason: words },
      exploration: {
        ...exploration,
        curve,
        shape: words,
        doubts: [words],
        regret: { ...exploration.regret, boundRatio: bound },
      },
    };
  });

function within(lines: readonly string[], limit: number): void {
  for (const line of lines) assert.ok(displayWidth(line) <= limit, `${displayWidth(line)} cells of ${limit}: ${line}`);
}

describe('widths', () => {
  it('are never exceeded by the summary, the frame and the lines of a run that explores', () => {
    fc.assert(
      fc.property(
        explored,
        fc.integer({ min: 30, max: 160 }),
        fc.integer({ min: 2, max: 50 }),
        text,
        (it, limit, rows, why) => {
          const progress = exploringProgress(it, 21, { ...looksAt(1536, why), activity: why });
          const lines = frame(progress, initialUi, { width: limit, rows, keys: 'heard' });
          within(
            lines.map((line) => line.text),
            limit,
          );
          assert.ok(lines.length < rows);
          within(renderSummary(it, { width: limit, color: false }).split('\n'), limit);
          plainView({ stdout: { write: (line: string) => within(line.split('\n'), limit) }, width: limit }).update(
            progress,
          );
        },
      ),
    );
  });

  it('are never exceeded by the summary', () => {
    fc.assert(
      fc.property(result, width, (it, limit) =>
        within(renderSummary(it, { width: limit, color: false }).split('\n'), limit),
      ),
    );
  });

  it('are never exceeded by the live frame', () => {
    fc.assert(
      fc.property(result, width, count, fc.boolean(), (it, limit, done, help) => {
        const progress = progressOf(it, done, { done, planned: done * 3, errors: done, activity: it.scenario.name });
        const lines = frame(progress, { ...initialUi, help }, { width: limit, rows: 24, keys: 'heard' });
        within(
          lines.map((line) => line.text),
          limit,
        );
      }),
    );
  });

  it('are never exceeded by plain lines', () => {
    fc.assert(
      fc.property(result, width, text, (it, limit, note) => {
        const lines: string[] = [];
        const view = plainView({ stdout: { write: (line: string) => lines.push(...line.split('\n')) }, width: limit });
        view.update(progressOf(it, 5, { activity: note }));
        view.note(note);
        within(lines, limit);
      }),
    );
  });
});
