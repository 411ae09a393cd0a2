import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measuredOf } from '../../src/curve/measured.js';
import { alikeInVisit, scatterAt, visitEffect } from '../../src/curve/noise.js';
import { durationOf, problemWith, warm } from './problem.js';

const near = (value: number | undefined, expected: number, error = 1e-9): void => {
  assert.ok(value !== undefined && Math.abs(value - expected) <= error, `${value} is not ${expected}`);
};

const WEIGHTED = problemWith({
  payloads: [
    { name: 'short', weight: 9 },
    { name: 'long', weight: 1 },
  ],
});

test('the mean is that of each payload by its weight, whatever the order they were sent in', () => {
  const seen = [...warm(512, 0, [10, 12], 'short'), ...warm(512, 0, [100, 120, 110], 'long')];
  const [measured] = measuredOf(WEIGHTED, seen, durationOf);
  near(measured?.mean, 0.9 * 11 + 0.1 * 110);
  assert.equal(measured?.n, 5);
  near(
    measured?.shares.reduce((sum, { weight }) => sum + weight, 0),
    1,
  );
});

test('a payload that had no turn at a size takes as long against the others as at other sizes', () => {
  const seen = [
    ...warm(128, 0, [40], 'short'),
    ...warm(128, 0, [400], 'long'),
    ...warm(512, 1, [10], 'short'),
    ...warm(1769, 2, [50], 'long'),
  ];
  const [, second, third] = measuredOf(WEIGHTED, seen, durationOf);
  near(second?.mean, 0.9 * 10 + 0.1 * 100, 0.01);
  near(third?.mean, 0.9 * 5 + 0.1 * 50, 0.01);
  assert.ok((third?.spread ?? 0) > 0.4, 'what is foretold is no surer than one value');
});

test('a payload that no size has seen leaves the others alone', () => {
  const [measured] = measuredOf(WEIGHTED, warm(512, 0, [10, 12], 'short'), durationOf);
  near(measured?.mean, 11);
});

test('failures and other starts are left out, and sizes that have nothing else', () => {
  const failed = warm(128, 0, [1]).map(({ durationMs: _, ...it }) => it);
  assert.deepEqual(
    measuredOf(problemWith(), [...failed, ...warm(512, 1, [7])], durationOf).map(({ index }) => index),
    [1],
  );
});

test('a duration of nothing still has a logarithm', () => {
  const [measured] = measuredOf(problemWith(), warm(512, 0, [0, 0]), durationOf);
  assert.ok((measured?.mean ?? 0) > 0);
});

test('visits that differ by more than their invocations do are found alike within', () => {
  const apart = [...warm(512, 0, [100, 101, 99]), ...warm(512, 1, [130, 131, 129]), ...warm(512, 2, [100, 99, 101])];
  const mixed = [...warm(512, 0, [100, 130, 99]), ...warm(512, 1, [101, 131, 99]), ...warm(512, 2, [100, 129, 101])];
  const [alike, different] = [apart, mixed].map((seen) => alikeInVisit(measuredOf(problemWith(), seen, durationOf)));
  assert.ok((alike ?? 0) > 0.3 && (different ?? 1) < 0.1, `${alike}, ${different}`);
});

test('a single visit says nothing of it: a tenth is taken', () => {
  near(alikeInVisit(measuredOf(problemWith(), warm(512, 0, [100, 120, 90]), durationOf)), 0.1);
});

test('ten invocations of one visit are worth less than ten visits', () => {
  near(visitEffect({ n: 10, visits: 1 }, 0.5), 5.5);
  near(visitEffect({ n: 10, visits: 10 }, 0.5), 1);
});

test('the scatter of a size is drawn to the usual one while little was measured, and is its own in the end', () => {
  near(scatterAt({ scatter: 0, freedom: 0 }, 0.1), Math.sqrt((6 * 0.01) / 4));
  near(scatterAt({ scatter: 1000 * 0.3 ** 2, freedom: 1000 }, 0.1), 0.3, 0.002);
});
