import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { CheckResult } from '../../../../src/analysis/index.js';
import { renderCheckSummary } from '../../../../src/views/terminal/index.js';
import { displayWidth } from '../../../../src/views/terminal/layout/index.js';
import {
  CHECK_STORIES,
  inconclusivePasses,
  PLAIN,
  regressedByImport,
  saying,
  troubled,
  unchanged,
} from '../../../fixtures/check/index.js';
import fc from '../../../fixtures/properties.js';
import { matchesGolden } from '../golden.js';

const plainly = (result: CheckResult, width = 80): string => renderCheckSummary(result, { width, color: false });

describe('the summary of a check', () => {
  for (const width of [60, 120]) {
    it(`holds an added import against its base in ${width} columns`, () => {
      matchesGolden(`check-summary-${width}`, plainly(regressedByImport(), width));
    });
  }

  for (const [name, story] of Object.entries(CHECK_STORIES)) {
    it(`tells the story ${name} in 80 columns`, () => {
      matchesGolden(`check-summary-${name}-80`, plainly(story()));
    });
  }

  it('is never wider than the terminal', () => {
    for (const story of Object.values(CHECK_STORIES)) {
      const result = story();
      for (let width = 50; width <= 160; width += 11) {
        for (const line of plainly(result, width).split('\n')) assert.ok(displayWidth(line) <= width, line);
      }
    }
  });

  it('says the same with colours as without', () => {
    const colored = renderCheckSummary(regressedByImport(), { width: 80, color: true });
    assert.notEqual(colored, plainly(regressedByImport()));
    assert.equal(stripVTControlCharacters(colored), plainly(regressedByImport()));
  });

  it('begins no line with a command to the runner of a CI, whatever a function says', () => {
    const text = plainly(troubled());
    assert.match(text, /forged/);
    for (let width = 50; width < 100; width++) assert.doesNotMatch(plainly(troubled(), width), /^\s*::/m);
    assert.ok(!text.includes('\u001b'));
  });

  it('keeps its width and the terminal as it was, whatever a function, a commit or a scenario says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 60, max: 140 }), (text, width) => {
        for (const line of plainly(saying(text), width).split('\n')) {
          assert.ok(displayWidth(line) <= width, line);
          assert.doesNotMatch(line, /\p{Cc}|^\s*::|##\[/u);
        }
      }),
    );
  });

  it('says that an inconclusive check passes where that was asked for', () => {
    assert.match(plainly(inconclusivePasses()), /passes by --inconclusive pass/);
  });

  it('of a check without a comparison has no table', () => {
    const text = plainly({ ...PLAIN, verdict: 'inconclusive', reason: 'nothing was compared', findings: [] });
    assert.match(text, /\? INCONCLUSIVE: nothing was compared\./);
    assert.doesNotMatch(text, /Init Duration +/);
  });

  it('says before the first figure what changes the meaning of all of them', () => {
    const text = plainly(CHECK_STORIES.againstRecording());
    assert.ok(text.indexOf('! Base was measured 21 days before') < text.indexOf('✓ Init Duration'));
    assert.ok(text.indexOf('! Base was measured') > 0);
  });

  it('names only the first ten modules, and says how many more there are', () => {
    const result = regressedByImport();
    const [explanation] = result.explanations;
    assert.ok(explanation !== undefined);
    const [change] = explanation.changes;
    assert.ok(change !== undefined);
    const changes = Array.from({ length: 25 }, (_, index) => ({ ...change, name: `package-${index}` }));
    const text = plainly({ ...result, explanations: [{ ...explanation, changes }] });
    assert.match(text, /package-9 /);
    assert.doesNotMatch(text, /package-10 /);
    assert.match(text, /… and 15 more in the page/);
  });

  it('keeps the end of a long path, which tells it from others', () => {
    const result = regressedByImport();
    const [explanation] = result.explanations;
    assert.ok(explanation !== undefined);
    const changes = explanation.changes.map((it) => ({ ...it, name: `${'deep/'.repeat(30)}${it.name}` }));
    assert.match(plainly({ ...result, explanations: [{ ...explanation, changes }] }), /\+ ….*deep\/heavy-schema /);
  });

  it('says why nothing is explained', () => {
    assert.match(plainly({ ...unchanged(), unexplained: 'it is an image' }), /Not explained: it is an image/);
  });
});
