import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyseApply } from '../../../../src/analysis/index.js';
import { applyRecordingOf } from '../../../../src/recording/index.js';
import { epochMilliseconds } from '../../../../src/units/index.js';
import { renderApplyMarkdown } from '../../../../src/views/markdown/index.js';
import { renderApplyPlan, renderApplySummary } from '../../../../src/views/terminal/index.js';
import { applicationLines, applyHeader, CANARY, inTurn, windowOf } from '../../../fixtures/application.js';
import { disturbed } from '../../../fixtures/host.js';
import { assertGolden } from '../../golden.js';

const windows = [90, 100, 110].map((ms, index) => windowOf(index, {}, ms));
const resultOf = (...lines: Parameters<typeof applicationLines>) =>
  analyseApply(applyRecordingOf(applyHeader(CANARY), applicationLines(...lines)));
const applied = resultOf(windows);

describe('the views of an application', () => {
  it('say in the terminal what came of it, and every figure with its n and interval', () => {
    assertGolden(
      import.meta.url,
      '../golden/apply-applied.txt',
      renderApplySummary(applied, { width: 100, color: false }),
    );
  });

  it('say the same in Markdown', () => {
    assertGolden(import.meta.url, '../../markdown/apply-applied.golden.md', renderApplyMarkdown(applied));
  });

  it('say why it was rolled back, and why it was not applied', () => {
    const back = renderApplySummary(
      resultOf([windowOf(0, { failures: 1, outOfMemory: 1 })], 'version 8 ran out of memory'),
      { width: 200, color: false },
    );
    assert.match(back, /was applied and rolled back: version 8 ran out of memory\./);
    assert.match(back, /Version 8 was stopped: it ran out of memory\./);
    const not = analyseApply(applyRecordingOf(applyHeader(), inTurn(10, 100, 95)));
    assert.match(
      renderApplySummary(not, { width: 200, color: false }),
      /512 MB → 1,024 MB was not applied: the promise does not hold: cost \+/,
    );
  });

  it('say why nothing could be measured afresh, and nothing of a choice, which none was', () => {
    const end = { type: 'end', at: epochMilliseconds(1_795_000_000_000), reason: 'complete' } as const;
    const spoilt = inTurn(10, 100, 95).map(disturbed);
    const result = analyseApply(applyRecordingOf(applyHeader(), [...spoilt, end]));
    assert.deepEqual(
      result.warnings.map(({ code }) => code),
      ['host-disturbed'],
    );
    for (const view of [renderApplySummary(result, { width: 400, color: false }), renderApplyMarkdown(result)]) {
      assert.match(view, /[Tt]he host disturbed \d+ of \d+ invocations/);
      assert.match(view, /→ end what else runs on the host/);
      assert.match(view, /does not decide whether the promise holds: it takes 6 blocks, and 0 count\./);
    }
  });

  it('show the plan before anybody is asked, with its warnings and its worst', () => {
    const { apply } = applyHeader({ ...CANARY, notes: ['the code has changed since'] });
    const plan = { apply, name: 'orders', place: 'us-east-1' };
    assertGolden(import.meta.url, '../golden/apply-plan.txt', renderApplyPlan(plan, { width: 100, color: false }));
  });
});
