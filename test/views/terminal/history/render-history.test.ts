import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { renderHistory } from '../../../../src/views/terminal/index.js';
import { oddLastNight, troubled, twoMoves } from '../../../fixtures/history-results.js';
import { assertGolden } from '../../golden.js';

const STORIES = { twoMoves, oddLastNight, troubled };

for (const [name, story] of Object.entries(STORIES)) {
  test(`${name} is as the golden file at 80 columns`, () => {
    const text = renderHistory(story(), { width: 80, color: false });
    assertGolden(import.meta.url, `../golden/history-${name}-80.golden.txt`, text);
  });
}

test('no line is wider than the terminal, and colour says no more than words', () => {
  for (const story of Object.values(STORIES)) {
    for (const width of [60, 80, 120]) {
      const plain = renderHistory(story(), { width, color: false });
      for (const line of plain.split('\n')) assert.ok([...line].length <= width, `${width}: ${line}`);
      const colored = renderHistory(story(), { width, color: true });
      assert.equal(stripVTControlCharacters(colored), plain);
    }
  }
});

test('gives up the picture of the course before a figure or its n', () => {
  const result = twoMoves();
  const many = result.series.map((it) => ({ ...it, levels: it.levels.map((level) => ({ ...level, n: 12_345_678 })) }));
  const text = renderHistory({ ...result, series: many }, { width: 80, color: false });
  assert.match(text, /^Metric +Size +Now +95 % interval +n$/m);
  assert.match(text, /^Init Duration +512 MB +149 ms .* 12,345,678 in 6$/m);
});

test('a name that came from elsewhere moves no cursor', () => {
  assert.ok(!renderHistory(troubled(), { width: 80, color: false }).includes('\u001b'));
});
