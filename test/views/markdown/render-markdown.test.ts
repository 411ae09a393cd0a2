import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderMarkdown } from '../../../src/views/markdown/index.js';
import {
  brokenOff,
  everythingFailed,
  interrupted,
  simulated,
  sixSizes,
  twoArchitectures,
} from '../../fixtures/analysis.js';
import { assertGolden } from '../golden.js';

const GOLDEN = {
  'six-sizes': sixSizes,
  'everything-failed': everythingFailed,
  interrupted,
  'two-architectures': twoArchitectures,
  simulated,
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

  it('says of each failure how many of how many', () => {
    assert.match(renderMarkdown(sixSizes()), /^- 128 MB: 12 of 12 failed with Runtime\.OutOfMemory: /m);
  });

  it('warns once, and before the table of what changes every figure', () => {
    const analysis = brokenOff({ reason: 'failed', detail: 'the endpoint went away' });
    const text = renderMarkdown(analysis);
    for (const { code } of analysis.result.warnings) assert.equal(text.split(`\`${code}\``).length, 2, code);
    const before = text.slice(0, text.indexOf('| Memory size'));
    assert.match(before, /> - The run failed before its plan was done: the endpoint went away\. .*`run-failed`/);
    assert.match(before, /`cpu-not-enforced`/);
    assert.doesNotMatch(before, /`runtime-substituted`/);
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
