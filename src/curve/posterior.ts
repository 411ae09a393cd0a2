import { cholesky, solveLower } from '../statistics/index.js';
import type { Measured } from './measured.js';
import type { Model } from './model.js';
import { alikeInVisit, SCATTERS, scatterAt, scatterLikelihood, visitEffect } from './noise.js';
import { ARCHITECTURE_VARIANCE, ROUGHNESSES, type Roughness } from './roughness.js';
import type { Shape } from './shapes.js';

/** Of a curve whose height nothing is known of, on a logarithmic scale: e to the fifth is a factor of 150 either way. */
const ANY_HEIGHT = 25;
/** Of one whose CPU time the shape names: 5 %, as the steps of that are. */
const KNOWN_HEIGHT = 0.05 ** 2;
/** A host that gets 5 % slower from the beginning of a run to its end is nothing unusual. */
const DRIFT = 0.05 ** 2;

/** All hypotheses that share one covariance: how rough the curve is, how much invocations scatter, how known its height. */
export interface Family {
  readonly roughness: Roughness;
  readonly scatter: number;
  readonly heightVariance: number;
  /** Triangle of the covariance of what was measured. */
  readonly lower: Float64Array;
}

/** One hypothesis that survives, with its share of the belief. */
export interface Hypothesis {
  readonly family: Family;
  readonly shape: Shape;
  readonly weight: number;
  /** What was measured less the shape, whitened. */
  readonly residuals: Float64Array;
}

/** What is believed after the measurements: a mixture of Gaussian curves over the logarithm of the mean duration. */
export interface Posterior {
  readonly model: Model;
  readonly measured: readonly Measured[];
  /** From the likeliest on, as many as hold nearly all of the belief. */
  readonly hypotheses: readonly Hypothesis[];
  /** Scatter of single invocations as a share of their mean, by candidate: what another one there would bring. */
  readonly scatters: Float64Array;
  /** What those of one visit have in common. */
  readonly alike: number;
}

/** The rest cannot move a figure by more than its own Monte Carlo error. */
const KEPT_BELIEF = 0.995;
const MOST_KEPT = 300;

export function posteriorOf(model: Model, measured: readonly Measured[]): Posterior {
  const alike = alikeInVisit(measured);
  const all = familiesOf(model, measured, alike).flatMap((family) => weighed(family, model, measured, alike));
  const best = all.reduce((high, { logWeight }) => Math.max(high, logWeight), Number.NEGATIVE_INFINITY);
  const total = all.reduce((sum, { logWeight }) => sum + Math.exp(logWeight - best), 0);
  const sorted = all
    .map(({ logWeight, ...it }) => ({ ...it, weight: Math.exp(logWeight - best) / total }))
    .sort((a, b) => b.weight - a.weight);
  const hypotheses: Hypothesis[] = [];
  let held = 0;
  for (const it of sorted) {
    if (held > KEPT_BELIEF || hypotheses.length >= MOST_KEPT) break;
    hypotheses.push(it);
    held += it.weight;
  }
  const kept = hypotheses.map((it) => ({ ...it, weight: it.weight / held }));
  return { model, measured, hypotheses: kept, scatters: scattersOf(kept, model, measured), alike };
}

function familiesOf(model: Model, measured: readonly Measured[], alike: number): Family[] {
  return SCATTERS.flatMap(({ scatter }) =>
    ROUGHNESSES.flatMap((roughness) =>
      [ANY_HEIGHT, KNOWN_HEIGHT].map((heightVariance) => {
        const covariance = covarianceOf(model, measured, { roughness, heightVariance });
        measured.forEach((it, row) => {
          covariance[row * measured.length + row] =
            (covariance[row * measured.length + row] as number) + varianceOf(it, scatter, alike);
        });
        return { roughness, scatter, heightVariance, lower: cholesky(covariance, measured.length) };
      }),
    ),
  );
}

/** Of the logarithm of a mean, as a sample has it. */
const varianceOf = (it: Measured, scatter: number, alike: number): number =>
  scatterAt(it, scatter) ** 2 * it.spread * visitEffect(it, alike);

function covarianceOf(
  model: Model,
  measured: readonly Measured[],
  family: Pick<Family, 'roughness' | 'heightVariance'>,
): Float64Array {
  const size = measured.length;
  const matrix = new Float64Array(size * size);
  measured.forEach((a, i) => {
    measured.forEach((b, j) => {
      matrix[i * size + j] = curveCovariance(model, family, a.index, b.index) + DRIFT * (a.time - 0.5) * (b.time - 0.5);
    });
  });
  return matrix;
}

/** Between the true values of two candidates. */
export function curveCovariance(
  { candidates, correlation }: Model,
  { roughness, heightVariance }: Pick<Family, 'roughness' | 'heightVariance'>,
  a: number,
  b: number,
): number {
  const isOneArchitecture = candidates[a]?.architecture === candidates[b]?.architecture;
  return (
    heightVariance +
    (isOneArchitecture ? ARCHITECTURE_VARIANCE : 0) * (heightVariance === ANY_HEIGHT ? 1 : 0) +
    roughness.common ** 2 * (correlation[a * candidates.length + b] as number) +
    (a === b ? roughness.own ** 2 : 0)
  );
}

/** How likely what was measured is under each shape of the family. */
function weighed(family: Family, model: Model, measured: readonly Measured[], alike: number) {
  const size = measured.length;
  const { lower, roughness, scatter } = family;
  let determinant = 0;
  for (let i = 0; i < size; i++) determinant += Math.log(lower[i * size + i] as number);
  const prior = SCATTERS.find((it) => it.scatter === scatter)?.prior ?? 1;
  const common = Math.log(prior) + roughness.logPrior + scatterLikelihood(measured, scatter) - determinant;
  // The mean of a logarithm is below the logarithm of a mean by half the variance.
  const logs = measured.map((it) => Math.log(it.mean) + varianceOf(it, scatter, alike) / 2);
  const shapes = model.shapes.filter(({ cpuMs }) => (cpuMs !== undefined) === (family.heightVariance === KNOWN_HEIGHT));
  return shapes.map((shape) => {
    const off = Float64Array.from(
      measured,
      ({ index }, row) => (logs[row] as number) - (shape.values[index] as number),
    );
    const residuals = solveLower(lower, size, off);
    let squares = 0;
    for (const it of residuals) squares += it * it;
    return { family, shape, residuals, logWeight: common + shape.logPrior - squares / 2 };
  });
}

function scattersOf(hypotheses: readonly Hypothesis[], model: Model, measured: readonly Measured[]): Float64Array {
  const mean = (of: (usual: number) => number): number =>
    Math.sqrt(hypotheses.reduce((sum, { weight, family }) => sum + weight * of(family.scatter) ** 2, 0));
  const usual = mean((it) => it);
  const scatters = new Float64Array(model.candidates.length).fill(usual);
  for (const it of measured) scatters[it.index] = mean((scatter) => scatterAt(it, scatter));
  return scatters;
}
