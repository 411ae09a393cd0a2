import { ARCHITECTURES, type Architecture, asPriceBook, bookFor, type PriceBook } from '../pricing/index.js';
import { type Header, provisionedConcurrencyOf, type Recording } from '../recording/index.js';
import { type Milliseconds, milliseconds, ratio, type Usd, usd } from '../units/index.js';
import type { Analysis } from './analysis.js';
import { armsOf } from './arms.js';
import { candidatesOf } from './candidate.js';
import { choose } from './choice.js';
import { asRecommended, type Decide, decidedChoice, decisionOf } from './decision.js';
import { keptInRun } from './kept-in-run.js';
import { onProvisioned } from './on-provisioned.js';
import { recommend } from './recommend.js';
import { RESULT_SCHEMA_VERSION, type Result } from './result-schema.js';
import { areFiguresSimulated } from './simulated.js';
import { sizeResult } from './size-result.js';
import { spentOn } from './spent.js';
import { warningsOf } from './warnings/index.js';

export interface AnalysisOptions {
  /** Bootstrap resamples; the live view takes fewer, as it draws many times. */
  readonly resamples?: number;
  /** The user's own books instead of those that ship with Kelvin. */
  readonly books?: readonly PriceBook[];
  /** Prices and rules of this day (`YYYY-MM-DD`), not of the day of the run. */
  readonly asOf?: string;
  /** Of what may be true of a run that chose itself what to measure; the live view takes fewer here too. */
  readonly draws?: number;
  /** How such a run is decided; by Kelvin's own model without it. */
  readonly decide?: Decide;
}

/**
 * All that Kelvin concludes of a recording: a pure function, so that every view can be made again at any time.
 * @throws PriceBookError where the region of the run has no price.
 */
export function analyse(recording: Recording, options: AnalysisOptions = {}): Analysis {
  const { header, measurements } = recording;
  const day = options.asOf ?? header.startedAt.slice(0, 10);
  const book = priceBookOf(header, day, options);
  const { ephemeralStorageMB, currentMemorySizeMB, snapStart } = header.function;
  const provisionedConcurrency = provisionedConcurrencyOf(header);
  const kept = provisionedConcurrency === undefined ? {} : { provisionedConcurrency };
  const coldShareRatio = provisionedConcurrency === undefined ? header.scenario.coldShareRatio : ratio(0);
  const isSnapStartCharged = snapStart === 'charged';
  const terms = { book, ephemeralStorageMB, coldShareRatio, isSnapStartCharged, ...kept, ...options };
  const arms = armsOf(header, measurements);
  const sizes = arms.map((arm) => sizeResult(arm, header, terms, recording.inits));
  const candidates = candidatesOf(arms, sizes);
  const { strategy } = header.scenario;
  const decision = decisionOf(recording, book, options);
  const choice = decision === undefined ? choose(candidates, strategy) : decidedChoice(decision, candidates, sizes);
  const exploration = decision === undefined ? undefined : asRecommended(decision, choice);
  const invoked = spentOn(measurements, book, { ...header.function, ...kept });
  const spent = withKept(invoked, keptInRun(recording, book));
  const recommendation = recommend(choice, {
    ...{ sizes, candidates, strategy, currentMemorySizeMB, terms, exploration, spent },
    currentArchitecture: currentArchitectureOf(header),
    isSimulated: areFiguresSimulated(header.target),
  });
  const provisioned = onProvisioned(recording, recommendation ?? sizes[0], book);
  const unreadable = {
    recordingLines: recording.unreadable.length,
    reports: measurements.filter(({ outcome }) => outcome.kind === 'unreadable').length,
  };
  const { tool, startedAt, scenario, target, host } = header;
  return {
    measurements,
    result: {
      schemaVersion: RESULT_SCHEMA_VERSION,
      tool,
      startedAt,
      endReason: recording.end?.reason ?? null,
      ...(recording.end?.detail === undefined ? {} : { endDetail: recording.end.detail }),
      unreadable,
      scenario,
      function: header.function,
      target,
      host,
      priceBook: { id: book.id, region: book.region, effectiveFrom: book.effectiveFrom, source: book.source },
      sizes,
      recommendation,
      ...(exploration === undefined ? {} : { exploration }),
      ...(provisioned === undefined ? {} : { provisionedConcurrency: provisioned }),
      spent: { ...spent, ...elapsedOf(recording) },
      ...(recording.end?.calls === undefined ? {} : { calls: recording.end.calls }),
      warnings: warningsOf({
        ...{ recording, unreadable, sizes, choice, recommendation, exploration, book, day },
        onProvisioned: provisioned,
      }),
    },
  };
}

/** Beside its invocations, what it had kept for them. */
const withKept = (spent: Result['spent'], provisionedUsd: Usd): Result['spent'] =>
  provisionedUsd === 0 ? spent : { ...spent, usd: usd(spent.usd + provisionedUsd), provisionedUsd };

/** A run that ended without an end lasted at least until its last request. */
function elapsedOf({ header, measurements, end }: Recording): { readonly elapsedMs?: Milliseconds } {
  if (header.scenario.exploration === undefined) return {};
  if (end?.measuredMs !== undefined) return { elapsedMs: end.measuredMs };
  const first = measurements[0]?.at;
  const last = end?.at ?? measurements.at(-1)?.at;
  return { elapsedMs: milliseconds(first === undefined || last === undefined ? 0 : Math.max(0, last - first)) };
}

/** Known where the function has a twin, which is the other one; else it stays on the one that is recommended. */
const currentArchitectureOf = ({ function: { twin } }: Header): Architecture | undefined =>
  twin === undefined ? undefined : ARCHITECTURES.find((it) => it !== twin.architecture);

/** The user's book of now, else that of the run, which its recording holds, else the one in force on the day. */
export function priceBookOf(
  { target, prices }: Pick<Header, 'target' | 'prices'>,
  day: string,
  { books, asOf }: AnalysisOptions,
): PriceBook {
  if (books === undefined && asOf === undefined && prices?.ownBook !== undefined) return asPriceBook(prices.ownBook);
  return bookFor(target.region, day, books);
}
