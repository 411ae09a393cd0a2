import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseApply } from '../../../src/analysis/index.js';
import { applyRecordingOf } from '../../../src/recording/index.js';
import { renderApplyHtml } from '../../../src/views/html/index.js';
import { applicationLines, applyHeader, CANARY, inTurn, windowOf } from '../../fixtures/application.js';
import { assertGolden } from '../golden.js';
import { withoutLibraries } from './without-libraries.js';

const EVIL = '</script><img src=x onerror=alert(1)>';
const windows = [90, 100, 110].map((ms, index) => windowOf(index, {}, ms));

test('an application that was kept by its canary is the golden file', async () => {
  const result = analyseApply(applyRecordingOf(applyHeader(CANARY), applicationLines(windows)));
  assertGolden(import.meta.url, 'apply-applied.golden.html', withoutLibraries(await renderApplyHtml(result)));
});

test('says why it was rolled back, and why it was not applied', async () => {
  const lines = applicationLines([windowOf(0, { failures: 1, outOfMemory: 1 })], 'version 8 ran out of memory');
  const back = await renderApplyHtml(analyseApply(applyRecordingOf(applyHeader(CANARY), lines)));
  assert.match(back, /Rolled back<\/h1>/);
  assert.match(back, /was applied and rolled back: version 8 ran out of memory\./);
  const broken = analyseApply(applyRecordingOf(applyHeader(), inTurn(10, 100, 95)));
  const not = await renderApplyHtml(broken);
  assert.match(not, /Not applied<\/h1>/);
  assert.match(not, /the promise does not hold: cost \+/);
  assert.doesNotMatch(not, /id="canary-title"/);
});

test('of what was ended before anything was measured it says so, and draws nothing', async () => {
  const page = withoutLibraries(await renderApplyHtml(analyseApply(applyRecordingOf(applyHeader(), []))));
  assert.match(page, /<td class="number">not measured<\/td>/);
  assert.match(page, /"charts":\[\]/);
});

test('names from elsewhere are text in it, in charts too', async () => {
  const header = applyHeader({ ...CANARY, notes: [EVIL], strategy: EVIL });
  const named = { ...header, function: { ...header.function, name: EVIL } };
  const page = withoutLibraries(
    await renderApplyHtml(analyseApply(applyRecordingOf(named, applicationLines(windows)))),
  );
  assert.ok(!page.includes('<img'));
});
