import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { renderLogsHtml } from '../../../src/views/html/index.js';
import { threeFunctions } from '../../fixtures/log-results.js';

const VIEWS = [
  { colorScheme: 'light', width: 1200, ink: 'rgb(27, 31, 36)' },
  { colorScheme: 'dark', width: 1200, ink: 'rgb(230, 233, 236)' },
  { colorScheme: 'light', width: 360, ink: 'rgb(27, 31, 36)' },
] as const;

describe('the report of a log in a browser', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kelvin-logs-'));
    await writeFile(join(folder, 'report.html'), await renderLogsHtml(threeFunctions()));
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
    await page.waitForFunction("document.querySelectorAll('.chart[data-drawn]').length === 3");
  });

  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const { colorScheme, width, ink } of VIEWS) {
    it(`draws its three charts within the page: ${colorScheme}, ${width} px`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await page.evaluate('getComputedStyle(document.body).color'), ink);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
      // Three percentiles of three functions in two charts, and three parts of each one's cost.
      assert.deepEqual(await page.evaluate<number[]>(MARKS), [9, 9, 9]);
    });
  }

  it('asks for nothing but itself, and the console stays empty', () => {
    assert.deepEqual(
      requests.map((url) => url.split('/').at(-1)),
      ['report.html'],
    );
    assert.deepEqual(complaints, []);
  });
});

const MARKS = `[...document.querySelectorAll('.chart')].map((frame) =>
  frame.querySelectorAll('.mark-symbol path[stroke-width="1.75"], .mark-rect.role-mark path').length)`;
