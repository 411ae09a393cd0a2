import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  analyseHistory,
  type HistoryResult,
  type HistorySeries,
  historyResultSchema,
} from '../../../src/analysis/index.js';
import { type Codes, type Day, historyOf, nights } from '../../fixtures/history.js';

const CODES: Codes = { a: 100, b: 130, c: 131, d: 129, e: 132, f: 128, g: 130, h: 131 };

const read = (days: readonly Day[], codes: Codes = CODES, seed?: number): HistoryResult => {
  const result = analyseHistory(historyOf(days, codes, seed));
  assert.deepEqual(historyResultSchema.parse(result), result);
  return result;
};

const init = ({ series }: HistoryResult): HistorySeries => {
  const found = series.filter(({ metric }) => metric === 'initDuration');
  assert.equal(found.length, 1, 'one series of Init Duration');
  return found[0] as HistorySeries;
};

const near = (actual: number | null | undefined, expected: number, within: number): void =>
  assert.ok(typeof actual === 'number' && Math.abs(actual - expected) < within, `${actual} is not ${expected}`);

describe('who moved', () => {
  it('is your code where a base that stayed the same was where it was', () => {
    const { changes } = init(read(nights(12, (day) => ({ head: day < 6 ? 'a' : 'b', base: 'a' }))));
    assert.equal(changes.length, 1);
    assert.equal(changes[0]?.cause, 'code');
    assert.equal(changes[0]?.at, 6);
    near(changes[0]?.codePercent?.value, 30, 5);
    near(changes[0]?.platformPercent?.value, 0, 5);
    assert.match(changes[0]?.reason ?? '', /stayed where it was/);
  });

  it('is the platform where the same code moved from one night to the next', () => {
    const { changes } = init(read(nights(12, (day) => ({ head: 'a', platform: day < 5 ? 1 : 1.2 }))));
    assert.equal(changes.length, 1);
    assert.equal(changes[0]?.cause, 'platform');
    near(changes[0]?.platformPercent?.value, 20, 5);
    assert.deepEqual(changes[0]?.codePercent, { value: 0, low: 0, high: 0 });
    assert.equal(changes[0]?.reason, 'the same code was measured before and after');
  });

  it('is the platform where head was new code but base moved by as much', () => {
    const days = nights(12, (day) => ({ head: day < 6 ? 'c' : 'g', base: 'b', platform: day < 6 ? 1 : 1.25 }));
    const { changes } = init(read(days));
    assert.equal(changes[0]?.cause, 'platform');
    assert.match(changes[0]?.reason ?? '', /yours no more than it/);
  });

  it('is both where base moved and head by more', () => {
    const days = nights(12, (day) => ({ head: day < 6 ? 'a' : 'b', base: 'a', platform: day < 6 ? 1 : 1.2 }));
    const { changes } = init(read(days));
    assert.equal(changes[0]?.cause, 'both');
    near(changes[0]?.codePercent?.value, 30, 6);
    near(changes[0]?.platformPercent?.value, 20, 6);
    near(changes[0]?.shiftPercent.value, 56, 8);
  });

  it('is told where each commit has the one before it as base', () => {
    const line = ['a', 'a', 'a', 'a', 'b', 'c', 'd', 'e'];
    const codes = { ...CODES, a: 100 };
    const commits = nights(8, (day) => ({ head: line[day] ?? 'a', base: line[Math.max(0, day - 1)] ?? 'a' }));
    const { changes } = init(read(commits, codes));
    assert.deepEqual(
      changes.map(({ at, cause }) => [at, cause]),
      [[4, 'code']],
    );
  });

  it('cannot be said where no code was measured before and after, or recordings do not name it', () => {
    const unlinked = init(read(nights(10, (day) => ({ head: day < 5 ? 'a' : 'b' }))));
    assert.equal(unlinked.changes[0]?.cause, 'unknown');
    assert.match(unlinked.changes[0]?.reason ?? '', /no code was measured both before and after/);
    assert.deepEqual(
      unlinked.changes[0]?.coincidences.map(({ kind, what }) => [kind, what]),
      [['code', 'the code']],
    );
    const days = nights(10, (day) => ({ head: 'a', platform: day < 5 ? 1 : 1.3 }));
    const unnamed = historyOf(days, CODES).map((one) => {
      if (one.kind === 'check') return one;
      const { codeSha256: _, ...fn } = one.recording.header.function;
      return { ...one, recording: { ...one.recording, header: { ...one.recording.header, function: fn } } };
    });
    const result = analyseHistory(unnamed);
    assert.equal(init(result).changes[0]?.cause, 'unknown');
    assert.ok(result.warnings.some(({ code }) => code === 'code-not-told'));
  });

  it('names what else changed with the platform, and does not take a new runtime of yours for the same code', () => {
    const days = nights(10, (day) => ({
      head: 'a',
      platform: day < 5 ? 1 : 1.3,
      version: day < 5 ? '0.1.0' : '0.2.0',
      host: { kernel: day < 5 ? '6.1' : '6.8' },
    }));
    const { changes } = init(read(days));
    assert.equal(changes[0]?.cause, 'platform');
    assert.match(changes[0]?.reason ?? '', /the kernel went from 6.1 to 6.8, Kelvin went from 0.1.0 to 0.2.0/);
    const upgraded = nights(10, (day) => ({
      head: 'a',
      platform: day < 5 ? 1 : 1.3,
      function: { runtime: day < 5 ? 'nodejs22.x' : 'nodejs24.x' },
    }));
    const change = init(read(upgraded)).changes[0];
    assert.equal(change?.cause, 'unknown');
    assert.ok(change?.coincidences.some(({ kind, what }) => kind === 'code' && what === 'the runtime'));
  });

  it('does not ask a base that was measured another day', () => {
    const days = nights(10, (day) => ({ head: day < 5 ? 'a' : 'b', base: 'a', isBaseRecorded: true }));
    const result = read(days);
    assert.equal(init(result).changes[0]?.cause, 'unknown');
    assert.deepEqual(init(result).base, []);
    assert.ok(result.warnings.some(({ code }) => code === 'recorded-base'));
  });
});

describe('a history', () => {
  it('says when it happened and how much, each with its interval and n', () => {
    const result = read(nights(14, (day) => ({ head: 'a', platform: day < 8 ? 1 : 1.15, n: day % 2 === 0 ? 10 : 30 })));
    const [change] = init(result).changes;
    assert.ok(change !== undefined);
    assert.equal(change.after, '2026-09-08T03:00:00.000Z');
    assert.equal(change.before, '2026-09-09T03:00:00.000Z');
    assert.deepEqual(change.sessions, { before: 8, after: 6 });
    assert.deepEqual(change.n, { before: 160, after: 120 });
    assert.ok((change.shiftPercent.low ?? 0) < 15 && (change.shiftPercent.high ?? 0) > 15);
    near(change.shift.value, 15, 3);
    assert.equal(init(result).levels.length, 2);
    near(init(result).overallPercent?.value, 15, 3);
  });

  it('finds nothing in nineteen of twenty histories in which nothing happens, over all of their series', () => {
    const alarms = Array.from({ length: 40 }, (_, seed) =>
      read(
        nights(9, () => ({ head: 'a', base: 'a', memorySizes: [512, 1024], n: 6 })),
        CODES,
        seed + 1,
      ),
    ).filter(({ events }) => events.length > 0);
    // Of 40 with a chance of 5 % each, 6 or more have less than 2 %.
    assert.ok(alarms.length < 6, `${alarms.length} of 40`);
  });

  it('puts what moved at one time into one event, the largest first', () => {
    const days = nights(12, (day) => ({ head: day < 6 ? 'a' : 'b', base: 'a', memorySizes: [512, 1024] }));
    const { events, series } = read(days);
    assert.equal(events.length, 1);
    const [event] = events;
    assert.equal(event?.cause, 'code');
    assert.equal(event?.session, 6);
    const metrics = event?.changes.map((it) => series[it.series]?.metric) ?? [];
    assert.ok(metrics.includes('initDuration') && metrics.includes('coldTotal') && metrics.includes('packageSize'));
    const sizes = (event?.changes ?? []).map((it) =>
      Math.abs(series[it.series]?.changes[it.change]?.shiftPercent.value ?? 0),
    );
    assert.deepEqual(
      sizes,
      [...sizes].sort((x, y) => y - x),
    );
  });

  it('never mixes emulator and AWS, hosts, regions or limits, and says so', () => {
    const places: Day['target'][] = [
      { kind: 'emulator', region: 'us-east-1' },
      { kind: 'aws', region: 'us-east-1' },
      { kind: 'aws', region: 'eu-west-1' },
      { kind: 'emulator', region: 'us-east-1', cpu: { enforced: false, reason: 'no', hint: 'no' } },
    ];
    const days = nights(8, (day) => ({ head: 'a', platform: 1 + day, target: places[day % 4] ?? {} }));
    const other = nights(8, (day) => ({ head: 'a', host: { cpuModel: day % 2 === 0 ? 'one' : 'two' } }));
    for (const [all, count] of [
      [days, 4],
      [other, 2],
    ] as const) {
      const result = read(all);
      assert.equal(result.settings.length, count);
      assert.equal(result.series.filter(({ metric }) => metric === 'initDuration').length, count);
      assert.ok(result.warnings.some(({ code }) => code === 'not-mixed'));
    }
  });

  it('takes the interpreter that ran, the kernel and Kelvin for causes and not for other settings', () => {
    const days = nights(6, (day) => ({
      head: 'a',
      version: `0.${day}.0`,
      host: { kernel: String(day) },
      function: { runtimeUsed: `Node.js v24.${day}` },
    }));
    assert.equal(read(days).settings.length, 1);
  });

  it('is the same in whatever order the recordings come, and counts one that is given twice once', () => {
    const all = historyOf(
      nights(8, (day) => ({ head: day < 4 ? 'a' : 'b', base: 'a' })),
      CODES,
    );
    const forward = analyseHistory(all);
    assert.deepEqual(analyseHistory([...all].reverse()), forward);
    const [first] = all;
    assert.ok(first !== undefined);
    const twice = analyseHistory([...all, { ...first, path: 'copy.jsonl' }]);
    assert.deepEqual(twice.series, forward.series);
    assert.deepEqual(twice.leftOut, [{ path: 'copy.jsonl', reason: 'is reports/01/recording.jsonl again' }]);
  });

  it('says of few sessions what is missing, and finds nothing in them', () => {
    const result = read(nights(3, (day) => ({ head: 'a', platform: day === 2 ? 3 : 1 })));
    assert.deepEqual(init(result).changes, []);
    assert.match(init(result).note ?? '', /needs 4 sessions, and there are 3/);
    assert.ok(result.warnings.some(({ code }) => code === 'few-sessions'));
  });

  it('tells of a last session that lies apart, without calling it a change', () => {
    const { changes, lastPercent } = init(read(nights(9, (day) => ({ head: 'a', platform: day === 8 ? 1.5 : 1 }))));
    assert.deepEqual(changes, []);
    near(lastPercent?.value, 50, 10);
    assert.equal(init(read(nights(9, () => ({ head: 'a' })))).lastPercent, null);
  });

  it('takes every difference of a package for a change, exactly', () => {
    const { series } = read(nights(4, (day) => ({ head: day < 3 ? 'a' : 'b' })));
    const size = series.find(({ metric }) => metric === 'packageSize');
    assert.equal(size?.changes.length, 1);
    assert.deepEqual(size?.changes[0]?.shift, { value: 1000, low: 1000, high: 1000 });
    assert.equal(size?.changes[0]?.chance, null);
  });

  it('keeps what was sent apart for all but INIT', () => {
    const all = historyOf(
      nights(6, () => ({ head: 'a' })),
      CODES,
    ).map((one, index) => {
      if (one.kind === 'check' || index < 3) return one;
      const { header } = one.recording;
      const scenario = { ...header.scenario, payloads: [{ name: 'large', weight: 1 }] };
      return { ...one, recording: { ...one.recording, header: { ...header, scenario } } };
    });
    const { series } = analyseHistory(all);
    assert.equal(series.filter(({ metric }) => metric === 'initDuration').length, 1);
    assert.equal(series.filter(({ metric }) => metric === 'warmDuration').length, 2);
  });
});
