import { type Observation, startKind } from '../../recording/index.js';
import { Column } from './column.js';
import { billedInit } from './init-billing.js';
import type { LoggedFailure } from './logs-result-schema.js';
import { MeasureColumn, Starts } from './starts.js';

/** A function may put anything into its error type; beyond this many kinds they are counted together. */
const MOST_ERROR_TYPES = 100;
const OTHER_TYPES = 'other types';
const MOST_VERSIONS = 50;

/** What is kept of one function at one memory size: sums and columns, nothing a report. */
export class Tally {
  invocations = 0;
  unknownStarts = 0;
  readonly cold = new Starts();
  readonly warm = new Starts();
  /** Of all reports that have them, those of unknown start too: all of them were paid for. */
  readonly billed = new MeasureColumn();
  billedMs = 0;
  readonly memoryUsed = new Column();
  readonly memoryStreams = new Column();
  readonly versions = new Set<string>();
  readonly init = { billedInvocations: 0, unbilledInvocations: 0, billedMs: 0 };
  readonly #failures = new Map<string, { kind: LoggedFailure['kind']; errorType: string; count: number }>();

  constructor(
    readonly functionName: string | null,
    readonly memorySizeMB: number | null,
  ) {}

  add(observation: Observation, stream: number): void {
    const { report, version, failure } = observation;
    this.invocations += 1;
    const start = startKind(report);
    if (start === 'unknown') this.unknownStarts += 1;
    else this[start].add(report, stream);
    if (report.billedDurationMs !== undefined) {
      this.billedMs += report.billedDurationMs;
      this.billed.push(report.billedDurationMs, stream);
    }
    if (report.maxMemoryUsedMB !== undefined) {
      this.memoryUsed.push(report.maxMemoryUsedMB);
      this.memoryStreams.push(stream);
    }
    if (version !== undefined && this.versions.size < MOST_VERSIONS) this.versions.add(version);
    this.#addInit(billedInit(observation));
    if (failure !== undefined) this.#addFailure(failure.kind, failure.errorType);
  }

  get failures(): LoggedFailure[] {
    return [...this.#failures.values()].map((it) => ({ ...it }));
  }

  #addInit(billedMs: number | undefined): void {
    if (billedMs === undefined) return;
    this.init.billedMs += billedMs;
    if (billedMs > 0) this.init.billedInvocations += 1;
    else this.init.unbilledInvocations += 1;
  }

  #addFailure(kind: LoggedFailure['kind'], errorType: string): void {
    const known = this.#failures.get(`${kind} ${errorType}`);
    if (known !== undefined) known.count += 1;
    else if (this.#failures.size >= MOST_ERROR_TYPES && errorType !== OTHER_TYPES) this.#addFailure(kind, OTHER_TYPES);
    else this.#failures.set(`${kind} ${errorType}`, { kind, errorType, count: 1 });
  }
}

/** The failures of several tallies, added up by kind and type, the most frequent first. */
export function failuresOf(tallies: readonly Tally[]): LoggedFailure[] {
  const sums = new Map<string, LoggedFailure>();
  for (const failure of tallies.flatMap((tally) => tally.failures)) {
    const key = `${failure.kind} ${failure.errorType}`;
    sums.set(key, { ...failure, count: failure.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count || (a.errorType < b.errorType ? -1 : 1));
}
