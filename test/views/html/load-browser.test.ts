import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderLoadHtml } from '../../../src/views/html/index.js';
import { threeSizes } from '../../fixtures/load-result.js';
import { type Opened, openReport } from './opened.js';

const VIEWS = [
  { media: 'screen', colorScheme: 'light', width: 1200, ink: 'rgb(27, 31, 36)' },
  { media: 'screen', colorScheme: 'dark', width: 1200, ink: 'rgb(230, 233, 236)' },
  { media: 'print', colorScheme: 'dark', width: 690, ink: 'rgb(27, 31, 36)' },
  { media: 'screen', colorScheme: 'light', width: 360, ink: 'rgb(27, 31, 36)' },
] as const;

/** Percentiles, rate, latency of each size, open, environments, trouble, cost. */
const CHARTS = 9;

describe('the report of a load in a browser', () => {
  let opened: Opened;

  before(async () => {
    opened = await openReport(await renderLoadHtml(threeSizes), CHARTS);
  });
  after(() => opened?.close());

  for (const { media, colorScheme, width, ink } of VIEWS) {
    it(`draws its charts within the page: ${media}, ${colorScheme}, ${width} px`, async () => {
      await opened.page.emulateMedia({ media, colorScheme });
      await opened.page.setViewportSize({ width, height: 900 });
      assert.equal(await opened.page.evaluate('getComputedStyle(document.body).color'), ink);
      assert.equal(await opened.page.evaluate('document.documentElement.scrollWidth'), width);
    });
  }

  it('draws a curve of percentiles for each memory size, and a mark for each cold start', async () => {
    const lines = await opened.page.locator('#percentile-curves .mark-line path').count();
    // The one request without an answer makes the end of the first curve faint, a line of its own.
    assert.ok(lines >= 3 && lines <= 6, `${lines} lines`);
    const cold = await opened.page.locator('#latency-over-time-0 .mark-symbol path[stroke-width="1.25"]').count();
    assert.equal(cold, 17);
  });

  it('asks for nothing but itself, and the console stays empty', () => {
    assert.deepEqual(
      opened.requests.map((url) => url.split('/').at(-1)),
      ['report.html'],
    );
    assert.deepEqual(opened.complaints, []);
  });
});
