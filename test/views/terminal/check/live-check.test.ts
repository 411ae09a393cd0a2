import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../../src/analysis/index.js';
import { epochMilliseconds } from '../../../../src/units/index.js';
import type { CheckProgress } from '../../../../src/views/terminal/check/check-view.js';
import { intervalPicture, reachOf } from '../../../../src/views/terminal/check/live/course.js';
import { checkFrame } from '../../../../src/views/terminal/check/live/frame.js';
import { liveCheckView } from '../../../../src/views/terminal/check/live/index.js';
import { displayWidth } from '../../../../src/views/terminal/layout/index.js';
import { initialUi, type UiState } from '../../../../src/views/terminal/live/ui-state.js';
import {
  CHECK_STORIES,
  nothingMeasured,
  regressedByImport,
  severalSizes,
  unchanged,
} from '../../../fixtures/check/index.js';
import fc from '../../../fixtures/properties.js';
import { fakeStdin, fakeStdout, settle } from '../fake-terminal.js';
import { matchesGolden } from '../golden.js';

const progressOf = (result: CheckResult, more: Partial<CheckProgress> = {}): CheckProgress => ({
  result,
  startedAt: epochMilliseconds(1_795_000_000_000),
  now: epochMilliseconds(1_795_000_065_000),
  activity: 'measuring head at 512 MB',
  phase: 'measuring',
  ...more,
});

function drawn(progress: CheckProgress, width: number, rows: number, ui: Partial<UiState> = {}): string {
  const lines = checkFrame(progress, { ...initialUi, ...ui }, { width, rows, keys: 'heard' });
  return lines.map(({ text }) => `${text.trimEnd()}\n`).join('');
}

describe('the live frame of a check', () => {
  for (const [width, rows] of [
    [60, 24],
    [80, 24],
    [120, 40],
  ] as const) {
    it(`is drawn in ${width} columns`, () => {
      matchesGolden(`check-live-${width}`, drawn(progressOf(regressedByImport()), width, rows));
    });
  }

  it('is drawn before anything was compared: what is to be measured, and what counts', () => {
    const progress = progressOf(
      { ...nothingMeasured(), findings: [] },
      { phase: 'preparing', activity: 'building base' },
    );
    matchesGolden('check-live-start-80', drawn(progress, 80, 24));
  });

  it('says what is asked, not a table of nothing, while the first block goes on', () => {
    const findings = unchanged().findings.filter(({ isExact }) => isExact);
    const text = drawn(progressOf({ ...unchanged(), findings }), 80, 24);
    assert.match(text, /Limits +Init Duration 5 % and 5 ms/);
    assert.doesNotMatch(text, /Metric/);
  });

  it('keeps what is settled against the user where there is no room for all', () => {
    const text = drawn(progressOf(severalSizes()), 100, 16);
    assert.match(text, /✗ Warm Duration/);
    assert.match(text, /✗ Billed Duration/);
    assert.match(text, /… and \d+ more in the summary/);
  });

  it('is drawn with the help in place of the figures', () => {
    matchesGolden('check-live-help-80', drawn(progressOf(unchanged()), 80, 24, { help: true }));
  });

  it('says at once that it is stopping', () => {
    assert.match(drawn(progressOf(unchanged()), 80, 24, { stopping: true }), /stopping: measuring head/);
  });

  it('says of how much is spent where there is a bound', () => {
    const result = unchanged();
    const check = { ...result.check, maxTimeMs: 600_000, budgetUsd: 1 } as CheckResult['check'];
    assert.match(drawn(progressOf({ ...result, check }), 80, 24), /1 min 05 s of 10 min 00 s, \$0.0000412 of \$1.00/);
  });

  it('is always lower than the terminal, and never wider', () => {
    const results = Object.values(CHECK_STORIES).map((story) => story());
    fc.assert(
      fc.property(
        fc.constantFrom(...results),
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 30, max: 200 }),
        fc.boolean(),
        (result, rows, width, help) => {
          const lines = drawn(progressOf(result), width, rows, { help }).split('\n').slice(0, -1);
          assert.ok(lines.length < rows, `${lines.length} lines in ${rows} rows`);
          for (const line of lines) assert.ok(displayWidth(line) <= width, line);
        },
      ),
    );
  });
});

describe('the picture of an interval', () => {
  const [finding] = regressedByImport().findings;
  assert.ok(finding !== undefined);
  const shiftOf = (value: number, low: number, high: number) => ({ ...finding, shiftPercent: { value, low, high } });
  const text = (of: typeof finding, reach = 10): string =>
    intervalPicture(of, reach, 21)
      .map((it) => it.text)
      .join('');

  it('has no shift in its middle, and the limit to either side', () => {
    assert.equal(text(shiftOf(8, 7, 9)), '     ┊    │    ┊ ─●─ ');
  });

  it('covers what it includes', () => {
    assert.equal(text(shiftOf(0, -1, 6)), '     ┊   ─●────── '.padEnd(21));
  });

  it('shows what counts as a change where the amount asks for more than the share', () => {
    const far = { ...shiftOf(1, 0, 2), limits: { relativePercent: 1, absolute: 20 } };
    assert.equal(text(far).indexOf('┊'), 2);
  });

  it('stays in its cells, however far it reaches', () => {
    assert.equal(text(shiftOf(300, -300, 900)), '────────────────────▸');
    assert.equal(reachOf([shiftOf(300, 200, 900)]), 30);
  });
});

function open() {
  const output = fakeStdout(80);
  const input = fakeStdin();
  const heard: string[] = [];
  const view = liveCheckView({
    stdout: output.stdout,
    stdin: input.stdin,
    env: {},
    noTui: false,
    onStop: () => heard.push('stop'),
    onInterrupt: () => heard.push('interrupt'),
    debug: true,
  });
  return { ...output, ...input, heard, view };
}

describe('the live screen of a check', () => {
  it('draws what it is told, and leaves the last state when it is closed', async () => {
    const { view, frame, state } = open();
    view.update(progressOf(unchanged()));
    await settle();
    assert.match(frame(), /15 of at most 100 cold starts a side/);
    view.update(progressOf(regressedByImport(), { phase: 'done' }));
    await view.close();
    assert.match(frame(), /20 of at most 100 cold starts a side/);
    assert.doesNotMatch(frame(), /q stop/);
    assert.deepEqual(state, { raw: false, held: false });
  });

  it('has no pause: both sides are measured in one session', async () => {
    const { view, heard, type, frame } = open();
    view.update(progressOf(unchanged()));
    for (const key of ['p', 'q', 'q', '\u0003']) {
      type(key);
      await settle();
    }
    assert.doesNotMatch(frame(), /paus/);
    await view.close();
    assert.deepEqual(heard, ['stop', 'interrupt']);
  });
});
