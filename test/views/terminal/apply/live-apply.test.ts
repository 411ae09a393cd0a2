import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyseApply } from '../../../../src/analysis/index.js';
import { type ApplyLine, applyRecordingOf } from '../../../../src/recording/index.js';
import { epochMilliseconds } from '../../../../src/units/index.js';
import type { ApplyProgress } from '../../../../src/views/terminal/apply/apply-view.js';
import { applyFrame } from '../../../../src/views/terminal/apply/live/frame.js';
import { liveApplyView } from '../../../../src/views/terminal/apply/live/index.js';
import { atLatestRatio } from '../../../../src/views/terminal/apply/live/status.js';
import { plainApplyView } from '../../../../src/views/terminal/apply/plain/plain-apply-view.js';
import { displayWidth } from '../../../../src/views/terminal/layout/index.js';
import { initialUi, type UiState } from '../../../../src/views/terminal/live/ui-state.js';
import { applicationLines, applyHeader, CANARY, inTurn, windowOf } from '../../../fixtures/application.js';
import fc from '../../../fixtures/properties.js';
import { fakeStdin, fakeStdout, settle } from '../fake-terminal.js';
import { matchesGolden } from '../golden.js';

const windows = [90, 100, 110].map((ms, index) => windowOf(index, {}, ms));

function progressOf(lines: readonly ApplyLine[], more: Partial<ApplyProgress> = {}): ApplyProgress {
  const recording = applyRecordingOf(applyHeader(CANARY), lines);
  return {
    result: analyseApply(recording),
    steps: recording.steps,
    invocations: recording.measurements.length,
    startedAt: epochMilliseconds(1_795_000_000_000),
    now: epochMilliseconds(1_795_000_065_000),
    activity: 'block 3 of at most 20',
    phase: 'measuring',
    ...more,
  };
}

const until = (kind: string): ApplyLine[] => {
  const lines = applicationLines(windows);
  return lines.slice(0, 1 + lines.findLastIndex((it) => it.type === kind));
};
const MEASURING = progressOf(inTurn(3, 100, 50));
const CANARY_ON = progressOf(until('watched'), { activity: '3 min of the canary: version 8 had 10 invocations' });
const BACK = progressOf(applicationLines(windows, 'the new version ran out of memory').slice(0, -1), {
  activity: 'rolling back',
  phase: 'finishing',
});

function drawn(progress: ApplyProgress, width: number, rows: number, ui: Partial<UiState> = {}): string {
  const lines = applyFrame(progress, { ...initialUi, ...ui }, { width, rows, keys: 'heard' });
  return lines.map(({ text }) => `${text.trimEnd()}\n`).join('');
}

describe('the live frame of an application', () => {
  for (const [width, rows] of [
    [80, 24],
    [120, 40],
  ] as const) {
    it(`is drawn in ${width} columns while both sizes are measured afresh`, () => {
      matchesGolden(`apply-live-${width}`, drawn(MEASURING, width, rows));
    });
    it(`is drawn in ${width} columns while a canary is watched`, () => {
      matchesGolden(`apply-live-canary-${width}`, drawn(CANARY_ON, width, rows));
    });
  }

  it('is drawn before anything was measured: the way that it goes, and what was promised', () => {
    const nothing = progressOf([], { phase: 'preparing', activity: 'starting' });
    matchesGolden('apply-live-start-80', drawn(nothing, 80, 24));
  });

  it('says that all is rolled back, and that nothing else is to come', () => {
    const text = drawn(BACK, 100, 30);
    assert.match(text, /✗ rolled back: the new version ran out of memory/);
    assert.doesNotMatch(text, /▸/);
    assert.doesNotMatch(text, /q stop/);
  });

  it('is always lower than the terminal, and never wider', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(MEASURING, CANARY_ON, BACK),
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 40, max: 200 }),
        fc.boolean(),
        (progress, rows, width, help) => {
          const lines = drawn(progress, width, rows, { help }).split('\n').slice(0, -1);
          assert.ok(lines.length < rows, `${lines.length} lines in ${rows} rows`);
          for (const line of lines) assert.ok(displayWidth(line) <= width, line);
        },
      ),
    );
  });

  it('fills its bar by blocks, then anew by the windows of the canary', () => {
    assert.equal(atLatestRatio(MEASURING), 3 / 20);
    assert.equal(atLatestRatio(CANARY_ON), 0.3);
    assert.equal(atLatestRatio(progressOf(applicationLines(windows), { phase: 'done' })), 1);
  });
});

describe('the live view of an application', () => {
  it('stops with q and interrupts with Ctrl-C, once each, and has no pause', async () => {
    const { stdout, frame } = fakeStdout(100, 30);
    const { stdin } = fakeStdin();
    const heard: string[] = [];
    const view = liveApplyView({
      ...{ stdout, stdin, env: {}, noTui: false, debug: true },
      onStop: () => heard.push('stop'),
      onInterrupt: () => heard.push('interrupt'),
    });
    view.update(MEASURING);
    await settle();
    for (const key of ['p', 'q', 'q', '\u0003']) {
      stdin.push(key);
      await settle();
    }
    assert.match(frame(), /stopping: block 3 of at most 20/);
    view.note('throttled: Rate exceeded');
    await view.close();
    assert.deepEqual(heard, ['stop', 'interrupt']);
  });
});

describe('the plain lines of an application', () => {
  it('say what happens and what is to be noted, each in a line of its own, without control characters', () => {
    const written: string[] = [];
    const view = plainApplyView({ write: (text) => written.push(text) });
    view.update(MEASURING);
    view.tell('block 3 of at most 20');
    view.note('rolling back: \u001b[31mTypeError\u001b[0m');
    assert.deepEqual(written, ['  block 3 of at most 20\n', '  rolling back: TypeError\n']);
  });
});
