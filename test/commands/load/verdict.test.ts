import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadResult } from '../../../src/analysis/index.js';
import { verdictOf } from '../../../src/commands/load/verdict.js';
import { threeSizes } from '../../fixtures/load-result.js';

const [threshold] = threeSizes.thresholds;
const [arm] = threeSizes.arms;
if (threshold === undefined || arm === undefined) throw new Error('the fixture has thresholds and arms');

type Verdict = LoadResult['thresholds'][number]['verdict'];
type Status = LoadResult['arms'][number]['status'];
const result = (verdicts: readonly Verdict[], statuses: readonly Status[]): LoadResult => ({
  ...threeSizes,
  thresholds: verdicts.map((verdict) => ({ ...threshold, verdict })),
  arms: statuses.map((status) => ({ ...arm, status })),
});

const CASES: readonly (readonly [string, LoadResult, string, RegExp])[] = [
  ['all met', result(['met', 'met'], ['complete', 'complete']), 'ok', /^$/],
  ['none asked for', result([], ['complete']), 'ok', /^$/],
  ['one missed', result(['met', 'missed'], ['complete', 'complete']), 'threshold', /^missed: /],
  [
    'one missed, one undecided',
    result(['missed', 'undecided'], ['complete', 'complete']),
    'threshold',
    /^missed: [^;]*$/,
  ],
  ['one undecided', result(['undecided'], ['complete']), 'inconclusive', /^undecided: /],
  ['generator-limited', result(['met'], ['generator-limited']), 'inconclusive', /^Kelvin was the bottleneck/],
  ['missed by all that failed', result(['missed'], ['failed', 'failed']), 'threshold', /^missed: /],
  ['all failed', result([], ['failed', 'failed']), 'failed', /^the load failed at .*;the load failed/],
  ['some failed', result([], ['failed', 'complete']), 'ok', /^$/],
  ['cut short', result([], ['cut-short']), 'ok', /^$/],
  ['nothing measured', result([], []), 'failed', /^nothing was measured$/],
];
test('a threshold that did not hold is named with what was measured instead', () => {
  const missed = { ...threshold, text: 'p99Latency: <300ms', metric: 'p99Latency', verdict: 'missed' as const };
  const [line] = verdictOf({
    ...threeSizes,
    thresholds: [{ ...missed, value: 412, low: 380, high: 450, n: 3000 }],
  }).reasons;
  assert.match(line ?? '', /^missed: p99Latency: <300ms at [\d,]+ MB: 412 ms \(380 to 450 ms, n 3,000\)$/);
});

for (const [name, given, exit, reasons] of CASES) {
  test(`a load's exit code, ${name}: ${exit}`, () => {
    const verdict = verdictOf(given);
    assert.equal(verdict.exit, exit);
    assert.match(verdict.reasons.join(';'), reasons);
  });
}
