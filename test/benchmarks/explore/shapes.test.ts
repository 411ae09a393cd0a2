import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meanMs } from '../../../src/explore/index.js';
import { shapes } from './shapes.js';

const of = (name: string) => shapes().find((it) => it.name === name) ?? assert.fail(`there is no ${name}`);
const meansOf = (name: string): number[] => of(name).sizes.map(({ warm }) => meanMs(warm));

test('every made curve goes from 128 to 10,240 MB and has a name of its own', () => {
  const all = shapes();
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  for (const { sizes } of all) {
    assert.deepEqual([sizes[0]?.memorySizeMB, sizes.at(-1)?.memorySizeMB], [128, 10_240]);
    assert.ok(sizes.every((it, index) => index === 0 || it.memorySizeMB > (sizes[index - 1]?.memorySizeMB ?? 0)));
  }
});

test('a short task under a quota is a staircase, as AWS measured it: 221 ms at 128 MB and flat from one vCPU on', () => {
  const means = meansOf('staircase of 17 ms, noise 1 %');
  assert.ok(Math.abs((means[0] ?? 0) / 221 - 1) < 0.1, String(means[0]));
  assert.equal(means.at(-1), 17);
});

test('one thread stops gaining at one vCPU and six go on', () => {
  const [one, six] = [meansOf('CPU-bound, one thread, drift'), meansOf('CPU-bound, six threads, drift')];
  assert.equal(one.at(-1), one.at(-8));
  assert.ok((six.at(-1) ?? 0) < (six.at(-8) ?? 0));
});

test('what fails, fails below 400 MB alone', () => {
  const fails = of('fails below 400 MB').sizes.filter(({ failsAfterMs }) => failsAfterMs !== undefined);
  assert.ok(fails.length > 3 && fails.every(({ memorySizeMB }) => memorySizeMB < 400));
});
