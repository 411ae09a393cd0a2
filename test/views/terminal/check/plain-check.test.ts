import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../../src/analysis/index.js';
import { epochMilliseconds } from '../../../../src/units/index.js';
import { plainCheckView } from '../../../../src/views/terminal/check/plain/plain-check-view.js';
import type { CheckProgress, CheckView } from '../../../../src/views/terminal/index.js';
import { displayWidth } from '../../../../src/views/terminal/layout/index.js';
import { PLAIN, regressedByImport, unchanged } from '../../../fixtures/check/index.js';
import { matchesGolden } from '../golden.js';

const BEGAN = 1_795_000_000_000;

const at = (seconds: number, result: CheckResult, phase: CheckProgress['phase'], activity: string): CheckProgress => ({
  result,
  phase,
  activity,
  startedAt: epochMilliseconds(BEGAN),
  now: epochMilliseconds(BEGAN + seconds * 1000),
});

function printed(tell: (view: CheckView) => void, width = 80): string {
  let text = '';
  tell(plainCheckView({ stdout: { write: (it: string) => (text += it) }, width }));
  return text;
}

function story(view: CheckView): void {
  view.update(at(0, PLAIN, 'preparing', 'building base'));
  view.update(at(3, PLAIN, 'preparing', 'building base'));
  view.update(at(4, PLAIN, 'preparing', 'building head'));
  view.update(at(5, PLAIN, 'measuring', 'measuring base at 512 MB'));
  view.update(at(20, unchanged(), 'measuring', 'measuring base at 512 MB'));
  view.update(at(22, unchanged(), 'measuring', 'measuring head at 512 MB'));
  view.note('a note that is longer than a line of eighty characters has room for, and so is wrapped');
  view.update(at(31, regressedByImport(), 'measuring', 'measuring head at 512 MB'));
  view.update(at(32, regressedByImport(), 'finishing', 'removing what was made'));
  view.update(at(33, regressedByImport(), 'done', ''));
}

describe('the plain lines of a check', () => {
  it('are one for each block, and one for each step before and after', () => {
    const text = printed(story);
    matchesGolden('check-plain-80', text);
    assert.ok(!text.includes('\u001b'));
  });

  it('are never wider than they may be', () => {
    for (const width of [40, 60, 100]) {
      for (const line of printed(story, width).split('\n')) assert.ok(displayWidth(line) <= width, line);
    }
  });

  it('begin with no command to the runner of a CI', () => {
    assert.doesNotMatch(
      printed((view) => view.note('::stop-commands::x')),
      /^\s*::/m,
    );
  });
});
