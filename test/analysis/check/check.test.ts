import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Block,
  type Comparison,
  DEFAULT_LIMITS,
  DEFAULT_PLAN,
  judge,
  lookAt,
  neededPerSide,
} from '../../../src/analysis/check/index.js';
import { normalQuantile, type Random, seededRandom } from '../../../src/statistics/index.js';

const PLAN = { ...DEFAULT_PLAN, maxPerSide: 60 };

interface Made {
  readonly factor?: number;
  readonly spread?: number;
  readonly middle?: number;
  readonly blocks?: number;
  readonly memorySizeMB?: number;
}

/** Cold starts with a common moment for each block, which both sides share. */
function made(random: Random, { factor = 1, spread = 0.05, middle = 200, blocks = 12, memorySizeMB = 512 }: Made = {}) {
  const draw = (by: number): number => middle * by * Math.exp(spread * normalQuantile(random() || 0.5));
  const block = (): Block => {
    const moment = 1 + 0.1 * random();
    const five = (by: number): number[] => Array.from({ length: 5 }, () => draw(by * moment));
    return { base: five(1), head: five(factor) };
  };
  const it: Comparison = {
    metric: 'Init Duration',
    memorySizeMB,
    limits: DEFAULT_LIMITS,
    blocks: Array.from({ length: blocks }, block),
  };
  return it;
}

const verdictOf = (comparisons: readonly Comparison[]): string | undefined => judge(comparisons, PLAN).at(-1)?.verdict;

/** In how many of 60 sessions the gate says so. */
function often(verdict: string, options: Made): number {
  const random = seededRandom(17);
  return Array.from({ length: 60 }, () => verdictOf([made(random, options)])).filter((it) => it === verdict).length;
}

test('a fifth more is a regression, a fifth less an improvement, and each ends the session early', () => {
  const random = seededRandom(1);
  const slower = judge([made(random, { factor: 1.2 })], PLAN);
  assert.equal(slower.at(-1)?.verdict, 'regressed');
  assert.ok((slower.at(-1)?.perSide ?? 0) <= 20);
  assert.equal(slower.at(-1)?.isOver, true);
  assert.equal(verdictOf([made(random, { factor: 0.8 })]), 'improved');
});

test('what did not change is shown to be unchanged, and hardly ever regressed', () => {
  assert.ok(often('unchanged', {}) >= 54);
  assert.ok(often('regressed', {}) <= 1);
});

test('noise so large that nothing can be told is inconclusive and given up early, with the number that would settle it', () => {
  assert.ok(often('inconclusive', { spread: 0.5 }) >= 54);
  const noisy = made(seededRandom(3), { spread: 0.5 });
  const last = judge([noisy], PLAN).at(-1);
  const finding = last?.findings[0];
  assert.ok(last && finding && last.isOver && last.perSide < PLAN.maxPerSide && finding.isHopeless);
  assert.ok('shift' in finding.reading);
  const needed = neededPerSide(finding.reading, PLAN);
  assert.ok(needed > 500, `${needed}`);
});

test('a shift past the relative limit and below the absolute floor is no regression', () => {
  assert.equal(often('regressed', { factor: 1.2, middle: 15 }), 0);
  assert.ok(often('regressed', { factor: 1.2, middle: 150 }) >= 58);
});

test('a shift that is sure and within the limit is no regression: significance alone is not enough', () => {
  const [finding] = judge([made(seededRandom(5), { factor: 1.02, spread: 0.01 })], PLAN).at(-1)?.findings ?? [];
  assert.equal(finding?.isHigher, true);
  assert.equal(finding?.verdict, 'unchanged');
});

test('one odd block is no regression: it was suspected before, and the fresh block goes the same way', () => {
  const calm = made(seededRandom(7), { spread: 0.02, blocks: 3 });
  const odd = calm.blocks.map((block, index) =>
    index === 1 ? { ...block, head: block.head.map((value) => value * 3) } : block,
  );
  const first = lookAt([{ ...calm, blocks: odd.slice(0, 2) }], PLAN);
  assert.notEqual(first?.verdict, 'regressed');
  const falling = odd.map((block, index) => (index === 0 ? block : { base: block.head, head: block.base }));
  assert.notEqual(lookAt([{ ...calm, blocks: falling }], PLAN)?.verdict, 'regressed');
});

test('one regressed size of several fails the gate, and the unchanged one stays what it is', () => {
  const random = seededRandom(9);
  const sizes = [made(random, { spread: 0.01 }), made(random, { factor: 1.15, spread: 0.06, memorySizeMB: 1024 })];
  const last = judge(sizes, PLAN).at(-1);
  assert.equal(last?.verdict, 'regressed');
  assert.deepEqual(
    last?.findings.map(({ verdict }) => verdict),
    ['unchanged', 'regressed'],
  );
});

test('a family of comparisons needs more evidence for each of them than one alone', () => {
  const random = seededRandom(21);
  const slower = made(random, { factor: 1.09, spread: 0.08 });
  const others = [256, 1024, 1769].map((memorySizeMB) => made(random, { memorySizeMB, spread: 0.08 }));
  const significantFrom = (comparisons: readonly Comparison[]): number =>
    judge(comparisons, PLAN).findIndex(({ findings }) => findings[0]?.isHigher === true);
  const [alone, among] = [significantFrom([slower]), significantFrom([slower, ...others])];
  assert.ok(alone >= 0 && (among === -1 || among >= alone), `${alone} and ${among}`);
});

test('before the first look, without a new block, and without values there is nothing to say', () => {
  const some = made(seededRandom(2), { blocks: 3 });
  assert.equal(lookAt([{ ...some, blocks: some.blocks.slice(0, 1) }], PLAN), undefined);
  const first = lookAt([some], PLAN);
  assert.ok(first);
  assert.equal(lookAt([some], PLAN, first), undefined);
  assert.equal(lookAt([{ ...some, blocks: [] }], PLAN), undefined);
});

test('a metric without spread, such as the size of a package, is judged too', () => {
  const fixed = (base: number, head: number): Comparison => ({
    metric: 'package size',
    memorySizeMB: 512,
    limits: { relativeRatio: 0.05, absolute: 1 },
    blocks: Array.from({ length: 4 }, () => ({ base: Array(5).fill(base), head: Array(5).fill(head) })),
  });
  assert.equal(verdictOf([fixed(1000, 1000)]), 'unchanged');
  assert.equal(verdictOf([fixed(1000, 1100)]), 'regressed');
});

test('a value of zero has no ratio: the reason is given, not a verdict', () => {
  const some = made(seededRandom(2));
  const zero = { ...some, blocks: [...some.blocks, { base: [0], head: [1] }] };
  const ended = lookAt([zero, some], PLAN);
  assert.deepEqual(ended?.findings[0]?.reading, { reason: 'a value is not above zero' });
  assert.equal(ended?.findings[0]?.verdict, 'inconclusive');
});

test('the same blocks give the same looks', () => {
  const some = made(seededRandom(4), { factor: 1.07 });
  assert.deepEqual(judge([some], PLAN), judge([some], PLAN));
});
