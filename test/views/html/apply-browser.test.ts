import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { analyseApply } from '../../../src/analysis/index.js';
import { applyRecordingOf } from '../../../src/recording/index.js';
import { renderApplyHtml } from '../../../src/views/html/index.js';
import { applicationLines, applyHeader, CANARY, windowOf } from '../../fixtures/application.js';
import { type Opened, openReport } from './opened.js';

describe('the report of an application in a browser', () => {
  let opened: Opened;
  before(async () => {
    const lines = applicationLines([windowOf(0, {}), windowOf(1, {})]);
    opened = await openReport(await renderApplyHtml(analyseApply(applyRecordingOf(applyHeader(CANARY), lines))), 3);
  });
  after(() => opened?.close());

  for (const [colorScheme, width] of [
    ['light', 1200],
    ['dark', 360],
  ] as const) {
    it(`draws each promise and each window of the canary with its points, within the page: ${colorScheme}, ${width} px`, async () => {
      await opened.page.emulateMedia({ colorScheme });
      await opened.page.setViewportSize({ width, height: 900 });
      assert.equal(await opened.page.evaluate('document.documentElement.scrollWidth'), width);
      const points = "document.querySelectorAll('#promise-percent svg .mark-symbol path').length";
      assert.equal(await opened.page.evaluate(points), 2);
      for (const id of ['course-duration', 'course-failures']) {
        const drawn = `document.querySelectorAll('#${id} svg .mark-symbol path').length`;
        assert.equal(await opened.page.evaluate(drawn), 4, 'both versions in both windows');
      }
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
