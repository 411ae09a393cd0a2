import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { renderLoadSummary } from '../../../../src/views/terminal/index.js';
import { displayWidth } from '../../../../src/views/terminal/layout/index.js';
import { atUrl, threeSizes } from '../../../fixtures/load-result.js';
import { matchesGolden } from '../golden.js';

const plainly = (result: typeof threeSizes, width = 80): string => renderLoadSummary(result, { width, color: false });

describe('the summary of a load', () => {
  for (const width of [60, 80, 120]) {
    it(`puts three sizes side by side in ${width} columns`, () => {
      const text = plainly(threeSizes, width);
      matchesGolden(`load-summary-${width}`, text);
      for (const line of text.split('\n')) assert.ok(displayWidth(line) <= width, line);
    });
  }

  it('is never wider than the terminal', () => {
    for (let width = 60; width <= 160; width += 7) {
      for (const line of `${plainly(threeSizes, width)}${plainly(atUrl, width)}`.split('\n')) {
        assert.ok(displayWidth(line) <= width, line);
      }
    }
  });

  it('claims no latency where the generator was the bottleneck, and says so', () => {
    const text = plainly(atUrl);
    matchesGolden('load-summary-url-80', text);
    assert.match(text, /Latency +p50 +— \[1\]/);
    assert.match(text, /\[1\] the load generator was the bottleneck/);
  });

  it('says the same with colours as without', () => {
    const colored = renderLoadSummary(threeSizes, { width: 80, color: true });
    assert.notEqual(colored, plainly(threeSizes));
    assert.equal(stripVTControlCharacters(colored), plainly(threeSizes));
  });

  it('names missed thresholds before those that were met', () => {
    const text = plainly(threeSizes);
    assert.match(text, /Thresholds: \d+ of 12 met, \d+ missed/);
    assert.ok(text.indexOf('✗ ') < text.indexOf('✓ '));
  });

  it('takes an escape sequence out of a name', () => {
    const load = { ...threeSizes.load, name: 'a\u001b[31mb' };
    assert.ok(!plainly({ ...threeSizes, load }).includes('\u001b'));
  });

  it('of a load that failed before its first size has no table', () => {
    const text = plainly({ ...threeSizes, arms: [], thresholds: [], choice: null, endReason: 'failed' });
    assert.doesNotMatch(text, /Latency/);
    assert.match(text, /Spent: 7,866 requests/);
  });
});
