import { describeStrategy, type Strategy } from '../scenario/index.js';
import { formatMegabytes, formatMilliseconds, formatPercentChange, formatUsd, type Megabytes } from '../units/index.js';
import type { Candidate } from './candidate.js';
import type { Choice } from './choice.js';
import type { CostTerms } from './cost.js';
import type { Recommendation } from './result-schema.js';
import { versusCurrent } from './versus-current.js';

/** The recommendation with its sentence, or null when no size can be recommended. */
export function recommend(
  choice: Choice,
  candidates: readonly Candidate[],
  strategy: Strategy,
  currentMemorySizeMB: Megabytes | null,
  terms: CostTerms,
): Recommendation | null {
  const [chosen, ...others] = choice.tied;
  if (chosen === undefined) return null;
  const versus = versusCurrent(chosen, candidates, currentMemorySizeMB, terms);
  return {
    memorySizeMB: chosen.size.memorySizeMB,
    architecture: chosen.size.architecture,
    tiedMemorySizesMB: choice.tied.map(({ size }) => size.memorySizeMB),
    strategy: describeStrategy(strategy),
    reason: sentence(chosen, others, strategy, versus),
    versusCurrent: versus,
  };
}

function sentence(
  chosen: Candidate,
  others: readonly Candidate[],
  strategy: Strategy,
  versus: Recommendation['versusCurrent'],
): string {
  const size = formatMegabytes(chosen.size.memorySizeMB);
  const figures =
    `median warm duration ${formatMilliseconds(chosen.duration.median)} (n = ${chosen.duration.n}), ` +
    `${formatUsd(chosen.cost.mean)} per million invocations`;
  const tie =
    others.length === 0
      ? ''
      : `; it cannot be told apart from ${others.map((it) => formatMegabytes(it.size.memorySizeMB)).join(', ')}`;
  return `${size} is ${superlative(strategy)}: ${figures}${tie}${versusText(versus, chosen)}.`;
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
