import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderHistoryHtml } from '../../../src/views/html/index.js';
import { twoMoves } from '../../fixtures/history-results.js';
import { type Opened, openReport } from './opened.js';

const VIEWS = [
  { colorScheme: 'light', width: 1200 },
  { colorScheme: 'dark', width: 1200 },
  { colorScheme: 'light', width: 360 },
] as const;

/** Of the first chart: bands of changes, points of sessions. */
const MARKS = `[...document.querySelectorAll('#course-0 svg .mark-rect path, #course-0 svg .mark-symbol path')].reduce(
  (counts, it) => it.closest('.mark-rect') ? [counts[0] + 1, counts[1]] : [counts[0], counts[1] + 1], [0, 0])`;

describe('the report of a history in a browser', () => {
  let opened: Opened;

  before(async () => {
    opened = await openReport(await renderHistoryHtml(twoMoves()), twoMoves().series.length);
  });
  after(() => opened?.close());

  for (const { colorScheme, width } of VIEWS) {
    it(`draws every series within the page: ${colorScheme}, ${width} px`, async () => {
      await opened.page.emulateMedia({ colorScheme });
      await opened.page.setViewportSize({ width, height: 900 });
      assert.equal(await opened.page.evaluate('document.documentElement.scrollWidth'), width);
      // Two changes; twenty heads, and twelve bases that were other code.
      assert.deepEqual(await opened.page.evaluate<number[]>(MARKS), [2, 32]);
    });
  }

  it('asks for nothing but itself, and the console stays empty', () => {
    assert.deepEqual(
      opened.requests.map((url) => url.split('/').at(-1)),
      ['report.html'],
    );
    assert.deepEqual(opened.complaints, []);
  });
});
