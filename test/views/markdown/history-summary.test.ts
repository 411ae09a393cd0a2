import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderHistoryMarkdown } from '../../../src/views/markdown/index.js';
import { oddLastNight, troubled, twoMoves } from '../../fixtures/history-results.js';
import { assertGolden } from '../golden.js';

for (const [name, story] of Object.entries({ twoMoves, oddLastNight, troubled })) {
  test(`${name} is as the golden file`, () => {
    assertGolden(import.meta.url, `history-${name}.golden.md`, renderHistoryMarkdown(story()));
  });
}

test('names from elsewhere cannot end a row or open an element', () => {
  const text = renderHistoryMarkdown(troubled());
  assert.ok(!text.includes('<b>'));
  assert.ok(text.includes('&lt;b>\\|\\*'));
});
