import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shapeOf } from '../../src/curve/describe-shape.js';
import { doubtsOf } from '../../src/curve/doubts.js';
import { modelOf } from '../../src/curve/index.js';
import { measuredOf } from '../../src/curve/measured.js';
import { type Posterior, posteriorOf } from '../../src/curve/posterior.js';
import { candidateOf, durationOf, problemWith, warm } from './problem.js';

const SIZES = [128, 256, 512, 1024, 1769, 3008, 5307, 10_240];
const candidates = SIZES.map((size) => candidateOf(size));

/** Eight invocations on four hosts, 1 % apart. */
function believed(durationOfSize: (size: number) => number): Posterior {
  const seen = SIZES.flatMap((size, index) =>
    [0, 1, 2, 3].flatMap((turn) =>
      warm(
        size,
        turn * 8 + index,
        [0.99, 1.01].map((by) => by * durationOfSize(size)),
      ),
    ),
  );
  return posteriorOf(modelOf(candidates), measuredOf(problemWith({ candidates }), seen, durationOf));
}
const shares = (vcpus: number) => (size: number) => 2000 / Math.min(size / 1769, vcpus);

test('a function that only computes is called CPU-bound, up to the vCPUs that it uses', () => {
  assert.equal(shapeOf(believed(shares(1))), 'CPU-bound up to one vCPU');
  assert.equal(shapeOf(believed(shares(6))), 'CPU-bound up to 6 vCPUs');
});

test('one that only waits is said to, and one that does both', () => {
  assert.match(shapeOf(believed(() => 300)), /^waiting for others/);
  assert.match(shapeOf(believed((size) => shares(1)(size) + 1500)), /part computing up to one vCPU, part waiting/);
});

test('where sizes differ for no reason no shape is said to fit', () => {
  const wild = [100, 700, 90, 800, 60, 900, 80, 1000];
  assert.match(shapeOf(believed((size) => wild[SIZES.indexOf(size)] ?? 1)), /^no known shape fits/);
});

test('a size far off the shape of the others is named, with how far', () => {
  assert.deepEqual(doubtsOf(believed(shares(1))), []);
  const odd = doubtsOf(believed((size) => shares(1)(size) * (size === 512 ? 1.4 : 1)));
  assert.equal(odd.length, 1);
  assert.match(odd[0] ?? '', /^512 MB took \d+ % longer than the other sizes let expect$/);
});
