import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { renderHtml } from '../../../src/views/html/index.js';
import { sixSizes } from '../../fixtures/analysis.js';

const VIEWS = [
  { name: 'light', media: 'screen', colorScheme: 'light', width: 1200, ink: 'rgb(27, 31, 36)' },
  { name: 'dark', media: 'screen', colorScheme: 'dark', width: 1200, ink: 'rgb(230, 233, 236)' },
  { name: 'print, asked for in the dark', media: 'print', colorScheme: 'dark', width: 690, ink: 'rgb(27, 31, 36)' },
  { name: 'a screen of 360 px', media: 'screen', colorScheme: 'light', width: 360, ink: 'rgb(27, 31, 36)' },
] as const;

describe('the report in a browser', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kelvin-report-'));
    await writeFile(join(folder, 'report.html'), await renderHtml(sixSizes()));
    browser = await chromium.launch({
      executablePath: await sparticuz.executablePath(),
      args: sparticuz.args,
      headless: true,
    });
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(pathToFileURL(join(folder, 'report.html')).href);
    await page.waitForFunction("document.querySelectorAll('.chart[data-drawn]').length === 4");
  });

  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const { name, media, colorScheme, width, ink } of VIEWS) {
    it(`draws all four charts, in its colours and within its width: ${name}`, async () => {
      await page.emulateMedia({ media, colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction(WITHIN_FRAMES);
      assert.deepEqual(await page.evaluate<number[]>(MARKS_DRAWN), [6, 6, 5, 6]);
      assert.equal(await page.evaluate('getComputedStyle(document.body).color'), ink);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
    });
  }

  it('labels the recommended size and the tied one in the plane', async () => {
    const labels = await page.locator('#cost-duration-plane .mark-text tspan').allTextContents();
    for (const label of ['recommended', 'tied', '1,769 MB']) assert.ok(labels.includes(label), labels.join());
  });

  it('asks for nothing but itself, and the console stays empty', () => {
    assert.deepEqual(
      requests.map((url) => url.split('/').at(-1)),
      ['report.html'],
    );
    assert.deepEqual(complaints, []);
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
