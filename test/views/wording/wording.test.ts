import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatMilliseconds, megabytes } from '../../../src/units/index.js';
import {
  changeText,
  failureText,
  isSevere,
  medianOf,
  noteOf,
  p90Of,
  p99Of,
  roleOf,
  sentence,
  sortedWarnings,
  spanText,
} from '../../../src/views/wording/index.js';
import { everythingFailed, interrupted, sixSizes, twoArchitectures } from '../../fixtures/analysis.js';

describe('a span', () => {
  it('says the unit once where both ends share it', () => {
    assert.equal(spanText(formatMilliseconds, 40.9, 42.5), '40.9 to 42.5 ms');
    assert.equal(spanText(formatMilliseconds, 980, 1020), '980 ms to 1.02 s');
    assert.equal(spanText(formatMilliseconds, 40.9, 42.5, '–'), '40.9–42.5 ms');
  });
});

describe('an estimate', () => {
  it('has the interval of its own quantile, or the reason of its own quantile', () => {
    const { durationMs } = sixSizes().result.sizes[1]?.warm ?? {};
    assert.ok(durationMs);
    assert.deepEqual(medianOf(durationMs).evidence, { low: durationMs.low, high: durationMs.high });
    assert.deepEqual(p90Of(durationMs).evidence, { low: durationMs.p90Low, high: durationMs.p90High });
    assert.match(noteOf(p99Of(durationMs)) ?? '', /n >= 368 .* p99, has 40/);
  });
});

describe('a change', () => {
  const versus = {
    currentMemorySizeMB: megabytes(512),
    costPercent: 1.42,
    costPercentLow: -0.61,
    costPercentHigh: 3.38,
    durationPercent: -49.2,
    durationPercentLow: null,
    durationPercentHigh: null,
    note: 'too few',
  };
  it('says its interval, or why there is none', () => {
    assert.equal(
      changeText(versus),
      'cost +1.42 % (-0.61 to +3.38 %), median warm duration -49.2 % (no interval); no interval: too few',
    );
  });
});

describe('a failure', () => {
  const [size] = sixSizes().result.sizes;
  assert.ok(size);
  it('says how many of how many, and the type where there is one', () => {
    const text = (kind: 'timed-out' | 'function-error' | 'unreadable', errorType?: string) =>
      failureText(size, { kind, count: 3, message: 'why', ...(errorType === undefined ? {} : { errorType }) });
    assert.equal(text('function-error', 'Runtime.ExitError'), '3 of 12 failed with Runtime.ExitError: why');
    assert.equal(text('function-error', ''), '3 of 12 failed: why');
    assert.equal(text('timed-out'), '3 of 12 timed out: why');
    assert.equal(text('unreadable'), '3 of 12 without a readable report: why');
  });
});

describe('the role of a size', () => {
  it('is its own on each architecture', () => {
    const { result } = twoArchitectures();
    const roles = result.sizes
      .filter((it) => it.memorySizeMB === 1769)
      .map((it) => [it.architecture, roleOf(result, it)]);
    assert.deepEqual(Object.fromEntries(roles), { x86_64: 'tied', arm64: 'recommended' });
  });

  it('is that of any other where nothing is recommended', () => {
    const { result } = everythingFailed();
    assert.ok(result.sizes.every((size) => roleOf(result, size) === 'other'));
  });
});

describe('warnings', () => {
  it('are severe where they change what every figure means', () => {
    const severe = (code: string) => isSevere({ code, message: '', hint: '' });
    for (const code of ['cpu-not-enforced', 'memory-not-enforced', 'run-failed', 'no-end'])
      assert.ok(severe(code), code);
    for (const code of ['tied', 'sizes-capped', 'runtime-substituted', 'reports-unreadable'])
      assert.ok(!severe(code), code);
  });

  it('give the reason for no recommendation apart from the others', () => {
    const { whyNothing, others } = sortedWarnings(everythingFailed().result);
    assert.equal(whyNothing?.code, 'every-size-failed');
    assert.ok(!others.some(({ code }) => code === 'every-size-failed'));
    const { result } = interrupted();
    assert.deepEqual(sortedWarnings(result), { whyNothing: undefined, others: result.warnings });
  });
});

describe('a sentence', () => {
  it('begins with a capital and ends with a full stop', () => {
    assert.equal(sentence('no size fits'), 'No size fits.');
    assert.equal(sentence('Is it so?'), 'Is it so?');
  });
});
