import { asPriceBook, bookFor, type PriceBook, PriceBookError } from '../../../pricing/index.js';
import {
  type ArmBegin,
  type ArmEnd,
  type Beat,
  type LateReport,
  type LoadHeader,
  type LoadRequest,
  latestOfEach,
  type ProvisionedVersionLine,
} from '../../../recording/index.js';
import { type EpochMilliseconds, sum, type Usd, usd } from '../../../units/index.js';
import { keptForLoad } from '../../kept-in-run.js';
import { plannedMs } from './intention.js';
import { LiveArm } from './live-arm.js';
import { RunningPrice } from './live-cost.js';
import { type LiveArmFigures, liveArmFigures } from './live-figures.js';

/** A load so far, as its live view draws it. */
export interface LiveLoadFigures {
  readonly header: LoadHeader;
  /** Arms that have begun, in order; those that have ended keep their figures. */
  readonly arms: readonly LiveArmFigures[];
  /** The one that goes on. */
  readonly current: LiveArmFigures | null;
  /** Arms of the whole run. */
  readonly plannedArms: number;
  /** Of one arm: how long its phases last. */
  readonly plannedMs: number;
  /**
   * List price of all arms so far, what is kept and published for them included; null where it is not known of one of
   * them.
   */
  readonly spentUsd: Usd | null;
  /** Milliseconds that the rest of this arm and the arms to come still take, without preparation. */
  readonly leftMs: number;
}

/**
 * The load so far, kept up incrementally: what it is told it adds to sums and lets go. Memory is bounded by the number of
 * arms. The clock is an argument.
 */
export class LiveLoad {
  readonly #book: PriceBook | null;
  readonly #ended: LiveArmFigures[] = [];
  readonly #provisioned: ProvisionedVersionLine[] = [];
  #current: LiveArm | undefined;

  constructor(private readonly header: LoadHeader) {
    this.#book = bookOf(header);
  }

  armBegan(begin: ArmBegin): void {
    this.#put();
    this.#current = new LiveArm(begin, new RunningPrice(this.header, begin, this.#book));
  }

  add(requests: readonly LoadRequest[]): void {
    for (const request of requests) this.#current?.add(request);
  }

  /** Reports of an arm that is over come too late for its live figures; the result has them. */
  reports(reports: readonly LateReport[]): void {
    for (const it of reports) if (it.arm === this.#current?.begin.arm) this.#current.lateReport(it);
  }

  /** Of a version whose environments are kept: when that was asked for, and once more when it has ended. */
  provisioned(line: ProvisionedVersionLine): void {
    this.#provisioned.push(line);
  }

  beat(beat: Beat): void {
    this.#current?.beat(beat);
  }

  armEnded(end: ArmEnd): void {
    if (this.#current === undefined) return;
    this.#current.end = end;
  }

  /** An arm that has ended stays the current one, with its picture, until the next begins. */
  figures(now: EpochMilliseconds): LiveLoadFigures {
    const { header } = this;
    const current = this.#current === undefined ? null : liveArmFigures(this.#current, header, now);
    const arms = [...this.#ended, ...(current === null ? [] : [current])];
    const eachMs = Math.min(plannedMs(header.load.phases), header.load.limits.forMs ?? Number.POSITIVE_INFINITY);
    const plannedArms = Math.max(1, header.load.memorySizesMB.length * Math.max(1, header.load.architectures.length));
    const gone = current === null ? 0 : current.ended === undefined ? Math.min(eachMs, current.elapsedMs) : eachMs;
    return {
      header,
      arms,
      current,
      plannedArms,
      plannedMs: eachMs,
      spentUsd: this.#spent(arms, now),
      leftMs: Math.max(0, eachMs * (plannedArms - this.#ended.length) - gone),
    };
  }

  /** Environments that are kept are paid for from when they are asked for, before the load, until they have ended. */
  #spent(arms: readonly LiveArmFigures[], now: EpochMilliseconds): Usd | null {
    const costs = arms.map(({ cost }) => (cost === null ? null : usd(cost.usd - cost.keptUsd + cost.publishedUsd)));
    const known = costs.filter((it) => it !== null);
    if (known.length < costs.length) return null;
    const kept = this.#book === null ? 0 : keptForLoad(latestOfEach(this.#provisioned), now, this.#book);
    return usd(sum(known) + kept);
  }

  /** The figures of the arm before stay, without its histograms. */
  #put(): void {
    if (this.#current === undefined) return;
    const over = this.#current.begin.at + (this.#current.end?.atMs ?? this.#current.lastBeat?.atMs ?? 0);
    const figures = liveArmFigures(this.#current, this.header, over as EpochMilliseconds);
    this.#ended.push({ ...figures, buckets: [], stretches: [] });
  }
}

/** What a load costs is known of a function alone, and where its region has a price. */
function bookOf({ prices, target, startedAt, functions }: LoadHeader): PriceBook | null {
  if (functions.length === 0) return null;
  try {
    const own = prices?.ownBook;
    return own === undefined ? bookFor(target.region, startedAt.slice(0, 10)) : asPriceBook(own);
  } catch (error) {
    if (error instanceof PriceBookError) return null;
    throw error;
  }
}
