import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderLogsMarkdown } from '../../../src/views/markdown/index.js';
import { invocations } from '../../fixtures/log-lines.js';
import { bareLog, emptyLog, folded, threeFunctions } from '../../fixtures/log-results.js';
import { assertGolden } from '../golden.js';

describe('the summary of a log in Markdown', () => {
  it('of three functions is the golden file', () => {
    assertGolden(import.meta.url, 'logs-three-functions.golden.md', renderLogsMarkdown(threeFunctions()));
  });

  it('says before the table what changes the meaning of every cost', () => {
    const text = renderLogsMarkdown(bareLog());
    assert.match(
      text,
      /> \[!WARNING\]\n> - Priced as us-east-1: the log does not say its region\. Name the region with --region\./,
    );
    assert.ok(text.indexOf('[!WARNING]') < text.indexOf('| Function'));
  });

  it('of a log without a report has no table', () => {
    const text = renderLogsMarkdown(emptyLog());
    assert.match(text, /\*\*0 invocations\.\*\*/);
    assert.doesNotMatch(text, /\| Function/);
  });

  it('keeps a function name from opening a link, a row or an element', () => {
    const text = renderLogsMarkdown(folded(invocations(3, { functionName: '[x](y)|<b>@all' })));
    assert.ok(text.includes('\\[x\\](y)\\|&lt;b>@<!-- -->all, 512 MB'));
  });

  it('puts an interval or its absence beside every figure of the table', () => {
    for (const line of renderLogsMarkdown(threeFunctions())
      .split('\n')
      .filter((it) => it.startsWith('| checkout'))) {
      for (const cell of line.split(' | ').slice(2, 10)) assert.match(cell, /\[.+\]$|^\$|^none$|%/);
    }
  });
});
