import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderMarkdown } from '../../../src/views/markdown/index.js';
import * as stories from '../../fixtures/exploration/index.js';
import { assertGolden } from '../golden.js';

const { nothingYet: _, ...told } = stories;

describe('renderMarkdown of a run that explored', () => {
  for (const [name, story] of Object.entries(told)) {
    it(`prints ${name} as its golden file has it`, () => {
      assertGolden(import.meta.url, `${name}.golden.md`, renderMarkdown(story()));
    });
  }

  it('begins with the sentence for the pull request', () => {
    const analysis = stories.cpuBoundExplored();
    assert.ok(renderMarkdown(analysis).startsWith(`**${analysis.result.recommendation?.reason}**\n`));
  });

  it('says of each doubt and of what is undecided once, whatever the warnings repeat', () => {
    const analysis = stories.undecidedExplored();
    const text = renderMarkdown(analysis);
    assert.ok(analysis.result.warnings.some(({ code }) => code === 'model-contradicted'));
    assert.equal(text.match(/21 % above what the model expected/g)?.length, 1);
    assert.equal(text.match(/deciding it would take about/gi)?.length, 1);
  });

  it('gives every row of a table as many cells as it has headings', () => {
    for (const block of renderMarkdown(stories.bothExplored()).split('\n\n')) {
      const rows = block.split('\n').filter((line) => line.startsWith('|'));
      assert.ok(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length)).size <= 1, block);
    }
  });

  it('shows markup in what the model says as text', () => {
    const { result, measurements } = stories.cpuBoundExplored();
    assert.ok(result.exploration);
    const exploration = { ...result.exploration, shape: '<img src=x>', doubts: ['[x](http://evil) @aws'] };
    const text = renderMarkdown({ measurements, result: { ...result, exploration } });
    assert.ok(text.includes('&lt;img src=x>') && text.includes('\\[x\\](http://evil) @<!-- -->aws'), text);
  });
});
