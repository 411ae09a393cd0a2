import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Header } from '../../src/recording/index.js';
import { renderHtml } from '../../src/views/html/index.js';
import { renderMarkdown } from '../../src/views/markdown/index.js';
import { renderSummary } from '../../src/views/terminal/index.js';
import { copiedText } from '../../src/views/wording/index.js';
import { sixSizes } from '../fixtures/analysis.js';

/** The three reports of a run in which the function was measured like this. */
async function reportsWith(fn: Partial<Header['function']>): Promise<readonly string[]> {
  const analysis = sixSizes();
  const result = { ...analysis.result, function: { ...analysis.result.function, ...fn } };
  return [
    renderSummary(result, { width: 200, color: false }),
    renderMarkdown({ ...analysis, result }),
    await renderHtml({ ...analysis, result }),
  ];
}

test('every report says that a copy was measured, and for what', async () => {
  for (const text of await reportsWith({ copied: { differing: ['Environment', 'Timeout'] } })) {
    assert.match(
      text,
      /a copy was measured, made for the run and removed with it, as Environment, Timeout of what was/,
    );
  }
  for (const text of await reportsWith({})) assert.doesNotMatch(text, /a copy was measured/);
});

test('a twin is told too where its copy was measured', () => {
  const twin: NonNullable<Header['function']['twin']> = {
    name: 'orders-arm',
    architecture: 'arm64',
    copied: { differing: ['CodeSha256'] },
  };
  const alone = 'of orders-arm a copy was measured, as CodeSha256 of what was named is not that of $LATEST';
  assert.equal(copiedText({ twin }), alone);
  assert.equal(
    copiedText({ copied: { differing: [] }, twin: { ...twin, copied: { differing: [] } } }),
    'a copy was measured, made for the run and removed with it; and of orders-arm too',
  );
  assert.equal(copiedText({ twin: { name: 'orders-arm', architecture: 'arm64' } }), undefined);
});

test('every report says where $LATEST itself was measured, which others may have invoked meanwhile', async () => {
  for (const text of await reportsWith({ onLatest: true })) {
    assert.match(text, /\$LATEST itself was measured, set to each memory size for a visit and put back after it/);
  }
});
