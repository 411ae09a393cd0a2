import { type Candidate, observationsOf, type Problem, problemOf } from '../curve/index.js';
import { asPriceBook, bookFor, type PriceBook } from '../pricing/index.js';
import type { Header, Measurement } from '../recording/index.js';
import { explorerPolicy } from './explorer.js';
import type { NextMove } from './move.js';
import { payloadSequence } from './payload-sequence.js';

/** A first look at payloads of one in ten is worth a visit of ten; rarer ones have to wait for their turn. */
const MOST_PAYLOADS = 10;

/** What a run does next that chooses itself what to measure: a pure function of the recording so far. */
export function exploredMove(header: Header, measurements: readonly Measurement[]): NextMove {
  const seen = observationsOf(measurements);
  const problem = problemOf(header, seen, bookOf(header));
  const { concurrency, payloads } = header.scenario;
  const move = explorerPolicy(problem, { coldPerVisit: concurrency, first: firstOf(header, problem) }).next(seen);
  if (move.kind === 'done') {
    return { kind: 'done', why: move.why, exploration: move.ended };
  }
  const block = measurements.reduce((latest, it) => Math.max(latest, it.block), -1) + 1;
  const warm = Math.max(move.count, Math.min(MOST_PAYLOADS, fewestForAll(payloads)));
  const { memorySizeMB, architecture } = move.candidate;
  const names = payloadSequence(payloads, header.seed, measurements.length, concurrency + warm);
  return { kind: 'measure', step: { block, memorySizeMB, architecture, payloads: names, why: move.why } };
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
