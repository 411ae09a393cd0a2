import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { type QueryRequest, QueryRun } from './query-run.js';

/** AWS keeps results for seven days; here those of the last so many queries. */
const MAX_RUNS = 100;

/** The queries of one region. */
export class QueryRuns {
  readonly #clock: Clock;
  readonly #runs = new Map<string, QueryRun>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  start(request: QueryRequest): QueryRun {
    const run = new QueryRun(randomUUID(), request, this.#clock);
    this.#runs.set(run.id, run);
    if (this.#runs.size > MAX_RUNS) {
      const [oldest] = this.#runs.values();
      oldest?.stop();
      this.#runs.delete(oldest?.id ?? '');
    }
    return run;
  }

  find(id: string): QueryRun | undefined {
    return this.#runs.get(id);
  }

  /** Newest first. */
  all(): QueryRun[] {
    return [...this.#runs.values()].reverse();
  }

  close(): void {
    for (const run of this.#runs.values()) run.stop();
  }
}
