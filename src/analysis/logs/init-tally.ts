import type { InitObservation } from '../../recording/index.js';
import type { ReportedInits } from './logs-result-schema.js';
import { percentilesOf } from './percentiles.js';
import { MeasureColumn } from './starts.js';

type Key = Pick<ReportedInits, 'kind' | 'functionName' | 'initializationType' | 'phase'>;

/** Inits and restores that have a report of their own. They are no invocations, and are in no share of cold starts. */
export class InitTally {
  readonly #rows = new Map<string, { key: Key; n: number; failed: number; durations: MeasureColumn }>();

  add({ functionName, event }: InitObservation): void {
    const isInit = event.kind === 'init-report';
    const key: Key = {
      kind: isInit ? 'init' : 'restore',
      functionName,
      initializationType: isInit ? (event.initializationType ?? null) : null,
      phase: isInit ? (event.phase ?? null) : null,
    };
    const name = JSON.stringify(key);
    const row = this.#rows.get(name) ?? { key, n: 0, failed: 0, durations: new MeasureColumn() };
    this.#rows.set(name, row);
    row.n += 1;
    if (event.errorType !== undefined || (event.status !== undefined && event.status !== 'success')) row.failed += 1;
    const duration = isInit ? event.initDurationMs : event.restoreDurationMs;
    // Each is of an environment of its own, so that they are as independent as anything in a log.
    if (duration !== undefined) row.durations.push(duration, -1);
  }

  get result(): ReportedInits[] {
    return [...this.#rows.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { key, n, failed, durations }]) => ({ ...key, n, failed, durationMs: percentilesOf([durations]) }));
  }
}
