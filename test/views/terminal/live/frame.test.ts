import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Result } from '../../../../src/analysis/index.js';
import type { RunProgress } from '../../../../src/views/terminal/index.js';
import { type FrameOptions, frame } from '../../../../src/views/terminal/live/frame.js';
import { costBar } from '../../../../src/views/terminal/live/size-table.js';
import { initialUi, type UiState } from '../../../../src/views/terminal/live/ui-state.js';
import { simulated } from '../../../fixtures/analysis.js';
import { bothArchitectures, complete, everythingFailed, notBegun, progressOf, single, sizeOf } from '../fixtures.js';
import { matchesGolden } from '../golden.js';

function draw(progress: RunProgress, options: Partial<FrameOptions> = {}, ui: Partial<UiState> = {}): string {
  const lines = frame(progress, { ...initialUi, ...ui }, { width: 80, rows: 24, keys: 'heard', ...options });
  return lines.map(({ text }) => `${text}\n`).join('');
}

const many: Result = {
  ...complete,
  sizes: [
    ...Array.from({ length: 20 }, (_, index) =>
      sizeOf({ memory: 128 * (index + 1), warmMs: 900 / (index + 1), initMs: 300, perMillion: 2 }),
    ),
    ...complete.sizes.slice(4),
  ],
};

describe('the live frame', () => {
  for (const width of [60, 80, 120]) {
    it(`is drawn in ${width} columns`, () => {
      matchesGolden(`live-complete-${width}`, draw(progressOf(complete, 33), { width }));
    });
  }

  it('says in its title and over its figures that noise is simulated', () => {
    matchesGolden('live-simulated-80', draw(progressOf(simulated().result, 33)));
  });

  it('is drawn before anything was measured', () => {
    const progress = {
      done: 0,
      cold: 0,
      warm: 0,
      errors: 0,
      phase: 'preparing' as const,
      activity: 'reading the function',
    };
    matchesGolden('live-start-80', draw(progressOf(notBegun, 1, progress)));
  });

  it('is drawn with the help in place of the table', () => {
    matchesGolden('live-help-80', draw(progressOf(complete, 33), {}, { help: true }));
  });

  it('is drawn for a run in which everything failed, without limits', () => {
    matchesGolden('live-failed-80', draw(progressOf(everythingFailed, 33)));
  });

  for (const width of [60, 80]) {
    it(`is drawn for two architectures in ${width} columns`, () => {
      matchesGolden(`live-both-${width}`, draw(progressOf(bothArchitectures, 33), { width }));
    });
  }

  it('says why there are no intervals', () => {
    assert.match(draw(progressOf(single, 33)), /no interval: needs n >= 6 for a 95 % interval of p50, has 1/);
  });

  it('is always lower than the terminal, which Ink would clear otherwise', () => {
    for (let rows = 2; rows < 40; rows++) {
      assert.ok(draw(progressOf(many, 33), { rows }).split('\n').length - 1 < rows, `${rows} rows`);
      assert.ok(draw(progressOf(many, 33), { rows }, { help: true }).split('\n').length - 1 < rows, `${rows} rows`);
    }
  });

  it('keeps the recommended size and its ties in a low terminal', () => {
    const text = draw(progressOf(many, 33), { rows: 14 });
    assert.match(text, /★ 1,769 MB/);
    assert.match(text, /≈ 3,008 MB/);
    assert.match(text, /… and \d+ more in the summary/);
  });

  it('shows at once that a key was heard', () => {
    assert.match(draw(progressOf(complete, 33), {}, { stopping: true }), /stopping: measuring/);
    assert.match(draw(progressOf(complete, 33), {}, { pausing: true }), /pausing after this: [\s\S]*p resume/);
    assert.match(draw(progressOf(complete, 33, { phase: 'paused' }), {}, { pausing: true }), /paused: /);
  });

  it('offers no keys that nobody hears', () => {
    assert.doesNotMatch(draw(progressOf(complete, 33), { keys: 'none' }), /q stop/);
    assert.doesNotMatch(draw(progressOf(complete, 33), { keys: 'closed' }), /Ctrl-C|q stop/);
  });
});

describe('the cost bar', () => {
  const [cheap, dear] = [
    sizeOf({ memory: 128, warmMs: 1, initMs: 1, perMillion: 1 }),
    sizeOf({ memory: 256, warmMs: 1, initMs: 1, perMillion: 4 }),
  ];
  const unknown = { ...cheap, costPerMillionUsd: null };
  it('is in proportion to the cost', () => {
    assert.equal(costBar(dear, [cheap, dear], 8), '████████');
    assert.equal(costBar(cheap, [cheap, dear], 8), '██');
    assert.equal(costBar(cheap, [cheap, dear], 6), '█▌');
  });

  it('is empty for a cost that is not known', () => {
    assert.equal(costBar(unknown, [cheap, unknown], 8), '');
  });
});
