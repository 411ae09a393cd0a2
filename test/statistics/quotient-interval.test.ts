import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInterval, quotientInterval, seededRandom } from '../../src/statistics/index.js';
import { studentBound } from '../../src/statistics/student.js';

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual / expected - 1) < 1e-8, `${actual} is not ${expected}`);

/** Degrees of freedom and the bounds that hold 95 % and 99 %, of scipy 1.10.1 (`stats.t.ppf`). */
const STUDENT = [
  [1, 12.706204736432095, 63.65674116287399],
  [2, 4.302652729911275, 9.92484320091807],
  [3, 3.182446305284263, 5.84090929975643],
  [5, 2.5705818366147395, 4.032142983557536],
  [6, 2.4469118487916806, 3.707428021324907],
  [11, 2.200985160082949, 3.105806513221101],
  [40, 2.0210753829953374, 2.7044592674331502],
] as const;

test("Student's t has the bounds of scipy 1.10, for few degrees of freedom and many", () => {
  for (const [degrees, at95, at99] of STUDENT) {
    near(studentBound(0.95, degrees), at95);
    near(studentBound(0.99, degrees), at99);
  }
});

test('the interval is Student’s of the logarithms of the groups’ quotients, and holds that of the whole', () => {
  const quotients = [1.02, 0.97, 1.1, 1.05, 0.99, 1.3];
  const interval = quotientInterval(1.06, quotients);
  assert.ok(isInterval(interval));
  // scipy 1.10: exp(stats.t.interval(0.95, 5, np.mean(q), stats.sem(q)))
  near(interval.low, 0.953442261942944);
  near(interval.high, 1.192750884587417);
  assert.equal(interval.level, 0.95);
  assert.deepEqual(quotientInterval(1.4, quotients), { ...interval, high: 1.4 });
});

test('with the two figures exchanged it is the same interval, upside down', () => {
  const quotients = [1.02, 0.97, 1.1, 1.05];
  const [there, back] = [
    quotientInterval(1.03, quotients),
    quotientInterval(
      1 / 1.03,
      quotients.map((it) => 1 / it),
    ),
  ];
  assert.ok(isInterval(there) && isInterval(back));
  near(there.low, 1 / back.high);
  near(there.high, 1 / back.low);
});

test('there is none of two groups, nor of figures that are zero', () => {
  assert.deepEqual(quotientInterval(1, [1, 1.1]), { reason: 'needs n >= 3 groups with both figures, has 2' });
  assert.deepEqual(quotientInterval(0, [0, 1, 1]), { reason: 'a figure is zero' });
});

/** One comparison of a function with itself: skewed durations, hosts that differ from visit to visit, a host that drifts. */
function compareWithItself(random: () => number, visits: number, perVisit: number) {
  const skewed = () => 10 - 3 * Math.log(1 - random());
  const blocks = Array.from({ length: visits }, (_, block) => {
    const moment = 1 + 0.05 * block;
    const visit = () => {
      const host = moment * (1 + 0.1 * random());
      return Array.from({ length: perVisit }, () => host * skewed());
    };
    return [visit(), visit()] as const;
  });
  const mean = (values: number[]) => values.reduce((sum, it) => sum + it, 0) / values.length;
  const whole = mean(blocks.flatMap(([a]) => a)) / mean(blocks.flatMap(([, b]) => b));
  return quotientInterval(
    whole,
    blocks.map(([a, b]) => mean(a) / mean(b)),
  );
}

test('it keeps its level where durations come in two steps, between which the median of all falls', () => {
  const random = seededRandom(3);
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const visit = () => {
    const odds = random();
    return Array.from({ length: 5 }, () => (random() < odds ? 22 : 42) + random());
  };
  const runs = 2000;
  let held = 0;
  for (let run = 0; run < runs; run++) {
    const blocks = Array.from({ length: 6 }, () => [visit(), visit()] as const);
    const whole = median(blocks.flatMap(([a]) => a)) / median(blocks.flatMap(([, b]) => b));
    const interval = quotientInterval(
      whole,
      blocks.map(([a, b]) => median(a) / median(b)),
    );
    if (isInterval(interval) && interval.low <= 1 && 1 <= interval.high) held++;
  }
  assert.ok(held / runs > 0.93 && held / runs < 0.98, `${held} of ${runs}`);
});

for (const visits of [4, 6, 12]) {
  test(`of a function compared with itself in ${visits} visits, 95 % of the intervals hold that nothing differs`, () => {
    const random = seededRandom(visits);
    const runs = 2000;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const interval = compareWithItself(random, visits, 5);
      if (isInterval(interval) && interval.low <= 1 && 1 <= interval.high) held++;
    }
    assert.ok(held / runs > 0.935 && held / runs < 0.97, `${held} of ${runs}`);
  });
}
