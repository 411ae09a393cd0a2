import type { Decision } from '../curve/index.js';
import type { Architecture } from '../pricing/index.js';
import { describeStrategy, type Strategy } from '../scenario/index.js';
import { formatMilliseconds, formatUsd, type Megabytes } from '../units/index.js';
import type { Candidate } from './candidate.js';
import type { Choice } from './choice.js';
import type { CostTerms } from './cost.js';
import { pointOf } from './decision.js';
import { exploredChange } from './explored-change.js';
import { exploredSentence } from './explored-sentence.js';
import type { Recommendation, Result, SizeResult } from './result-schema.js';
import { sizeName, sizeNames, someSizeNames } from './size-name.js';
import { versusCurrent } from './versus-current.js';

/** What a choice was made from. */
interface Basis {
  /** All that were asked for: a name says the architecture where there are several. */
  readonly sizes: readonly SizeResult[];
  readonly candidates: readonly Candidate[];
  readonly strategy: Strategy;
  readonly currentMemorySizeMB: Megabytes | null;
  /** Where the function is on one architecture today and may be on another; it stays where it is without it. */
  readonly currentArchitecture: Architecture | undefined;
  readonly terms: CostTerms;
  /** The figures hold simulated time. */
  readonly isSimulated: boolean;
  /** What Kelvin decided where it chose itself what to measure. */
  readonly exploration: Decision | undefined;
  readonly spent: Result['spent'];
}

/** The recommendation with its sentence, or null when no size can be recommended. */
export function recommend(choice: Choice, basis: Basis): Recommendation | null {
  const { candidates, strategy, currentMemorySizeMB, terms, exploration } = basis;
  const { currentArchitecture = choice.tied[0]?.arm.architecture ?? 'x86_64' } = basis;
  const [chosen, ...others] = choice.tied;
  if (chosen === undefined) return null;
  return {
    memorySizeMB: chosen.size.memorySizeMB,
    architecture: chosen.size.architecture,
    tiedMemorySizesMB: [...new Set(choice.tied.map(({ size }) => size.memorySizeMB))],
    tied: choice.tied.map(({ size: { memorySizeMB, architecture } }) => ({ memorySizeMB, architecture })),
    strategy: describeStrategy(strategy),
    reason: sentence(chosen, others, basis),
    versusCurrent:
      exploration === undefined
        ? versusCurrent(chosen, candidates, currentMemorySizeMB, currentArchitecture, terms)
        : exploredChange(exploration, chosen.size, currentMemorySizeMB, currentArchitecture),
  };
}

/** For a pull request: what to take, on what evidence. What it changes stands in `versusCurrent`, with its intervals. */
function sentence(chosen: Candidate, others: readonly Candidate[], basis: Basis): string {
  const { size } = chosen;
  const { currentMemorySizeMB, currentArchitecture = size.architecture } = basis;
  const isToday = size.memorySizeMB === currentMemorySizeMB && size.architecture === currentArchitecture;
  const today = isToday ? '; it is the size the function has today' : '';
  const simulated = basis.isSimulated ? '; all of it holds simulated cloud noise' : '';
  return `${explored(chosen, others, basis) ?? measured(chosen, others, basis)}${today}${simulated}.`;
}

function measured({ duration, cost, size }: Candidate, others: readonly Candidate[], basis: Basis): string {
  const figures =
    `${judgedBy(size, basis.strategy)}median warm duration ${formatMilliseconds(duration.median)}${evidence(formatMilliseconds, duration)}, ` +
    `${formatUsd(cost.mean)} per million invocations${evidence(formatUsd, cost)}`;
  return `${sizeName(basis, size)} is ${standing(others, basis)}: ${figures}`;
}

/** In one sentence; all of them stand in the tied set. */
const MOST_TIED = 3;

/** By the curve, which knows more of a size than its own few invocations say. */
function explored({ size }: Candidate, others: readonly Candidate[], basis: Basis): string | undefined {
  const { exploration: decision, strategy, spent } = basis;
  const point = decision === undefined ? undefined : pointOf(decision, size);
  if (decision === undefined || point === undefined) return undefined;
  const superlative = superlativeOf(strategy);
  return exploredSentence({
    ...{ decision, point, strategy, spent, judgedBy: strategy.kind === 'monthly' ? judgedBy(size, strategy) : '' },
    name: sizeName(basis, size),
    tiedNames: someSizeNames(
      basis,
      others.map((it) => it.size),
      MOST_TIED,
    ),
    superlative: superlative === strategy.kind ? `the ${superlative}` : superlative,
  });
}

/** The figure that the strategy judges by, where it is neither of the two that are always said. */
function judgedBy({ costPerMonthUsd: month, allStarts }: SizeResult, strategy: Strategy): string {
  if (month != null && strategy.kind === 'monthly') {
    const free = month.mean === 0 ? ', all of it within the free tier' : '';
    return `${formatUsd(month.mean)} a month${evidence(formatUsd, month)}${free}, `;
  }
  if (allStarts == null) return '';
  const { percentile, value } = allStarts;
  return `${percentile} over all starts ${formatMilliseconds(value)}${evidence(formatMilliseconds, allStarts)}, `;
}

/** Never a lone winner where others cannot be told apart from it. */
function standing(others: readonly Candidate[], basis: Basis): string {
  const superlative = superlativeOf(basis.strategy);
  if (others.length === 0) return superlative;
  const names = others.map(({ size }) => size);
  return `tied for ${superlative} with ${sizeNames(basis, names)}`;
}

/** ` (95 % interval 56.0 ms to 66.5 ms, n = 40)`. */
function evidence(
  format: (value: number) => string,
  { low, high, n }: { readonly low: number | null; readonly high: number | null; readonly n: number },
): string {
  return low === null || high === null
    ? ` (no interval, n = ${n})`
    : ` (95 % interval ${format(low)} to ${format(high)}, n = ${n})`;
}

function superlativeOf(strategy: Strategy): string {
  switch (strategy.kind) {
    case 'cheapest':
    case 'fastest':
      return strategy.kind;
    case 'balanced':
      return 'the best balance of cost and duration';
    default:
      return `the ${describeStrategy(strategy)}`;
  }
}
