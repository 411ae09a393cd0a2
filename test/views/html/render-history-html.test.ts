import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderHistoryHtml } from '../../../src/views/html/index.js';
import { troubled, twoMoves } from '../../fixtures/history-results.js';
import { assertGolden } from '../golden.js';
import { withoutLibraries } from './without-libraries.js';

test('a history in which code and platform moved is the golden file', async () => {
  assertGolden(import.meta.url, 'history-two-moves.golden.html', withoutLibraries(await renderHistoryHtml(twoMoves())));
});

test('names from elsewhere are text in it, in charts too', async () => {
  const page = withoutLibraries(await renderHistoryHtml(troubled()));
  assert.ok(!page.includes('<b>'));
  assert.ok(page.includes('&lt;b&gt;|*'));
});
