import { describeStrategy, type Strategy } from '../scenario/index.js';
import { formatMegabytes, formatMilliseconds, formatPercentChange, formatUsd, type Megabytes } from '../units/index.js';
import type { Candidate } from './candidate.js';
import type { Choice } from './choice.js';
import type { CostTerms } from './cost.js';
import type { Recommendation, SizeResult } from './result-schema.js';
import { sizeName, sizeNames } from './size-name.js';
import { versusCurrent } from './versus-current.js';

/** What a choice was made from. */
interface Basis {
  /** All that were asked for: a name says the architecture where there are several. */
  readonly sizes: readonly SizeResult[];
  readonly candidates: readonly Candidate[];
  readonly strategy: Strategy;
  readonly currentMemorySizeMB: Megabytes | null;
  readonly terms: CostTerms;
}

/** The recommendation with its sentence, or null when no size can be recommended. */
export function recommend(choice: Choice, basis: Basis): Recommendation | null {
  const { candidates, strategy, currentMemorySizeMB, terms } = basis;
  const [chosen, ...others] = choice.tied;
  if (chosen === undefined) return null;
  const versus = versusCurrent(chosen, candidates, currentMemorySizeMB, terms);
  return {
    memorySizeMB: chosen.size.memorySizeMB,
    architecture: chosen.size.architecture,
    tiedMemorySizesMB: [...new Set(choice.tied.map(({ size }) => size.memorySizeMB))],
    tied: choice.tied.map(({ size: { memorySizeMB, architecture } }) => ({ memorySizeMB, architecture })),
    strategy: describeStrategy(strategy),
    reason: sentence(chosen, others, basis, versus),
    versusCurrent: versus,
  };
}

function sentence(
  chosen: Candidate,
  others: readonly Candidate[],
  basis: Basis,
  versus: Recommendation['versusCurrent'],
): string {
  const figures =
    `median warm duration ${formatMilliseconds(chosen.duration.median)} (n = ${chosen.duration.n}), ` +
    `${formatUsd(chosen.cost.mean)} per million invocations`;
  const names = others.map(({ size }) => size);
  const tie = names.length === 0 ? '' : `; it cannot be told apart from ${sizeNames(basis, names)}`;
  return `${sizeName(basis, chosen.size)} is ${superlative(basis.strategy)}: ${figures}${tie}${versusText(versus, chosen)}.`;
}

function superlative(strategy: Strategy): string {
  switch (strategy.kind) {
    case 'cheapest':
      return 'cheapest';
    case 'fastest':
      return 'fastest';
    case 'balanced':
      return 'the best balance of cost and duration';
    default:
      return `the ${describeStrategy(strategy)}`;
  }
}

function versusText(versus: Recommendation['versusCurrent'], chosen: Candidate): string {
  if (versus === null) return '';
  if (versus.currentMemorySizeMB === chosen.size.memorySizeMB) return '; it is the size the function has today';
  const cost = formatPercentChange(versus.costPercent);
  const duration = formatPercentChange(versus.durationPercent);
  return `; against today's ${formatMegabytes(versus.currentMemorySizeMB)}: cost ${cost}, duration ${duration}`;
}
