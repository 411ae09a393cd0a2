import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawCurves } from '../../src/curve/draws.js';
import { modelOf } from '../../src/curve/index.js';
import { measuredOf } from '../../src/curve/measured.js';
import { alikeInVisit, SCATTERS, scatterAt, scatterLikelihood, visitEffect } from '../../src/curve/noise.js';
import { curveCovariance, posteriorOf } from '../../src/curve/posterior.js';
import { ROUGHNESSES } from '../../src/curve/roughness.js';
import { seededRandom } from '../../src/statistics/index.js';
import { durationOf, problemWith, warm } from './problem.js';

const problem = problemWith();
const model = modelOf(problem.candidates);
const seen = [...warm(128, 0, [1010, 990]), ...warm(512, 1, [255, 245]), ...warm(1769, 2, [73, 72])];
const measured = measuredOf(problem, seen, durationOf);
const posterior = posteriorOf(model, measured);

/** By Cramer's rule, for three sizes: no triangle, no whitening, nothing left out. */
function logDensity(off: readonly number[], m: readonly number[]): number {
  const at = (row: number, column: number): number => m[row * 3 + column] ?? Number.NaN;
  const cofactor = (i: number, j: number): number => {
    const [a, b] = [0, 1, 2].filter((it) => it !== i) as [number, number];
    const [c, d] = [0, 1, 2].filter((it) => it !== j) as [number, number];
    return (-1) ** (i + j) * (at(a, c) * at(b, d) - at(a, d) * at(b, c));
  };
  const determinant = [0, 1, 2].reduce((sum, j) => sum + at(0, j) * cofactor(0, j), 0);
  let squares = 0;
  off.forEach((x, i) => {
    off.forEach((y, j) => {
      squares += (x * y * cofactor(j, i)) / determinant;
    });
  });
  return -Math.log(determinant) / 2 - squares / 2;
}

function bruteForce(): { readonly label: string; readonly log: number }[] {
  const alike = alikeInVisit(measured);
  return SCATTERS.flatMap(({ scatter, prior }) =>
    ROUGHNESSES.flatMap((roughness) =>
      model.shapes.flatMap((shape) => {
        if (shape.cpuMs !== undefined && roughness.own < 0.1) return [];
        const heightVariance = shape.cpuMs === undefined ? 25 : 0.05 ** 2;
        const noise = measured.map((it) => scatterAt(it, scatter) ** 2 * it.spread * visitEffect(it, alike));
        const covariance = measured.flatMap((a, i) =>
          measured.map(
            (b, j) =>
              curveCovariance(model, { roughness, heightVariance }, a.index, b.index) +
              0.05 ** 2 * (a.time - 0.5) * (b.time - 0.5) +
              (i === j ? (noise[i] ?? 0) : 0),
          ),
        );
        const off = measured.map((it, i) => Math.log(it.mean) + (noise[i] ?? 0) / 2 - (shape.values[it.index] ?? 0));
        const before = Math.log(prior) + roughness.logPrior + shape.logPrior + scatterLikelihood(measured, scatter);
        const label = [scatter, roughness.common, roughness.own, shape.waiting, shape.vcpus, shape.cpuMs].join(' ');
        return [{ label, log: before + logDensity(off, covariance) }];
      }),
    ),
  );
}

test('the belief in each hypothesis is its prior times its likelihood, as a computation without shortcuts has it', () => {
  const all = bruteForce();
  const most = Math.max(...all.map(({ log }) => log));
  const total = all.reduce((sum, { log }) => sum + Math.exp(log - most), 0);
  const expected = new Map(all.map(({ label, log }) => [label, Math.exp(log - most) / total]));
  for (const { family, shape, weight } of posterior.hypotheses.slice(0, 50)) {
    const { scatter, roughness } = family;
    const label = [scatter, roughness.common, roughness.own, shape.waiting, shape.vcpus, shape.cpuMs].join(' ');
    const other = expected.get(label) ?? 0;
    // The unlikeliest are cut away, so what is kept weighs a little more: up to what 300 of thousands leave out.
    assert.ok(weight / other > 0.99 && weight / other < 1.3, `${label}: ${weight} and ${other}`);
  }
});

test('the weights of what is kept sum to 1, from the likeliest on', () => {
  const weights = posterior.hypotheses.map(({ weight }) => weight);
  assert.ok(Math.abs(weights.reduce((sum, it) => sum + it, 0) - 1) < 1e-9);
  assert.deepEqual(
    weights,
    [...weights].sort((a, b) => b - a),
  );
});

test('what was measured is believed to some per cent, and the same seed draws the same curves', () => {
  const [one, other] = [7, 7].map((seed) => drawCurves(posterior, 501, seededRandom(seed)));
  assert.deepEqual(one, other);
  measured.forEach(({ index, mean }) => {
    const column = Array.from({ length: 501 }, (_, row) => one?.values[row * 3 + index] ?? Number.NaN);
    const drawn = column.reduce((sum, it) => sum + Math.log(it), 0) / column.length;
    assert.ok(Math.abs(drawn - Math.log(mean)) < 0.05, `${Math.exp(drawn)} is not ${mean}`);
  });
});

test('a size that was not measured is known less well than its neighbours that were', () => {
  const partly = posteriorOf(model, measuredOf(problem, [...warm(128, 0, [1000]), ...warm(1769, 1, [73])], durationOf));
  const { values } = drawCurves(partly, 600, seededRandom(1));
  const spreadOf = (index: number): number => {
    const logs = Array.from({ length: 600 }, (_, row) => Math.log(values[row * 3 + index] ?? Number.NaN));
    const mean = logs.reduce((sum, it) => sum + it, 0) / logs.length;
    return Math.sqrt(logs.reduce((sum, it) => sum + (it - mean) ** 2, 0) / logs.length);
  };
  assert.ok(spreadOf(1) > 1.3 * spreadOf(0) && spreadOf(1) > 1.3 * spreadOf(2));
});
