import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderLogsHtml } from '../../../src/views/html/index.js';
import { threeFunctions } from '../../fixtures/log-results.js';
import { type Opened, openReport } from './opened.js';

const VIEWS = [
  { colorScheme: 'light', width: 1200, ink: 'rgb(27, 31, 36)' },
  { colorScheme: 'dark', width: 1200, ink: 'rgb(230, 233, 236)' },
  { colorScheme: 'light', width: 360, ink: 'rgb(27, 31, 36)' },
] as const;

describe('the report of a log in a browser', () => {
  let opened: Opened;

  before(async () => {
    opened = await openReport(await renderLogsHtml(threeFunctions()), 3);
  });
  after(() => opened?.close());

  for (const { colorScheme, width, ink } of VIEWS) {
    it(`draws its three charts within the page: ${colorScheme}, ${width} px`, async () => {
      await opened.page.emulateMedia({ colorScheme });
      await opened.page.setViewportSize({ width, height: 900 });
      assert.equal(await opened.page.evaluate('getComputedStyle(document.body).color'), ink);
      assert.equal(await opened.page.evaluate('document.documentElement.scrollWidth'), width);
      // Three percentiles of three functions in two charts, and three parts of each one's cost.
      assert.deepEqual(await opened.page.evaluate<number[]>(MARKS), [9, 9, 9]);
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

const MARKS = `[...document.querySelectorAll('.chart')].map((frame) =>
  frame.querySelectorAll('.mark-symbol path[stroke-width="1.75"], .mark-rect.role-mark path').length)`;
