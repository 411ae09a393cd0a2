import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderLoadMarkdown } from '../../../src/views/markdown/index.js';
import { atUrl, threeSizes } from '../../fixtures/load-result.js';
import { assertGolden } from '../golden.js';

describe('the summary of a load in Markdown', () => {
  it('of three sizes is the golden file', () => {
    assertGolden(import.meta.url, 'load-three-sizes.golden.md', renderLoadMarkdown(threeSizes));
  });

  it('of a URL claims no latency, and says why before the table', () => {
    const text = renderLoadMarkdown(atUrl);
    assertGolden(import.meta.url, 'load-url.golden.md', text);
    assert.ok(text.indexOf('[!WARNING]') < text.indexOf('| Rate, intended'));
  });

  it('keeps names from opening a link, a row or an element', () => {
    const [arm] = threeSizes.arms;
    assert.ok(arm !== undefined);
    const failures = [{ kind: 'function-error', errorType: '[x](y)|<b>@all', count: 1 }];
    const text = renderLoadMarkdown({ ...threeSizes, arms: [{ ...arm, total: { ...arm.total, failures } }] });
    assert.ok(text.includes('\\[x\\](y)\\|&lt;b>@<!-- -->all'));
  });
});
