import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderMarkdown } from '../../../src/views/markdown/index.js';
import { everythingFailed, interrupted, sixSizes, twoArchitectures } from '../../fixtures/analysis.js';
import { assertGolden } from '../golden.js';

const GOLDEN = {
  'six-sizes': sixSizes,
  'everything-failed': everythingFailed,
  interrupted,
  'two-architectures': twoArchitectures,
};

describe('renderMarkdown', () => {
  for (const [name, analysis] of Object.entries(GOLDEN)) {
    it(`prints ${name} as its golden file has it`, () => {
      assertGolden(import.meta.url, `${name}.golden.md`, renderMarkdown(analysis()));
    });
  }

  it('gives every row of the table as many cells as it has headings, whatever the names hold', () => {
    const analysis = sixSizes();
    const [first, ...others] = analysis.result.sizes;
    assert.ok(first);
    const evil = { kind: 'unreachable', message: '| a | b\n| c', count: 1 } as const;
    const result = { ...analysis.result, sizes: [{ ...first, failures: [evil] }, ...others] };
    const rows = renderMarkdown({ ...analysis, result })
      .split('\n')
      .filter((line) => line.startsWith('|'));
    assert.equal(rows.length, 2 + result.sizes.length);
    assert.deepEqual(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length)), new Set([9]));
  });

  it('shows markup in a name as text, and pings nobody', () => {
    const { scenario, recommendation, ...rest } = sixSizes().result;
    assert.ok(recommendation);
    const text = renderMarkdown({
      measurements: [],
      result: {
        ...rest,
        scenario: { ...scenario, name: '</details><img src=x>|`' },
        recommendation: { ...recommendation, reason: '<img src=x> | @aws **now** [x](http://evil)' },
      },
    });
    assert.ok(text.startsWith('**&lt;img src=x> \\| @<!-- -->aws \\*\\*now\\*\\* \\[x\\](http://evil)**'), text);
    assert.ok(text.includes("Scenario `</details><img src=x>\\|'`"), text);
  });
});
