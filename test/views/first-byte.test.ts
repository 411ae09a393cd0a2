import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../src/analysis/index.js';
import type { Measurement, Recording } from '../../src/recording/index.js';
import { milliseconds } from '../../src/units/index.js';
import { renderHtml } from '../../src/views/html/index.js';
import { renderMarkdown } from '../../src/views/markdown/index.js';
import { completed, headerWith } from '../fixtures/recording.js';

const TEXT = 'first piece of the answer at the client, median: warm 25.0 ms (20.0 to 30.0 ms, n = 6)';

function streamed(it: Measurement, firstByteMs: number): Measurement {
  assert.ok(it.outcome.kind === 'completed');
  return { ...it, outcome: { ...it.outcome, firstByteMs: milliseconds(firstByteMs) } };
}

const recordingOf = (measurements: readonly Measurement[]): Recording => ({
  header: headerWith({}),
  measurements,
  unreadable: [],
});

const WARM = [20, 22, 24, 26, 28, 30];

test('of streamed answers the reports say when the first piece was there, with n and interval', async () => {
  const analysis = analyse(recordingOf(WARM.map((ms) => streamed(completed(128, ms + 50), ms))));
  assert.ok(renderMarkdown(analysis).includes(TEXT), renderMarkdown(analysis));
  assert.ok((await renderHtml(analysis)).includes(TEXT));
  const [size] = analysis.result.sizes;
  assert.equal(size?.cold.firstByteMs, undefined);
  assert.deepEqual([size?.warm.firstByteMs?.median, size?.warm.firstByteMs?.n], [25, 6]);
});

test('of other answers they say nothing of it', () => {
  const analysis = analyse(recordingOf(WARM.map((ms) => completed(128, ms))));
  assert.doesNotMatch(renderMarkdown(analysis), /first piece/);
  assert.doesNotMatch(JSON.stringify(analysis.result), /firstByte/);
});
