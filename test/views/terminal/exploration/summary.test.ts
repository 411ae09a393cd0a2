import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { Analysis } from '../../../../src/analysis/index.js';
import { renderSummary } from '../../../../src/views/terminal/index.js';
import {
  bothExplored,
  cpuBoundExplored,
  failedSizesExplored,
  flatExplored,
  nothingExplored,
  undecidedExplored,
} from '../../../fixtures/exploration/index.js';
import { matchesGolden } from '../golden.js';

const at = (story: () => Analysis, width = 80): string => renderSummary(story().result, { width, color: false });

/** Words without the places where lines end. */
const flowing = (text: string): string => text.replace(/\s+/g, ' ');

describe('the summary of a run that explored', () => {
  for (const width of [60, 80, 120]) {
    it(`is drawn in ${width} columns`, () => {
      matchesGolden(`explore-summary-${width}`, at(cpuBoundExplored, width));
    });
  }

  const stories = { flatExplored, undecidedExplored, failedSizesExplored, bothExplored, nothingExplored };
  for (const [name, story] of Object.entries(stories)) {
    it(`tells ${name}`, () => {
      matchesGolden(`explore-summary-${name}-80`, at(story));
    });
  }

  it('says how much worse than the best the choice may be, how sure that is, and what was asked', () => {
    assert.match(
      flowing(at(cpuBoundExplored)),
      /costs at most 1\.62 % more than the best candidate, with 95 % confidence: within the 2 % asked for; 7 looks at the data are paid for\./,
    );
  });

  it('says what is undecided, and what deciding it would cost', () => {
    assert.match(
      flowing(at(undecidedExplored)),
      /Undecided: 1,020 to 2,038 MB, 3,008 MB may still be better by more than 2 %\. Deciding it would take about 210 more invocations, \$0\.000930: run it again, with a larger --budget, or ask for less with --regret 5%\. Stopped because the budget of \$0\.000200 is spent\./,
    );
    assert.match(flowing(at(failedSizesExplored)), /What deciding it would cost cannot be said\./);
  });

  it('marks in the frontier what was predicted where others have their n, and leaves no measured one out', () => {
    const text = at(cpuBoundExplored);
    assert.match(text, /^★ 1,769 MB {10}12 /m);
    assert.match(text, /^ {2}3,008 MB {11}3 /m);
    assert.match(text, /^ {2}10,240 MB {2}predicted /m);
  });

  it('compares with the current size where the curve knows it, and says where it does not', () => {
    assert.match(flowing(at(undecidedExplored)), /Against the current 512 MB: cost -14\.7 % \(-44\.9 to \+32\.2 %\)/);
    assert.match(flowing(at(cpuBoundExplored)), /No comparison: the current memory size, 512 MB, was not measured\./);
  });

  it('says the same with colours as without', () => {
    const colored = renderSummary(cpuBoundExplored().result, { width: 80, color: true });
    assert.notEqual(colored, at(cpuBoundExplored));
    assert.equal(stripVTControlCharacters(colored), at(cpuBoundExplored));
  });
});
