import type { Clock } from '../clock.js';
import { Budget } from './budget.js';
import type { LogGroup } from './log-group.js';
import type { LogJournal } from './log-journal.js';
import { LogsRegion } from './logs-region.js';
import { type LogsSnapshot, regionOf, snapshotOf } from './snapshot.js';

/** All groups of all regions together; each has its own limit below that (`event-list.ts`). */
const MAX_BYTES = 256 * 1_048_576;

/** CloudWatch Logs in memory. Of each group the newest 32 MB are kept; on disk is what a journal keeps, if there is one. */
export class LogStore {
  readonly #regions = new Map<string, LogsRegion>();
  readonly #budget = new Budget(MAX_BYTES);
  readonly #clock: Clock;
  #journal: LogJournal | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  region(name: string): LogsRegion {
    const known = this.#regions.get(name);
    if (known !== undefined) return known;
    const region = new LogsRegion(name, this.#clock, { budget: this.#budget, journal: () => this.#journal });
    this.#regions.set(name, region);
    return region;
  }

  groups(): LogGroup[] {
    return [...this.#regions.values()].flatMap((region) => region.groups());
  }

  /** From now on all that happens to events is told. */
  keepIn(journal: LogJournal): void {
    this.#journal = journal;
  }

  /** All that there is as plain data, for whoever keeps it, but events, which a journal keeps, and queries. */
  snapshot(): LogsSnapshot {
    return { version: 1, regions: [...this.#regions.values()].map(snapshotOf) };
  }

  /** Takes up what `snapshot` gave, into a store that holds no more than events until now. */
  restore({ regions }: LogsSnapshot): void {
    for (const region of regions) regionOf(region, this.region(region.name));
  }

  /** Ends the queries that are still going on. */
  close(): void {
    for (const region of this.#regions.values()) region.queries.close();
  }
}
