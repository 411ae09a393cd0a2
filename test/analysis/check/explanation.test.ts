import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { noiseOf } from '../../../src/analysis/check/explanation/noise.js';
import { explanationOf } from '../../../src/analysis/index.js';
import type { Explanation } from '../../../src/recording/index.js';
import { seededRandom } from '../../../src/statistics/index.js';
import { epochMilliseconds, megabytes, milliseconds } from '../../../src/units/index.js';

/** Name, who asked, and own time in each cold start. */
type Row = readonly [name: string, parent: number | null, each: readonly number[], bytes?: number];

function explanation(side: 'base' | 'head', rows: readonly Row[], more: Partial<Explanation> = {}): Explanation {
  const modules = rows.map(([name, parent, each, bytes], index) => {
    const ownMs = milliseconds(each.toSorted((a, b) => a - b)[Math.floor(each.length / 2)] ?? 0);
    const ownMsEach = each.map((ms) => milliseconds(ms));
    return { name, parent, startMs: milliseconds(index), ownMs, ownMsEach, totalMs: ownMs, bytes: bytes ?? null };
  });
  const where = { at: epochMilliseconds(0), memorySizeMB: megabytes(512), architecture: 'x86_64' } as const;
  return { type: 'explanation', side, ...where, modules, leftOut: 0, coldStarts: rows[0]?.[2].length ?? 1, ...more };
}

const about = (ms: number): number[] => [ms, ms + 0.1, ms - 0.1, ms + 0.2, ms - 0.2];
const named = ({ changes }: ReturnType<typeof explanationOf>): string[] =>
  changes.map(({ kind, name }) => `${kind} ${name}`);

describe('what changed between two sides', () => {
  const base = explanation('base', [
    ['index.js', null, about(5), 100],
    ['node_modules/old/index.js', 0, about(8), 700],
    ['node_modules/kept/index.js', 0, about(20), 1000],
    ['node_modules/kept/lib/a.js', 2, about(10), 500],
  ]);

  test('is told of packages, with what they brought, and not of each of their files', () => {
    const head = explanation('head', [
      ['index.js', null, about(5), 120],
      ['src/new.js', 0, about(1), 50],
      ['node_modules/heavy/index.js', 1, about(10), 300],
      ['node_modules/heavy/lib/b.js', 2, about(15), 300],
      ['node_modules/@scope/dep/index.js', 2, about(4), 40],
      ['node_modules/kept/index.js', 0, about(20), 1000],
      ['node_modules/kept/lib/renamed.js', 5, about(10), 500],
    ]);
    const told = explanationOf(base, head, 22);
    assert.deepEqual(named(told), ['added heavy', 'removed old', 'added @scope/dep', 'added src/new.js']);
    const [heavy, old, , helper] = told.changes;
    assert.deepEqual(heavy, {
      ...{ name: 'heavy', kind: 'added', baseMs: null, headMs: 25, changeMs: 25, totalChangeMs: 29 },
      ...{ changeRangeMs: { low: 24.6, high: 25.4 }, bytesChange: 600, modules: { base: 0, head: 2 }, share: 29 / 22 },
      broughtBy: ['index.js', 'src/new.js'],
    });
    assert.deepEqual([old?.changeMs, old?.bytesChange, old?.broughtBy], [-8, -700, ['index.js']]);
    assert.equal(
      helper?.totalChangeMs,
      30,
      'a helper of the function itself is told with what it brought, behind that',
    );
    assert.equal(told.explainedMs, 22);
    assert.deepEqual(told.loadMs, { base: 43, head: 65 });
  });

  test('is slower only where dealing out the cold starts anew would hardly show as much', () => {
    const head = explanation('head', [
      ['index.js', null, about(5.1), 100],
      ['node_modules/old/index.js', 0, [8, 14, 8.1, 7.9, 13], 700],
      ['node_modules/kept/index.js', 0, about(26), 1000],
      ['node_modules/kept/lib/a.js', 2, about(10), 500],
    ]);
    const told = explanationOf(base, head, 6);
    assert.deepEqual(named(told), ['slower kept']);
    assert.equal(told.explainedMs, 6);
    assert.ok((told.noiseMs ?? 0) >= 0.5);
  });

  test('is what five and five have not in common at all, with equal values and one odd cold start too', () => {
    const before = explanation('base', [['index.js', null, [10, 10, 11, 10, 60]]]);
    const after = explanation('head', [['index.js', null, [400, 410, 410, 410, 900]]]);
    assert.deepEqual(named(explanationOf(before, after, 400)), ['slower index.js']);
  });

  test('is nothing of one cold start each, but what came or went', () => {
    const one = explanation('base', [['index.js', null, [5]]]);
    const other = explanation('head', [
      ['index.js', null, [50]],
      ['node:http', 0, [3]],
    ]);
    const told = explanationOf(one, other, null);
    assert.deepEqual(named(told), ['added node:http']);
    assert.equal(told.noiseMs, null);
    assert.equal(told.changes[0]?.share, null);
  });

  test('is not asked where base was not traced', () => {
    const told = explanationOf(undefined, base, 10);
    assert.deepEqual([told.changes, told.explainedMs, told.base], [[], null, null]);
    assert.match(told.notes?.join() ?? '', /base was not traced/);
  });

  test('leaves out what INIT does not await, and says so', () => {
    const later = explanation(
      'head',
      base.modules.map(({ name, parent }) => [name, parent, about(5)] as const),
    );
    const head = {
      ...later,
      modules: later.modules.map((it, index) => (index === 1 ? { ...it, isAfterInit: true as const } : it)),
    };
    const told = explanationOf(base, head, -8);
    assert.ok(named(told).includes('removed old'));
    assert.match(told.notes?.join() ?? '', /head loads 1 module \(5\.00 ms\) by an import that INIT does not await/);
  });
});

test('Python packages are told by their first name, and modules of the function each by its own', () => {
  const python = { language: 'python' } as const;
  const base = explanation(
    'base',
    [
      ['app', null, about(1)],
      ['app.main', null, about(5)],
    ],
    python,
  );
  const head = explanation(
    'head',
    [
      ['app', null, about(1)],
      ['app.main', null, about(5)],
      ['app.report', 1, about(2)],
      ['pandas', 2, about(30)],
      ['pandas.core', 3, about(50)],
      ['six', 3, about(3)],
    ],
    python,
  );
  assert.deepEqual(named(explanationOf(base, head, 85)), ['added pandas', 'added six', 'added app.report']);
});

test('a bundle that is one module says so where it changed', () => {
  const base = explanation('base', [['index.js', null, about(10), 900_000]]);
  const head = explanation('head', [['index.js', null, about(40), 1_900_000]]);
  const told = explanationOf(base, head, 30);
  assert.deepEqual(named(told), ['slower index.js']);
  assert.match(told.notes?.join() ?? '', /index\.js is one file of 1,900,000 bytes/);
  const parts = explanation('head', [
    ['index.js', null, about(15), 1_900_000],
    ['index.js/node_modules/zod/index.js', 0, about(25), 1_000_000],
  ]);
  assert.deepEqual(named(explanationOf(base, parts, 30)), ['added zod', 'slower index.js']);
  assert.deepEqual(explanationOf(base, parts, 30).notes, []);
});

test('pnpm packages have the name by which they are asked for', () => {
  const base = explanation('base', [['index.js', null, about(1)]]);
  const head = explanation('head', [
    ['index.js', null, about(1)],
    ['node_modules/.pnpm/@a+b@1.0.0/node_modules/@a/b/index.js', 0, about(9)],
  ]);
  assert.deepEqual(named(explanationOf(base, head, 9)), ['added @a/b']);
});

describe('noise', () => {
  test('lets no more than one in twenty of unchanged functions look changed', () => {
    let wrong = 0;
    const runs = 200;
    const random = seededRandom(7);
    for (let run = 0; run < runs; run++) {
      const side = (): number[] => Array.from({ length: 5 }, () => 10 - Math.log(1 - random()));
      const pairs = Array.from({ length: 20 }, () => ({ base: side(), head: side() }));
      if ((noiseOf(pairs)?.changed.length ?? 1) > 0) wrong += 1;
    }
    // Of 200, 10 are expected, and more than 19 once in 400 times.
    assert.ok(wrong <= 19, `${wrong} of ${runs}`);
  });

  test('of what has changed much hides nothing that has changed less', () => {
    const much = { base: about(10), head: about(200) };
    const less = { base: about(10), head: about(12) };
    const rest = { base: [5, 5.5, 4.5, 5.2, 4.8], head: [5.1, 4.6, 5.4, 5, 4.9] };
    assert.deepEqual(new Set(noiseOf([rest, less, much])?.changed), new Set([less, much]));
  });

  test('is not known of too few cold starts', () => {
    assert.equal(noiseOf([{ base: [1, 2], head: [3, 4] }]), undefined);
    assert.equal(noiseOf([]), undefined);
  });
});
