import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderHtml } from '../../../src/views/html/index.js';
import { undecidedExplored } from '../../fixtures/exploration/index.js';
import { type Opened, openReport } from './opened.js';

const VIEWS = [
  { name: 'light', media: 'screen', colorScheme: 'light', width: 1200 },
  { name: 'dark', media: 'screen', colorScheme: 'dark', width: 1200 },
  { name: 'print', media: 'print', colorScheme: 'dark', width: 690 },
  { name: 'a screen of 360 px', media: 'screen', colorScheme: 'light', width: 360 },
] as const;

describe('the report of a run that explored, in a browser', () => {
  let opened: Opened;

  before(async () => {
    opened = await openReport(await renderHtml(undecidedExplored()), 4);
  });
  after(() => opened?.close());

  for (const { name, media, colorScheme, width } of VIEWS) {
    it(`draws the curve with its band, the measured sizes and the frontier within its width: ${name}`, async () => {
      await opened.page.emulateMedia({ media, colorScheme });
      await opened.page.setViewportSize({ width, height: 900 });
      await opened.page.waitForFunction(WITHIN_FRAMES);
      assert.deepEqual(await opened.page.evaluate<number[]>(drawn('.mark-area path')), [1, 1, 0, 0]);
      assert.deepEqual(await opened.page.evaluate<number[]>(drawn('path[stroke-dasharray="1,3.5"]')), [1, 1, 0, 0]);
      assert.deepEqual(
        await opened.page.evaluate<number[]>(drawn('.mark-symbol path[stroke-width="1.75"]')),
        [4, 4, 4, 4],
      );
      assert.equal(await opened.page.evaluate('document.documentElement.scrollWidth'), width);
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

/** Run in the page, so they are text: the tests are compiled for Node.js, which has no document. */
const WITHIN_FRAMES = `[...document.querySelectorAll('.chart')].every((frame) => {
  const drawing = frame.querySelector('svg');
  return drawing !== null && drawing.getBoundingClientRect().width <= frame.getBoundingClientRect().width + 1;
})`;

/** How many of something each chart has. */
const drawn = (selector: string): string =>
  `[...document.querySelectorAll('.chart')].map((frame) => frame.querySelectorAll(${JSON.stringify(selector)}).length)`;
