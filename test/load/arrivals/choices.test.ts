import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choicesOf } from '../../../src/load/index.js';
import fc from '../../fixtures/properties.js';

const one = [{ weight: 1 }];
const MIX = [
  { weight: 3, payloads: [{ weight: 1 }, { weight: 4 }] },
  { weight: 1, payloads: one },
];

const count = 20_000;
const all = (seed: number) => Array.from({ length: count }, (_, index) => index).map(choicesOf(MIX, seed));
const share = (choices: readonly unknown[]) => choices.length / count;

test('functions and payloads are chosen by their weights', () => {
  for (const seed of [1, 2, 3]) {
    const choices = all(seed);
    const ofFirst = choices.filter(({ target }) => target === 0);
    assert.ok(Math.abs(share(ofFirst) - 0.75) < 0.01);
    assert.ok(Math.abs(share(ofFirst.filter(({ payload }) => payload === 1)) - 0.6) < 0.012);
    assert.ok(choices.every(({ target, payload }) => target === 0 || payload === 0));
  }
});

test('what an arrival gets is of the seed and its number alone, in any order of asking', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(fc.nat(), { maxLength: 20 }), (seed, indexes) => {
      const first = choicesOf(MIX, seed);
      const backwards = new Map([...indexes].reverse().map((index) => [index, choicesOf(MIX, seed)(index)]));
      for (const index of indexes) assert.deepEqual(first(index), backwards.get(index));
    }),
  );
});

test('seeds differ, and the choice of a payload says nothing of the choice of the function', () => {
  const text = (seed: number) =>
    all(seed)
      .slice(0, 64)
      .map(({ target, payload }) => `${target}${payload}`)
      .join('');
  assert.equal(new Set([1, 2, 3, 4, 5].map(text)).size, 5);
  const twins = [
    { weight: 1, payloads: [{ weight: 1 }, { weight: 1 }] },
    { weight: 1, payloads: [{ weight: 1 }, { weight: 1 }] },
  ];
  const choose = choicesOf(twins, 9);
  const same = Array.from({ length: count }, (_, index) => choose(index)).filter((it) => it.target === it.payload);
  assert.ok(Math.abs(share(same) - 0.5) < 0.012);
});

test('runs of one function have the lengths that chance gives: arrivals are drawn one by one, not dealt evenly', () => {
  const targets = all(4).map(({ target }) => target);
  const repeats = targets.filter((target, index) => index > 0 && target === 1 && targets[index - 1] === 1);
  assert.ok(Math.abs(share(repeats) - 0.0625) < 0.006);
});

test('numbers beyond 32 bits are chosen for too', () => {
  const choose = choicesOf(MIX, 1);
  const far = Array.from({ length: 64 }, (_, index) => choose(2 ** 33 + index).target);
  const near = Array.from({ length: 64 }, (_, index) => choose(index).target);
  assert.notDeepEqual(far, near);
});
