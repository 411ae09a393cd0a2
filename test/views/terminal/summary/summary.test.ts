import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { renderSummary } from '../../../../src/views/terminal/index.js';
import { bothArchitectures, complete, everythingFailed, single, sizeOf } from '../fixtures.js';
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

  it('says the same with colours as without', () => {
    const colored = renderSummary(complete, { width: 80, color: true });
    assert.notEqual(colored, renderSummary(complete, at80));
    assert.equal(stripVTControlCharacters(colored), renderSummary(complete, at80));
  });

  it('says why nothing is recommended', () => {
    assert.match(renderSummary(everythingFailed, at80), /Nothing is recommended: 2 sizes failed/);
    const limit = { ...complete, recommendation: null };
    assert.match(renderSummary(limit, at80), /none of the 5 measured sizes fits the strategy\s+"balanced"/);
  });

  it('says why an interval is missing, once for each reason', () => {
    const text = renderSummary(single, at80);
    assert.equal(text.match(/\[1\] no interval: /g)?.length, 1);
    assert.match(text, /1\.98 s {2}none \[1\]/);
  });

  it('has no footnote for a column that is not shown', () => {
    const sizes = [sizeOf({ memory: 512, warmMs: 20, initMs: 300, perMillion: 2, warm: 20 })];
    const narrow = renderSummary({ ...complete, sizes }, at80);
    assert.doesNotMatch(narrow, /no interval: /);
  });

  it('says when there is no current size to compare with', () => {
    assert.match(renderSummary(single, at80), /made for this run/);
    const same = {
      ...complete,
      function: { ...complete.function, currentMemorySizeMB: complete.sizes[4]?.memorySizeMB ?? null },
    };
    assert.match(renderSummary(same, at80), /1,769 MB is the current memory size: nothing to change/);
  });

  it('marks one architecture, not its namesake on the other', () => {
    const marked = renderSummary(bothArchitectures, { width: 120, color: false }).match(/★ 1,769 MB +(arm64|x86_64)/g);
    assert.deepEqual(new Set(marked), new Set(['★ 1,769 MB    arm64']));
  });
});
