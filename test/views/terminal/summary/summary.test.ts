import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { renderSummary } from '../../../../src/views/terminal/index.js';
import { simulated } from '../../../fixtures/analysis.js';
import { bothArchitectures, complete, everythingFailed, single, sizeOf, tooSlow, unchanged } from '../fixtures.js';
import { matchesGolden } from '../golden.js';

const at80 = { width: 80, color: false };

describe('the summary', () => {
  for (const width of [60, 80, 120, 160]) {
    it(`of a whole run is drawn in ${width} columns`, () => {
      matchesGolden(`summary-complete-${width}`, renderSummary(complete, { width, color: false }));
    });
  }

  for (const width of [80, 120]) {
    it(`of a run in which everything failed is drawn in ${width} columns`, () => {
      matchesGolden(`summary-failed-${width}`, renderSummary(everythingFailed, { width, color: false }));
    });
    it(`of single invocations is drawn in ${width} columns`, () => {
      matchesGolden(`summary-single-${width}`, renderSummary(single, { width, color: false }));
    });
  }

  it('of a run with simulated noise says so beside every figure that holds some', () => {
    matchesGolden('summary-simulated-80', renderSummary(simulated().result, at80));
  });

  it('says the same with colours as without', () => {
    const colored = renderSummary(complete, { width: 80, color: true });
    assert.notEqual(colored, renderSummary(complete, at80));
    assert.equal(stripVTControlCharacters(colored), renderSummary(complete, at80));
  });

  it('says why nothing is recommended', () => {
    const failed = renderSummary(everythingFailed, at80);
    assert.match(failed, /✗ The function failed at every memory size: nothing can be recommended\.\n {2}→ see what/);
    assert.equal(failed.match(/failed at every memory size/g)?.length, 1);
    assert.match(renderSummary(tooSlow, at80), /✗ No measured size meets the duration limit/);
  });

  it('says how many of the invocations failed, and with what', () => {
    const text = renderSummary(complete, { width: 120, color: false });
    assert.match(text, /✗ {3}128 MB {3}12 of 13 failed with Runtime\.OutOfMemory: Runtime exited/);
    assert.match(text, /✗ 128 MB: 1 of 13 timed out: Task timed out after 3\.00 seconds/);
    assert.match(text, /✗ 256 MB: 2 of 52 throttled: Rate Exceeded\./);
  });

  it('says what ended a run that failed', () => {
    assert.match(
      renderSummary(single, at80),
      /! the run failed before its plan was done: the endpoint refused the\s+connection/,
    );
  });

  it('says why an interval is missing, once for each reason', () => {
    const text = renderSummary(single, at80);
    assert.equal(text.match(/\[1\] no interval: /g)?.length, 1);
    assert.match(text, /\[1\] no interval: needs n >= 6 for a 95 % interval of p50, has 1\n/);
    assert.match(text, / ms {2}none \[1\]/);
  });

  it('has no footnote for a column that is not shown', () => {
    const sizes = [sizeOf({ memory: 512, warmMs: 20, initMs: 300, perMillion: 2, warm: 20 })];
    const narrow = renderSummary({ ...complete, sizes }, at80);
    assert.doesNotMatch(narrow, /no interval: /);
  });

  it('says when there is no current size to compare with', () => {
    assert.match(renderSummary(single, at80), /made for this run/);
    assert.match(renderSummary(unchanged, at80), /1,769 MB is the current memory size: nothing to change/);
  });

  it('marks one architecture as recommended, and what is tied with it on the other', () => {
    const text = renderSummary(bothArchitectures, { width: 120, color: false });
    assert.deepEqual(
      new Set(text.match(/[★≈] 1,769 MB {3,}\S+/g)),
      new Set(['★ 1,769 MB    arm64', '≈ 1,769 MB   x86_64']),
    );
  });
});
