import type { Clock } from '../clock.js';
import { Budget } from './budget.js';
import { LogsRegion } from './logs-region.js';
import { type LogsSnapshot, regionOf, snapshotOf } from './snapshot.js';

/** All groups of all regions together; each has its own limit below that (`event-list.ts`). */
const MAX_BYTES = 256 * 1_048_576;

/** CloudWatch Logs in memory. Of each group the newest 32 MB are kept, and nothing is ever written to disk. */
export class LogStore {
  readonly #regions = new Map<string, LogsRegion>();
  readonly #budget = new Budget(MAX_BYTES);
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  region(name: string): LogsRegion {
    const known = this.#regions.get(name);
    if (known !== undefined) return known;
    const region = new LogsRegion(name, this.#clock, this.#budget);
    this.#regions.set(name, region);
    return region;
  }

  /** All that there is as plain data, events included, for whoever keeps it; queries are not part of it. */
  snapshot(): LogsSnapshot {
    return { version: 1, regions: [...this.#regions.values()].map(snapshotOf) };
  }

  /** Takes up what `snapshot` gave, into a store that has been empty until now. */
  restore({ regions }: LogsSnapshot): void {
    for (const region of regions) regionOf(region, this.region(region.name));
  }

  /** Ends the queries that are still going on. */
  close(): void {
    for (const region of this.#regions.values()) region.queries.close();
  }
}
