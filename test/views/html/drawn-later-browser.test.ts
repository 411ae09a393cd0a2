import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderCheckHtml } from '../../../src/views/html/index.js';
import { severalSizes } from '../../fixtures/check/index.js';
import { openReport } from './opened.js';

/** A browser that never has a moment without anything to do. */
const NEVER_IDLE = 'window.requestIdleCallback = () => 0;';

const ALL = `[...document.querySelectorAll('.chart')]`;
const IN_VIEW = `(({ top, bottom }) => bottom > 0 && top < innerHeight)(it.getBoundingClientRect())`;

test('a page of many charts draws those in view at once, others where somebody goes, and all of them for print', async () => {
  const { page, complaints, close } = await openReport(await renderCheckHtml(severalSizes()), undefined, NEVER_IDLE);
  try {
    const seen = `${ALL}.filter((it) => ${IN_VIEW})`;
    await page.evaluate(`document.querySelector('.chart').scrollIntoView()`);
    await page.waitForFunction(`${seen}.length > 0 && ${seen}.every((it) => it.dataset.drawn)`);
    assert.equal(await page.evaluate(`${ALL}.at(-1).dataset.drawn`), undefined);
    const kept = await page.evaluate<number>(`${ALL}.at(-1).getBoundingClientRect().height`);
    assert.ok(kept >= 100, 'the height of a chart to come is kept');

    await page.evaluate(`${ALL}.at(-1).scrollIntoView()`);
    await page.waitForFunction(`${ALL}.at(-1).dataset.drawn`);
    assert.ok(await page.evaluate<boolean>(`${ALL}.some((it) => !it.dataset.drawn)`));

    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    await page.waitForFunction(`${ALL}.every((it) => it.dataset.drawn)`);
    assert.deepEqual(complaints, []);
  } finally {
    await close();
  }
});
