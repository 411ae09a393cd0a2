import { cholesky } from '../statistics/index.js';
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
  /** Of the scatter. */
  readonly logPrior: number;
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
/** What is less likely than the likeliest by this factor is no part of it: there are forty thousand hypotheses. */
const NEGLIGIBLE = Math.log(1e-7);

export function posteriorOf(model: Model, measured: readonly Measured[]): Posterior {
  const alike = alikeInVisit(measured);
  const weighing = new Weighing(model, measured, alike);
  for (const family of familiesOf(model, measured, alike)) weighing.add(family);
  const hypotheses = weighing.likeliest();
  return { model, measured, hypotheses, scatters: scattersOf(hypotheses, model, measured), alike };
}

interface Weighed {
  readonly family: Family;
  readonly shape: Shape;
  readonly logWeight: number;
}

/** Weighs every hypothesis and keeps the likely ones; only of these the residuals are kept. */
class Weighing {
  readonly #kept: Weighed[] = [];
  #best = Number.NEGATIVE_INFINITY;
  readonly #scratch: Float64Array;

  constructor(
    private readonly model: Model,
    private readonly measured: readonly Measured[],
    private readonly alike: number,
  ) {
    this.#scratch = new Float64Array(measured.length);
  }

  add(family: Family): void {
    const { lower, roughness, scatter, logPrior } = family;
    const size = this.measured.length;
    let determinant = 0;
    for (let i = 0; i < size; i++) determinant += Math.log(lower[i * size + i] as number);
    const common = logPrior + roughness.logPrior + scatterLikelihood(this.measured, scatter) - determinant;
    const logs = this.#logsOf(family);
    for (const shape of this.model.shapes) {
      if ((shape.cpuMs !== undefined) !== (family.heightVariance === KNOWN_HEIGHT)) continue;
      const logWeight = common + shape.logPrior - this.#squares(lower, logs, shape) / 2;
      if (logWeight < this.#best + NEGLIGIBLE) continue;
      this.#best = Math.max(this.#best, logWeight);
      this.#kept.push({ family, shape, logWeight });
    }
  }

  /** From the likeliest on, with weights that sum to 1. */
  likeliest(): Hypothesis[] {
    const likely = this.#kept.filter(({ logWeight }) => logWeight >= this.#best + NEGLIGIBLE);
    const total = likely.reduce((sum, { logWeight }) => sum + Math.exp(logWeight - this.#best), 0);
    likely.sort((a, b) => b.logWeight - a.logWeight);
    const hypotheses: Hypothesis[] = [];
    let held = 0;
    for (const { family, shape, logWeight } of likely) {
      if (held > KEPT_BELIEF || hypotheses.length >= MOST_KEPT) break;
      const weight = Math.exp(logWeight - this.#best) / total;
      held += weight;
      this.#squares(family.lower, this.#logsOf(family), shape);
      hypotheses.push({ family, shape, weight, residuals: Float64Array.from(this.#scratch) });
    }
    return hypotheses.map((it) => ({ ...it, weight: it.weight / held }));
  }

  /** The mean of a logarithm is below the logarithm of a mean by half the variance. */
  #logsOf({ scatter }: Family): Float64Array {
    return Float64Array.from(this.measured, (it) => Math.log(it.mean) + varianceOf(it, scatter, this.alike) / 2);
  }

  /** Leaves the whitened residuals in the scratch; this is where the time goes, so nothing is allocated. */
  #squares(lower: Float64Array, logs: Float64Array, { values }: Shape): number {
    const { measured } = this;
    const scratch = this.#scratch;
    const size = measured.length;
    let squares = 0;
    for (let i = 0; i < size; i++) {
      let sum = (logs[i] as number) - (values[(measured[i] as Measured).index] as number);
      for (let k = 0; k < i; k++) sum -= (lower[i * size + k] as number) * (scratch[k] as number);
      const residual = sum / (lower[i * size + i] as number);
      scratch[i] = residual;
      squares += residual * residual;
    }
    return squares;
  }
}

function familiesOf(model: Model, measured: readonly Measured[], alike: number): Family[] {
  return SCATTERS.flatMap(({ scatter, prior }) =>
    ROUGHNESSES.flatMap((roughness) =>
      heightsFor(roughness).map((heightVariance) => {
        const covariance = covarianceOf(model, measured, { roughness, heightVariance });
        measured.forEach((it, row) => {
          covariance[row * measured.length + row] =
            (covariance[row * measured.length + row] as number) + varianceOf(it, scatter, alike);
        });
        return {
          roughness,
          scatter,
          heightVariance,
          logPrior: Math.log(prior),
          lower: cholesky(covariance, measured.length),
        };
      }),
    ),
  );
}

/** The staircase of a short task is known to 2 % in the median, and at the edges of its steps to 20 %: never smooth. */
const heightsFor = ({ own }: Roughness): number[] =>
  own < SMOOTHEST_STAIRCASE ? [ANY_HEIGHT] : [ANY_HEIGHT, KNOWN_HEIGHT];
const SMOOTHEST_STAIRCASE = 0.1;

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
  { candidates, common, own }: Model,
  { roughness, heightVariance }: Pick<Family, 'roughness' | 'heightVariance'>,
  a: number,
  b: number,
): number {
  const isOneArchitecture = candidates[a]?.architecture === candidates[b]?.architecture;
  return (
    heightVariance +
    (isOneArchitecture ? ARCHITECTURE_VARIANCE : 0) * (heightVariance === ANY_HEIGHT ? 1 : 0) +
    roughness.common ** 2 * (common[a * candidates.length + b] as number) +
    roughness.own ** 2 * (own[a * candidates.length + b] as number)
  );
}

function scattersOf(hypotheses: readonly Hypothesis[], model: Model, measured: readonly Measured[]): Float64Array {
  const mean = (of: (usual: number) => number): number =>
    Math.sqrt(hypotheses.reduce((sum, { weight, family }) => sum + weight * of(family.scatter) ** 2, 0));
  const usual = mean((it) => it);
  const scatters = new Float64Array(model.candidates.length).fill(usual);
  for (const it of measured) scatters[it.index] = mean((scatter) => scatterAt(it, scatter));
  return scatters;
}
