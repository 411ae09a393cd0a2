import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyse } from '../../../src/analysis/index.js';
import type { Header } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { renderHtml } from '../../../src/views/html/index.js';
import { renderMarkdown } from '../../../src/views/markdown/index.js';
import { renderSummary } from '../../../src/views/terminal/index.js';
import { sixSizesRecording } from '../../fixtures/analysis.js';

function analysed(strategy: Header['scenario']['strategy']) {
  const { header, ...recording } = sixSizesRecording();
  return analyse({ ...recording, header: { ...header, scenario: { ...header.scenario, strategy } } });
}

const monthly = () => analysed({ kind: 'monthly', requestsPerMonth: 30_000_000 });
const ofAllStarts = () => analysed({ kind: 'max-duration', percentile: 'p90', limitMs: milliseconds(400), of: 'all' });
const summary = (analysis: ReturnType<typeof analysed>) => renderSummary(analysis.result, { width: 160, color: false });

describe('what the strategy alone chooses by', () => {
  it('is a column of its own in every table: the cost of a month, with its interval', async () => {
    assert.match(summary(monthly()), /Cost of a month[\s\S]*\$\d+\.\d\d {2}\$\d+\.\d\d–\d+\.\d\d/);
    assert.match(
      renderMarkdown(monthly()),
      /\| Cost per month \|[\s\S]*\| \$\d+\.\d\d \[\$\d+\.\d\d to \$\d+\.\d\d\] \|\n/,
    );
    assert.match(await renderHtml(monthly()), />Month<small>cost, mean<\/small><\/th>/);
  });

  it('is so for the percentile of all starts too', async () => {
    assert.match(summary(ofAllStarts()), /Duration, all starts[\s\S]*p90 {2}95 % interval/);
    assert.match(renderMarkdown(ofAllStarts()), /\| p90 of all starts \|/);
    assert.match(await renderHtml(ofAllStarts()), />p90<small>all starts<\/small><\/th>/);
  });
});
