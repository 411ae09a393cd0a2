import assert from 'node:assert/strict';
import { test } from 'node:test';
import { megabytes } from '../../../src/units/index.js';
import { bandOf } from './aws-band.js';
import type { Bound, Figure, FigureSet } from './figure.js';
import { errorBound } from './figures.js';
import { isBusy, othersTicks, parseProcess } from './other-load.js';
import { chosen, type Part, run } from './part.js';
import { staircaseChart } from './staircase-chart.js';
import { boundText, linesOf } from './table.js';
import { together, verdictOf } from './verdict.js';

const figure = (error: number): Figure => ({
  ...{ name: 'Duration', unit: 'ms', memorySizeMB: megabytes(1769), n: 21, median: 17.5, error },
});
const bound = (error: number): Bound => errorBound([figure(error)], 0.5, 'median error', 0.08);
const set = (value: number): FigureSet => ({
  title: 'CPU staircase',
  source: 'AWS',
  figures: [
    {
      ...{ name: 'Duration', unit: 'ms', memorySizeMB: megabytes(1769), n: 21, median: 17.5 },
      ...{ interval: { low: 17.25, high: 17.75 }, aws: 17.3, error: 17.5 / 17.3 - 1 },
    },
    { name: 'boost', unit: 'ratio', memorySizeMB: megabytes(128), n: 3, median: 1 },
  ],
  bounds: [bound(value)],
  notes: ['17 ms'],
});

test('a part is within its bounds or outside, and disturbed where other work can explain that it is outside', () => {
  assert.equal(verdictOf({ set: set(0.05), otherLoad: 0.02, cpus: 2 }), 'within bounds');
  assert.equal(verdictOf({ set: set(0.05), otherLoad: 1, cpus: 2 }), 'within bounds');
  assert.equal(verdictOf({ set: set(0.2), otherLoad: 0.02, cpus: 2 }), 'OUTSIDE bounds');
  assert.equal(verdictOf({ set: set(0.2), otherLoad: 1, cpus: 2 }), 'disturbed');
  assert.equal(verdictOf({ set: set(0.2), otherLoad: undefined, cpus: 2 }), 'OUTSIDE bounds');
});

test('a part of which the host left too little is disturbed, and says of what', () => {
  const left = {
    set: { ...set(0.05), disturbed: ['the host left too little of Duration at 512 MB'] },
    otherLoad: 1,
    cpus: 2,
  };
  assert.equal(verdictOf(left), 'disturbed');
  assert.equal(verdictOf({ ...left, set: { ...left.set, bounds: [bound(0.2)] }, otherLoad: 0 }), 'disturbed');
  assert.match(linesOf(left).join('\n'), /the host left too little of Duration at 512 MB/);
});

test('work that needs all CPUs has those that others leave', () => {
  assert.equal(verdictOf({ set: set(2.1), otherLoad: 1.38, cpus: 2 }), 'disturbed');
  assert.equal(verdictOf({ set: set(2.1), otherLoad: 1.2, cpus: 2 }), 'OUTSIDE bounds');
});

test('other work excuses no error that is larger than it, that is a time too short, or that is of memory', () => {
  assert.equal(verdictOf({ set: set(0.9), otherLoad: 0.3, cpus: 2 }), 'OUTSIDE bounds');
  assert.equal(verdictOf({ set: set(-0.2), otherLoad: 1, cpus: 2 }), 'OUTSIDE bounds');
  const count: Bound = { name: 'off', value: 2, limit: 0, isMet: false };
  assert.equal(verdictOf({ set: { ...set(0), bounds: [count] }, otherLoad: 1, cpus: 2 }), 'OUTSIDE bounds');
  assert.equal(verdictOf({ set: { ...set(0), bounds: [bound(0.2), count] }, otherLoad: 1, cpus: 2 }), 'OUTSIDE bounds');
});

test('the worst part is the verdict of all, and nothing measured is no success', () => {
  assert.equal(together(['within bounds', 'within bounds']), 'within bounds');
  assert.equal(together(['within bounds', 'disturbed']), 'disturbed');
  assert.equal(together(['disturbed', 'OUTSIDE bounds', 'not measured']), 'OUTSIDE bounds');
  assert.equal(together([]), 'not measured');
});

test('a table has a row a figure with n, interval, AWS’s and the error, then the bounds and the verdict', () => {
  assert.deepEqual(linesOf({ set: set(0.05), otherLoad: 0.02, cpus: 2 }), [
    'CPU staircase',
    '  AWS',
    '  memory size   n    median   95 % interval    AWS   error  what',
    '     1,769 MB  21  17.50 ms  17.25 to 17.75  17.30  +1.2 %  Duration',
    '       128 MB   3      1.00               –      –       –  boost',
    '  17 ms',
    '  median error: 5.0 %, within 8.0 %',
    '  others used 0.02 CPUs meanwhile',
    '  CPU staircase: within bounds',
  ]);
});

test('a bound that is a count is printed as one', () => {
  assert.equal(boundText({ name: 'off', value: 2, limit: 0, isMet: false }), 'off: 2, NOT within 0');
});

const part = (id: string, measure: Part['measure'] = async () => set(0)): Part => ({ id, title: id, measure });

test('a part that fails says why and leaves the others', async () => {
  const failing = part('threads', async () => {
    throw new Error('no second CPU');
  });
  assert.deepEqual(await run(failing), { title: 'threads', reason: 'no second CPU' });
  assert.deepEqual(linesOf(await run(failing)), ['threads', '  not measured: no second CPU']);
});

test('parts are chosen by name, and a name that is none is refused', () => {
  const parts = [part('staircase'), part('memory')];
  assert.deepEqual(chosen(parts, ['memory']), parts.slice(1));
  assert.equal(chosen(parts, []), parts);
  assert.throws(() => chosen(parts, ['stairs']), /--only stairs is no part: staircase, memory/);
});

test('what others use is the time of all processes but the kernel’s and one’s own, and one that ends leaves it behind', () => {
  const stat = '7 (a (b) c) S 1 7 7 0 -1 4194304 1 0 0 0 10 20 3 4 20 0 1 0 5';
  assert.deepEqual(parseProcess(stat), { pid: 7, parent: 1, ticks: 37 });
  const kernel = { pid: 9, parent: 2, ticks: 1000 };
  const own = [
    { pid: 100, parent: 50, ticks: 500 },
    { pid: 101, parent: 100, ticks: 700 },
  ];
  const shell = { pid: 50, parent: 1, ticks: 5 };
  const before = [{ pid: 2, parent: 0, ticks: 1 }, kernel, shell, ...own, { pid: 60, parent: 50, ticks: 30 }];
  const after = [kernel, { ...shell, ticks: 95 }, ...own];
  assert.equal(othersTicks(before, 100), 35);
  assert.equal(othersTicks(after, 100) - othersTicks(before, 100), 60);
  assert.equal(othersTicks(before, 100, [101]), 735);
  assert.deepEqual([isBusy(1), isBusy(0.05), isBusy(undefined)], [true, false, false]);
});

test('the chart holds AWS’s band, the linear model and our figures, which a failed script leaves in words', () => {
  const band = bandOf('# comment\nmemory_mb,n,p10,median,p90\n128,5000,216.94,221.14,240.47\n1849,5000,17,17.3,18\n');
  assert.deepEqual(band[0], { memorySizeMB: 128, p10: 216.94, median: 221.14, p90: 240.47 });
  const { spec, description } = staircaseChart(set(0).figures, band);
  const drawn = JSON.stringify(spec);
  assert.match(drawn, /"p10":216.94,"p90":240.47/);
  assert.match(drawn, /"at":1769,"value":17.5,"low":17.25,"high":17.75/);
  assert.match(description, /1769 MB: 17.5 ms, n 21; AWS 17.3 ms/);
});
