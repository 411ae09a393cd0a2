import { LogReader, ThrownErrors } from '../../logs/index.js';
import type { Watched, WatchedVersion } from '../../recording/index.js';
import { Moments } from '../../statistics/index.js';
import { type EpochMilliseconds, epochMilliseconds, milliseconds } from '../../units/index.js';
import type { Connection } from '../connection.js';
import { readLogGroup } from '../log-group.js';

export interface TrafficWindow {
  readonly logGroup: string;
  readonly from: EpochMilliseconds;
  /** Not itself in it. */
  readonly to: EpochMilliseconds;
  readonly old: string;
  readonly new: string;
}

/**
 * What two versions of a function logged in one window. The name of a log stream says which version wrote it: `[8]`, or
 * `name[8]` where several functions share a group (Lambda operator guide, "How CloudWatch structures logs", read 2026-11).
 * That the log group cannot be read is data: the canary is then rolled back as unseen, and the run does not break.
 */
export async function readTraffic(
  { logs }: Pick<Connection, 'logs'>,
  window: TrafficWindow,
  signal: AbortSignal,
): Promise<Watched> {
  const tallies = new Map([window.old, window.new].map((version) => [version, new Tally(version)]));
  const errors = new ThrownErrors();
  const reader = new LogReader({
    source: window.logGroup,
    emit: (record) => {
      if (record.kind !== 'invocation' || record.version === undefined) return;
      const hasThrown = errors.has(record.report.requestId, record.place.logStream);
      tallies.get(record.version)?.add(record, hasThrown);
    },
  });
  const query = { logGroup: window.logGroup, start: window.from, end: epochMilliseconds(window.to - 1) };
  let trouble: string | undefined;
  try {
    await readLogGroup(logs, query, {
      signal,
      onEvent: ({ message, ...meta }) => {
        errors.take(message, meta.logStream);
        reader.message(message, meta);
      },
    });
    reader.end();
  } catch (error) {
    signal.throwIfAborted();
    trouble = (error as Error).message;
  }
  const seen = (version: string): WatchedVersion => (tallies.get(version) ?? new Tally(version)).result();
  return {
    type: 'watched',
    from: window.from,
    to: window.to,
    old: seen(window.old),
    new: seen(window.new),
    ...(trouble === undefined ? {} : { trouble }),
  };
}

type Invocation = Extract<Parameters<ConstructorParameters<typeof LogReader>[0]['emit']>[0], { kind: 'invocation' }>;

/** A runtime that was killed for its memory says so in one of these ways, and its report has used all of it. */
const MEMORY = /OutOfMemory|signal: killed|ExitError/i;

class Tally {
  #counts = { invocations: 0, failures: 0, outOfMemory: 0, cold: 0 };
  readonly #warm = new Moments();
  constructor(private readonly version: string) {}

  add({ report, failure }: Invocation, hasThrown: boolean): void {
    const isCold = report.initDurationMs !== undefined || report.restoreDurationMs !== undefined;
    this.#counts.invocations += 1;
    if (isCold) this.#counts.cold += 1;
    if (failure !== undefined || hasThrown) this.#counts.failures += 1;
    if (failure !== undefined) {
      const { maxMemoryUsedMB: used, memorySizeMB: size } = report;
      const isFull = used !== undefined && size !== undefined && used >= size;
      if (/OutOfMemory/i.test(failure.errorType) || (isFull && MEMORY.test(failure.errorType)))
        this.#counts.outOfMemory += 1;
    } else if (!isCold && !hasThrown) {
      this.#warm.add(report.durationMs);
    }
  }

  result(): WatchedVersion {
    const { n, mean, squares } = this.#warm;
    return {
      version: this.version,
      ...this.#counts,
      warm: { n, meanDurationMs: n === 0 ? null : milliseconds(mean), ...(n === 0 ? {} : { squaresMs2: squares }) },
    };
  }
}
