import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderCheckHtml } from '../../../src/views/html/index.js';
import { regressedByImport } from '../../fixtures/check/index.js';
import { type Opened, openReport } from './opened.js';

const VIEWS = [
  { media: 'screen', colorScheme: 'light', width: 1200, ink: 'rgb(27, 31, 36)' },
  { media: 'screen', colorScheme: 'dark', width: 1200, ink: 'rgb(230, 233, 236)' },
  { media: 'print', colorScheme: 'dark', width: 690, ink: 'rgb(27, 31, 36)' },
  { media: 'screen', colorScheme: 'light', width: 360, ink: 'rgb(27, 31, 36)' },
] as const;

/** The shifts, and of six metrics that are no exact value the distributions and the looks. */
const CHARTS = 13;

describe('the report of a check in a browser', () => {
  let opened: Opened;

  before(async () => {
    opened = await openReport(await renderCheckHtml(regressedByImport()), CHARTS);
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

  it('draws every value of both sides, each verdict in its place, and each look', async () => {
    const [init] = regressedByImport().findings;
    const symbols = (id: string, fill: string): Promise<number> =>
      opened.page.locator(`#${id} .mark-symbol path[fill="${fill}"]`).count();
    assert.equal(await symbols('values-initDuration-512', 'var(--x86_64)'), init?.base.n);
    assert.equal(await symbols('values-initDuration-512', 'var(--arm64)'), init?.head.n);
    assert.equal(await symbols('shift-0', 'var(--alarm)'), 3);
    assert.equal(await opened.page.locator('#looks-initDuration-512 .mark-symbol path').count(), init?.looks.length);
  });

  it('opens the base’s modules on a click, on the same scale as the head’s', async () => {
    const base = opened.page.locator('details.waterfall').nth(1);
    assert.equal(await base.locator('table').isVisible(), false);
    await base.locator('summary').click();
    assert.equal(await base.locator('table').isVisible(), true);
    const ends = await opened.page.locator('.ends').allTextContents();
    assert.equal(ends.length, 2);
    assert.equal(ends[0], ends[1]);
  });

  it('asks for nothing but itself, and the console stays empty', () => {
    assert.deepEqual(
      opened.requests.map((url) => url.split('/').at(-1)),
      ['report.html'],
    );
    assert.deepEqual(opened.complaints, []);
  });
});
