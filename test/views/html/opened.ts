import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Page } from 'playwright-core';

/** A report in a real browser, what it asked for and what it complained of. */
export interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens a page from a file, as a user does, and waits until so many charts are drawn, where a number is given.
 * @param first runs in the page before its own scripts
 */
export async function openReport(html: string, charts: number | undefined, first = ''): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'kelvin-report-'));
  const file = join(folder, 'report.html');
  await writeFile(file, html);
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: sparticuz.args,
    headless: true,
  });
  const page = await browser.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  await page.addInitScript(first);
  await page.goto(pathToFileURL(file).href);
  if (charts !== undefined)
    await page.waitForFunction(`document.querySelectorAll('.chart[data-drawn]').length === ${charts}`);
  return {
    page,
    requests,
    complaints,
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
