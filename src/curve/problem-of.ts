import type { PriceBook } from '../pricing/index.js';
import { type Header, provisionedConcurrencyOf } from '../recording/index.js';
import { ratio } from '../units/index.js';
import { candidatesOf } from './candidates-of.js';
import { listPriceOf } from './list-price.js';
import { monthPriceOf } from './month-price.js';
import type { Observation } from './observation.js';
import type { Problem } from './problem.js';

const NO_GOAL = { regretRatio: ratio(0), confidenceRatio: ratio(0.95) };

/** What is to be decided, by the header of a recording; without the candidates that were seen not to work. */
export function problemOf(header: Header, seen: readonly Observation[], book: PriceBook): Problem {
  const { strategy, coldShareRatio, payloads, exploration = NO_GOAL } = header.scenario;
  const { ephemeralStorageMB, snapStart } = header.function;
  const provisionedConcurrency = provisionedConcurrencyOf(header);
  const isProvisioned = provisionedConcurrency !== undefined;
  const restoreShareRatio = snapStart === 'charged' ? coldShareRatio : undefined;
  const month = { provisionedConcurrency, restoreShareRatio };
  return {
    candidates: candidatesOf(header, seen),
    objective: strategy,
    priceUsd: listPriceOf(book, ephemeralStorageMB, { isProvisioned, restoreShareRatio }),
    ...(strategy.kind === 'monthly'
      ? { monthUsd: monthPriceOf(book, strategy.requestsPerMonth, ephemeralStorageMB, month) }
      : {}),
    coldShareRatio,
    goal: exploration,
    payloads,
    seed: header.seed,
  };
}
