import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunProgress } from '../../../../src/views/terminal/index.js';
import { loadLiveView } from '../../../../src/views/terminal/index.js';
import { type FrameOptions, frame } from '../../../../src/views/terminal/live/frame.js';
import { initialUi, type UiState } from '../../../../src/views/terminal/live/ui-state.js';
import {
  bothExplored,
  cpuBoundExplored,
  exploring,
  failedSizesExplored,
  flatExplored,
  nothingExplored,
  nothingYet,
  undecidedExplored,
} from '../../../fixtures/exploration/index.js';
import { fakeStdin, fakeStdout, settle } from '../fake-terminal.js';
import { matchesGolden } from '../golden.js';
import { exploringProgress } from './exploring.js';

function draw(progress: RunProgress, options: Partial<FrameOptions> = {}, ui: Partial<UiState> = {}): string {
  const lines = frame(progress, { ...initialUi, ...ui }, { width: 80, rows: 24, keys: 'heard', ...options });
  return lines.map(({ text }) => `${text.trimEnd()}\n`).join('');
}

const begun = exploringProgress(exploring().result);

describe('the live frame of a run that explores', () => {
  for (const [width, rows] of [
    [60, 24],
    [80, 24],
    [100, 36],
    [140, 44],
  ] as const) {
    it(`draws the curve with its band in ${width} columns and ${rows} rows`, () => {
      matchesGolden(`explore-live-${width}`, draw(begun, { width, rows }));
    });
  }

  it('has the visited sizes in a table where the terminal is too narrow for the curve', () => {
    matchesGolden('explore-live-40', draw(begun, { width: 40 }));
  });

  it('says what is wanted before anything is known', () => {
    const progress = { phase: 'preparing', activity: 'reading the function', next: undefined } as const;
    matchesGolden('explore-live-start-80', draw(exploringProgress(nothingYet().result, 1, progress)));
  });

  const stories = { flatExplored, undecidedExplored, failedSizesExplored, bothExplored, nothingExplored };
  for (const [name, story] of Object.entries(stories)) {
    it(`draws ${name}`, () => {
      matchesGolden(`explore-live-${name}-80`, draw(exploringProgress(story().result)));
    });
  }

  it('explains the curve in its help', () => {
    matchesGolden('explore-live-help-80', draw(begun, {}, { help: true }));
  });

  it('says that the choice is safe, and where nothing comes next any more', () => {
    const text = draw(
      exploringProgress(cpuBoundExplored().result, 72, { phase: 'done', activity: 'all is as it was' }),
    );
    assert.match(text, /^★ 1,769 MB, tied with 1,536 MB: .*1\.62 %.* 2 % asked for$/m);
    assert.doesNotMatch(text, /▲/);
  });

  it('is always lower than the terminal, and keeps where it looks and how safe the choice is', () => {
    for (let rows = 2; rows < 60; rows++) {
      for (const width of [40, 60, 80, 120]) {
        const text = draw(begun, { rows, width });
        assert.ok(text.split('\n').length - 1 < rows, `${rows} rows of ${width} columns`);
        if (rows > 8) assert.match(text, /^★ 1,024 MB[\s\S]*^▲ 1,536 MB: it may/m);
      }
    }
  });

  it('marks a measured size that is far beyond the best as beyond the drawing, not at its edge', () => {
    assert.match(draw(begun, { width: 140, rows: 44 }), /↑/);
  });

  it('is drawn by Ink with its marks in colour', async () => {
    const { liveView } = await loadLiveView();
    const { stdout, frame: last } = fakeStdout(80);
    const { stdin } = fakeStdin();
    const nothing = (): void => undefined;
    const on = { onStop: nothing, onPause: nothing, onResume: nothing, onInterrupt: nothing };
    const view = liveView({ stdout, stdin, ...on, debug: true });
    view.update(begun);
    await settle();
    assert.equal(`${last()}\n`, draw(begun));
    await view.close();
  });
});
