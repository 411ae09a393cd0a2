import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckResult } from '../../../src/analysis/index.js';
import { regressedByImport as importStory, unchanged as unchangedStory } from '../../fixtures/check/index.js';
import { isBroken, lineOf, wrongIn } from './cases.js';

const [regressedByImport, unchanged] = [importStory(), unchangedStory()];

const withVerdict = (result: CheckResult, metric: string, verdict: CheckResult['verdict']): CheckResult => ({
  ...result,
  findings: result.findings.map((it) => (it.metric === metric ? { ...it, verdict } : it)),
});

test('of the same code any verdict but regressed is right', () => {
  assert.equal(wrongIn('a-a', unchanged), undefined);
  assert.equal(wrongIn('a-a', { ...unchanged, verdict: 'inconclusive' }), undefined);
  assert.match(wrongIn('a-a', regressedByImport) ?? '', /^regressed: initDuration/);
});

test('an import counts as found where init regressed and the explanation names it first', () => {
  assert.equal(wrongIn('import', unchanged), 'it is unchanged');
  const [explanation] = regressedByImport.explanations;
  const [change] = explanation?.changes ?? [];
  assert.ok(explanation !== undefined && change !== undefined);
  assert.match(wrongIn('import', regressedByImport) ?? '', /is named first/);
  const named = { ...explanation, changes: [{ ...change, name: './rates.mjs' }] };
  assert.equal(wrongIn('import', { ...regressedByImport, explanations: [named] }), undefined);
});

test('a slower handler counts as found where init stays', () => {
  const slower = withVerdict(unchanged, 'warmDuration', 'regressed');
  assert.equal(wrongIn('handler', slower), undefined);
  assert.equal(wrongIn('handler', withVerdict(slower, 'initDuration', 'inconclusive')), 'init is inconclusive');
});

test('a claim is broken by more than one that is wrong, of as many as were promised', () => {
  const tally = (checks: number, wrong: number) => ({ checks, wrong: Array(wrong).fill('x'), coldStarts: [20] });
  assert.deepEqual(
    [isBroken('a-a', tally(40, 1)), isBroken('a-a', tally(40, 2)), isBroken('import', tally(40, 2))],
    [false, true, false],
  );
  assert.match(lineOf('a-a', tally(40, 1)), /39 of 40 \(\d+\.\d % to \d+\.\d %\), mean of 20\.0 cold starts a side$/);
});
