import { type Candidate, isSameCandidate, observationsOf, type Problem, problemOf } from '../curve/index.js';
import { asPriceBook, bookFor, keptUsd, type PriceBook } from '../pricing/index.js';
import type { Header, Measurement } from '../recording/index.js';
import { milliseconds } from '../units/index.js';
import { type ExplorerOptions, explorerPolicy } from './explorer.js';
import { inVain, visitsInVain } from './in-vain.js';
import type { NextMove } from './move.js';
import { payloadSequence } from './payload-sequence.js';

/** A first look at payloads of one in ten is worth a visit of ten; rarer ones have to wait for their turn. */
const MOST_PAYLOADS = 10;
/**
 * The first warm invocations of an execution environment are not like those after them: compiler threads and a collector
 * still run, and at a small size what the cold start has overdrawn of its quota is paid back (a handler of 0.6 ms takes 50 ms
 * then at 128 MB). Visits of different lengths would make sizes look different that are not, so none is shorter than this.
 */
const FEWEST_WARM = 4;
/** Where a visit is paid for by five minutes of provisioned concurrency, a few more invocations cost next to nothing. */
const FEWEST_PROVISIONED = 8;

/** The explorer has learned nothing, so its reason is that of the visit before. */
const AGAIN = 'nothing counts of the last visit: a longer one';

/** What a run does next that chooses itself what to measure: a pure function of the recording so far. */
export function exploredMove(header: Header, measurements: readonly Measurement[]): NextMove {
  const seen = observationsOf(measurements);
  const book = bookOf(header);
  const problem = problemOf(header, seen, book);
  const { concurrency, payloads, provisionedConcurrency } = header.scenario;
  const move = explorerPolicy(problem, {
    coldPerVisit: concurrency,
    ...visitPriceOf(provisionedConcurrency, book),
    first: firstOf(header, problem),
    avoid: candidateInVain(measurements),
  }).next(seen);
  if (move.kind === 'done') {
    return { kind: 'done', why: move.why, exploration: move.ended };
  }
  const block = measurements.reduce((latest, it) => Math.max(latest, it.block), -1) + 1;
  const isAgain = visitsInVain(measurements) > 0;
  const fewest = Math.max(
    provisionedConcurrency === undefined ? FEWEST_WARM : FEWEST_PROVISIONED,
    fewestForAll(payloads),
    isAgain ? MOST_PAYLOADS : 0,
  );
  const warm = Math.max(move.count, Math.min(MOST_PAYLOADS, fewest));
  const { memorySizeMB, architecture } = move.candidate;
  const names = payloadSequence(payloads, header.seed, measurements.length, concurrency + warm);
  return {
    kind: 'measure',
    step: { block, memorySizeMB, architecture, payloads: names, why: isAgain ? AGAIN : move.why },
  };
}

/** Of versions that are each given provisioned concurrency: billed for five minutes at the least. */
function visitPriceOf(concurrency: number | undefined, book: PriceBook): Pick<ExplorerOptions, 'visitUsd'> {
  if (concurrency === undefined) return {};
  const enabledMs = milliseconds(1);
  return { visitUsd: (candidate) => keptUsd(book, { ...candidate, concurrency, enabledMs }) };
}

/** Where two visits in a row brought nothing that counts, the host's bad moment had better pass elsewhere. */
const VISITS_IN_VAIN = 2;

/** The candidate that the last visits went to, if all of them were in vain. */
function candidateInVain(measurements: readonly Measurement[]): Candidate | undefined {
  const visits = [...Map.groupBy(inVain(measurements), ({ block }) => block).values()].slice(-VISITS_IN_VAIN);
  const [first, ...others] = visits.flat();
  if (first === undefined || visits.length < VISITS_IN_VAIN) return undefined;
  const { memorySizeMB, architecture } = first;
  return others.every((it) => isSameCandidate(it, first)) ? { memorySizeMB, architecture } : undefined;
}

const bookOf = ({ target, prices, startedAt }: Header): PriceBook =>
  prices?.ownBook === undefined ? bookFor(target.region, startedAt.slice(0, 10)) : asPriceBook(prices.ownBook);

/** As many as the even sequence takes until each payload had its turn. */
function fewestForAll(payloads: Header['scenario']['payloads']): number {
  const total = payloads.reduce((sum, { weight }) => sum + weight, 0);
  const least = Math.min(...payloads.map(({ weight }) => weight));
  return payloads.length === 1 ? 1 : Math.ceil(total / least);
}

/** The size that the function has today is what any other is compared with. */
function firstOf({ function: { currentMemorySizeMB } }: Header, { candidates }: Problem): Candidate | undefined {
  return candidates.find(({ memorySizeMB }) => memorySizeMB === currentMemorySizeMB);
}
