import assert from 'node:assert/strict';
import { test } from 'node:test';
import { medians } from '../../../../src/commands/check/explain/medians.js';
import type { Trace } from '../../../../src/commands/check/explain/trace.js';
import { milliseconds } from '../../../../src/units/index.js';

type Row = readonly [name: string, parent: number | null, ownMs: number];

const traceOf = (rows: readonly Row[], initDurationMs?: number): Trace => ({
  modules: rows.map(([name, parent, ownMs], index) => ({
    ...{ name, parent, startMs: milliseconds(index), ownMs: milliseconds(ownMs), bytes: 10 },
  })),
  leftOut: 0,
  version: '24.21.0',
  initDurationMs: initDurationMs === undefined ? undefined : milliseconds(initDurationMs),
});

test('takes the median of each module, and adds up what it loaded', () => {
  const { modules, coldStarts, initDurationMsEach } = medians([
    traceOf(
      [
        ['index.js', null, 1],
        ['a.js', 0, 10],
        ['b.js', 1, 100],
      ],
      200,
    ),
    traceOf(
      [
        ['index.js', null, 2],
        ['a.js', 0, 30],
        ['b.js', 1, 900],
      ],
      210,
    ),
    traceOf(
      [
        ['index.js', null, 3],
        ['a.js', 0, 20],
        ['b.js', 1, 110],
      ],
      190,
    ),
  ]);
  assert.deepEqual(
    modules.map(({ name, parent, ownMs, totalMs }) => [name, parent, ownMs, totalMs]),
    [
      ['index.js', null, 2, 132],
      ['a.js', 0, 20, 130],
      ['b.js', 1, 110, 110],
    ],
  );
  assert.deepEqual(modules[2]?.ownMsEach, [100, 900, 110]);
  assert.equal(coldStarts, 3);
  assert.deepEqual(initDurationMsEach, [200, 210, 190]);
});

test('keeps what only some cold starts loaded, below who asked for it', () => {
  const { modules } = medians([
    traceOf([
      ['index.js', null, 5],
      ['rare.js', 0, 50],
    ]),
    traceOf([
      ['index.js', null, 5],
      ['usual.js', 0, 5],
    ]),
    traceOf([
      ['index.js', null, 5],
      ['usual.js', 0, 7],
    ]),
  ]);
  assert.deepEqual(
    modules.map(({ name, parent, ownMsEach }) => [name, parent, ownMsEach]),
    [
      ['index.js', null, [5, 5, 5]],
      ['usual.js', 0, [null, 5, 7]],
      ['rare.js', 0, [50, null, null]],
    ],
  );
});

test('leaves Init Duration out where one cold start did not report it', () => {
  assert.equal(medians([traceOf([['a.js', null, 1]], 9), traceOf([['a.js', null, 1]])]).initDurationMsEach, undefined);
});
