import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { usd } from '../../../../src/units/index.js';
import { displayWidth } from '../../../../src/views/terminal/layout/index.js';
import { columnChart } from '../../../../src/views/terminal/load/blocks.js';
import { armsTable } from '../../../../src/views/terminal/load/live/arms-table.js';
import { factLines } from '../../../../src/views/terminal/load/live/facts.js';
import { latencyLines } from '../../../../src/views/terminal/load/live/histogram.js';
import { liveLoadScreen } from '../../../../src/views/terminal/load/live/index.js';
import { countLines } from '../../../../src/views/terminal/load/plain/plain-lines.js';
import { plainLoadSink } from '../../../../src/views/terminal/load/plain/plain-load-view.js';
import { ToldView } from '../../../../src/views/terminal/load/told-view.js';
import { STORY_BEGAN, STORY_HEADER } from '../../../fixtures/load-story.js';
import fc from '../../../fixtures/properties.js';
import { fakeStdin, fakeStdout, settle } from '../fake-terminal.js';
import { matchesGolden } from '../golden.js';
import { drawn, tellStory, toldUntil } from './told.js';

describe('the live frame of a load', () => {
  for (const [width, rows] of [
    [80, 24],
    [120, 40],
  ] as const) {
    it(`is drawn in ${width} columns and ${rows} rows, in the rush of the second size`, () => {
      matchesGolden(`load-live-${width}`, drawn(toldUntil(1, 34_000), width, rows));
    });
  }

  it('is drawn before the first size has begun', () => {
    matchesGolden('load-live-start-80', drawn(toldUntil(0, 0), 80, 24));
  });

  it('does not call starts warm of which no report has come yet', () => {
    const { figures } = toldUntil(1, 34_000);
    const arm = figures.arms.at(-1);
    assert.ok(arm !== undefined && arm.counts.answered > 0);
    const text = (more: object): string => factLines(figures, { ...arm, ...more }, 80)[0]?.text ?? '';
    assert.match(text({ cold: 0, warm: 0 }), /cold starts not known without reports$/);
    assert.match(text({ cold: 0, warm: 9 }), /cold 0, warm 9 /);
  });

  it('counts no cold starts without a report in the plain line either', () => {
    const progress = toldUntil(1, 34_000);
    const { figures } = progress;
    const { current } = figures;
    assert.ok(current !== null && current.counts.answered > 0);
    const text = (more: object): string => {
      const told = { ...progress, figures: { ...figures, current: { ...current, ...more } } };
      return countLines(told, 200)
        .map((it) => it.text)
        .join(' ');
    };
    assert.match(text({ cold: 0, warm: 0 }), /, cold not known(,|$)/);
    assert.match(text({ cold: 0, warm: 9 }), /, cold 0(,|$)/);
  });

  it('counts none of a size that is done and has no reports', () => {
    const { figures } = toldUntil(1, 34_000);
    const arms = figures.arms.map((arm) => (arm === figures.current ? arm : { ...arm, cold: 0, warm: 0 }));
    const told = { ...figures, arms };
    assert.match(armsTable(told, 1)[0]?.text ?? '', /, cold not known/);
    assert.doesNotMatch(armsTable(told, 2).at(-1)?.text ?? '', /\b0 +0\b/);
    assert.match(armsTable(figures, 1)[0]?.text ?? '', /, \d+ cold/);
  });

  it('tells what is paid beside the invocations of a size: what is kept, restores, snapshots', () => {
    const { figures } = toldUntil(1, 34_000);
    const { current, header } = figures;
    assert.ok(current !== null && current.cost !== null);
    const load = { ...header.load, provisionedConcurrency: 20 };
    const linesOf = (more: Partial<typeof current.cost>, width = 120): string[] => {
      const arm = { ...current, cost: { ...current.cost, ...more } as NonNullable<typeof current.cost> };
      return factLines({ ...figures, header: { ...header, load } }, arm, width).map(({ text }) => text);
    };
    const kept = { keptUsd: usd(0.0019), keptPerHourUsd: usd(0.2) };
    assert.ok(
      linesOf(kept).includes('Of this size: 20 kept environments $0.00190 ($0.200 an hour)'),
      linesOf(kept).join('\n'),
    );
    const snapStart = { restoresUsd: usd(0.00034), publishedUsd: usd(0.0042) };
    assert.ok(
      linesOf(snapStart).includes('Of this size: restores $0.000340, snapshots $0.00420'),
      linesOf(snapStart).join('\n'),
    );
    assert.doesNotMatch(linesOf({}).join('\n'), /Of this size/);
  });

  it('is drawn with the help in place of the figures', () => {
    matchesGolden('load-live-help-80', drawn(toldUntil(1, 34_000), 80, 24, { help: true }));
  });

  it('is always lower than the terminal, and never wider', () => {
    const progress = [toldUntil(0, 0), toldUntil(0, 1500), toldUntil(2, 50_000)];
    fc.assert(
      fc.property(
        fc.constantFrom(...progress),
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 40, max: 200 }),
        fc.boolean(),
        (it, rows, width, help) => {
          const lines = drawn(it, width, rows, { help }).split('\n').slice(0, -1);
          assert.ok(lines.length < rows, `${lines.length} lines in ${rows} rows`);
          for (const line of lines) assert.ok(displayWidth(line) <= width, line);
        },
      ),
    );
  });

  it('uses the rows of any terminal that is high enough for all sections, but for a line', () => {
    for (let rows = 24; rows <= 40; rows++) {
      assert.equal(drawn(toldUntil(1, 34_000), 100, rows).split('\n').length, rows, `${rows} rows`);
    }
  });

  it('keeps the figures in a low terminal, and how far it is in the lowest', () => {
    assert.match(drawn(toldUntil(1, 34_000), 80, 12), /Latency {3}p50[\s\S]*Rate[\s\S]*Throttled 13/);
    assert.match(drawn(toldUntil(1, 34_000), 80, 4), /56 %[\s\S]*loading 512 MB, 2 of 3/);
  });

  it('says at once that it is stopping', () => {
    assert.match(drawn(toldUntil(1, 34_000), 80, 24, { stopping: true }), /stopping: loading 512 MB/);
  });
});

describe('the histogram', () => {
  const bucketed = (fromMs: number, toMs: number) => {
    const { current } = toldUntil(1, 34_000).figures;
    if (current === null) throw new Error('no arm goes on');
    return latencyLines({ ...current, buckets: [{ fromMs, toMs, count: 3 }] }, 80, 2).at(-1)?.text;
  };

  it('has round values on its axis, and its ends where there is none between them', () => {
    assert.match(bucketed(9, 11) ?? '', /╵10\.0 ms/);
    assert.match(bucketed(1100, 1300) ?? '', /╵1\.10 s/);
  });
});

describe('the column chart', () => {
  it('shows what is not nothing, however little it is', () => {
    assert.deepEqual(columnChart([{ value: 0 }, { value: 1 }, { value: 1000 }], 1, 1000), [' ▁█']);
  });

  it('is faint where more was meant', () => {
    assert.deepEqual(columnChart([{ value: 4, meant: 8 }], 2, 8), ['░', '█']);
  });
});

function open(isTTY = true) {
  const output = fakeStdout(80);
  const input = fakeStdin(isTTY);
  const heard: string[] = [];
  const clock = { now: STORY_BEGAN };
  const options = {
    header: STORY_HEADER,
    stdout: output.stdout,
    stdin: input.stdin,
    env: {},
    noTui: false,
    now: () => clock.now,
    onStop: () => heard.push('stop'),
    onInterrupt: () => heard.push('interrupt'),
    debug: true,
  };
  return { ...output, ...input, heard, clock, view: new ToldView(options, liveLoadScreen(options)) };
}

describe('the live screen of a load', () => {
  it('draws what it is told, and leaves the last state when it is closed', async () => {
    const { view, clock, frame, state } = open();
    tellStory(view, clock, 1, 34_000);
    await settle();
    assert.match(frame(), /Throttled 13, failed otherwise 4/);
    await view.close();
    assert.match(frame(), /Throttled 13, failed otherwise 4/);
    assert.doesNotMatch(frame(), /q stop/);
    assert.deepEqual(state, { raw: false, held: false });
  });

  it('has no pause: requests that are due stay due', async () => {
    const { view, clock, heard, type, frame } = open();
    tellStory(view, clock, 0, 5000);
    for (const key of ['p', 'q', 'q', '\u0003']) {
      type(key);
      await settle();
    }
    assert.doesNotMatch(frame(), /paus/);
    await view.close();
    assert.deepEqual(heard, ['stop', 'interrupt']);
  });

  it('is drawn twice a second at most, whatever it is told', async () => {
    let drawnTimes = 0;
    const clock = { now: STORY_BEGAN };
    const view = new ToldView(
      { header: STORY_HEADER, now: () => clock.now },
      { update: () => drawnTimes++, note: () => undefined, close: async () => undefined },
    );
    tellStory(view, clock, 0, 10_000);
    assert.ok(drawnTimes >= 15 && drawnTimes <= 22, `${drawnTimes} times`);
  });
});

function plainly(tell: (view: ToldView, clock: { now: number }) => void, width = 80): string {
  const clock = { now: STORY_BEGAN };
  let text = '';
  const stdout = { write: (it: string) => (text += it) };
  const view = new ToldView({ header: STORY_HEADER, now: () => clock.now }, plainLoadSink({ stdout, width }));
  tell(view, clock);
  return text;
}

describe('the plain lines of a load', () => {
  it('follow it without a cursor code', () => {
    const text = plainly((view, clock) => {
      view.activity('making the function checkout');
      tellStory(view, clock, 1, 34_000);
      view.note('a note that is longer than a line of eighty characters has room for, and is wrapped');
    });
    matchesGolden('load-plain-80', text);
    assert.ok(!text.includes('\u001b'));
    for (const line of text.split('\n')) assert.ok(displayWidth(line) <= 80, line);
  });
});
