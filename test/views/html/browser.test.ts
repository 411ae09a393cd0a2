import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderHtml } from '../../../src/views/html/index.js';
import { sixSizes } from '../../fixtures/analysis.js';
import { type Opened, openReport } from './opened.js';

const VIEWS = [
  { name: 'light', media: 'screen', colorScheme: 'light', width: 1200, ink: 'rgb(27, 31, 36)' },
  { name: 'dark', media: 'screen', colorScheme: 'dark', width: 1200, ink: 'rgb(230, 233, 236)' },
  { name: 'print, asked for in the dark', media: 'print', colorScheme: 'dark', width: 690, ink: 'rgb(27, 31, 36)' },
  { name: 'a screen of 360 px', media: 'screen', colorScheme: 'light', width: 360, ink: 'rgb(27, 31, 36)' },
] as const;

describe('the report in a browser', () => {
  let opened: Opened;

  before(async () => {
    opened = await openReport(await renderHtml(sixSizes()), 4);
  });
  after(() => opened?.close());

  for (const { name, media, colorScheme, width, ink } of VIEWS) {
    it(`draws all four charts, in its colours and within its width: ${name}`, async () => {
      await opened.page.emulateMedia({ media, colorScheme });
      await opened.page.setViewportSize({ width, height: 900 });
      await opened.page.waitForFunction(WITHIN_FRAMES);
      assert.deepEqual(await opened.page.evaluate<number[]>(MARKS_DRAWN), [6, 6, 5, 6]);
      assert.equal(await opened.page.evaluate('getComputedStyle(document.body).color'), ink);
      assert.equal(await opened.page.evaluate('document.documentElement.scrollWidth'), width);
    });
  }

  it('labels the recommended size and the tied one in the plane', async () => {
    const labels = await opened.page.locator('#cost-duration-plane .mark-text tspan').allTextContents();
    for (const label of ['recommended', 'tied', '1,769 MB']) assert.ok(labels.includes(label), labels.join());
  });

  it('asks for nothing but itself, and the console stays empty', () => {
    assert.deepEqual(
      opened.requests.map((url) => url.split('/').at(-1)),
      ['report.html'],
    );
    assert.deepEqual(opened.complaints, []);
  });
});

/** Run in the page, so they are text: the tests are compiled for Node.js, which has no document. */
const WITHIN_FRAMES = `[...document.querySelectorAll('.chart')].every((frame) => {
  const drawing = frame.querySelector('svg');
  return drawing !== null && drawing.getBoundingClientRect().width <= frame.getBoundingClientRect().width + 1;
})`;

/** Figures and gaps a chart: with six sizes of which one failed, 5 and 1, and no gap in the plane. */
const MARKS_DRAWN = `[...document.querySelectorAll('.chart')].map((frame) =>
  frame.querySelectorAll('.mark-symbol path[stroke-width="1.75"], .mark-rule line[stroke-dasharray]').length)`;
