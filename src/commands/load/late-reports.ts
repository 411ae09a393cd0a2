import type { LateReport, LoadRequest, RequestOutcome } from '../../recording/index.js';
import { AwaitedReports, type Connection, fetchReports } from '../../target/index.js';
import type { EpochMilliseconds } from '../../units/index.js';

/** After the user has ended a load, what is in the log group already is still taken, and no more is waited for. */
const AFTER_END_MS = 3000;

export interface ReportHearing {
  readonly onReports: (reports: readonly LateReport[]) => void;
  readonly onActivity: (activity: string) => void;
  /** Why reports are missing, where more is known than that they are. */
  readonly onTrouble: (trouble: string) => void;
}

/** The reports of one arm that its answers did not hold: of a function URL, and where a log was longer than its tail. */
export class LateReports {
  readonly #awaited: readonly AwaitedReports[];
  /** @param logGroups of each function of the mix, by its number; none where nothing is known of it */
  constructor(
    private readonly arm: number,
    private readonly logGroups: readonly (string | undefined)[],
  ) {
    this.#awaited = logGroups.map(() => new AwaitedReports());
  }

  /** Notes which of them have answers without a report. */
  await(requests: readonly LoadRequest[]): void {
    for (const { outcome, function: index = 0 } of requests) {
      if (!('requestId' in outcome) || outcome.requestId === undefined || isRefused(outcome)) continue;
      if (!('report' in outcome) || outcome.report === undefined) this.#awaited[index]?.add(outcome.requestId);
    }
  }

  get missing(): number {
    return this.#awaited.reduce((sum, it) => sum + it.missing, 0);
  }

  /** Looks for them until they have come, for a minute and a half at the most. */
  async fetch(
    { logs }: Connection,
    start: EpochMilliseconds,
    hearing: ReportHearing,
    signal: AbortSignal,
  ): Promise<void> {
    const patience = signal.aborted ? AbortSignal.timeout(AFTER_END_MS) : signal;
    for (const [index, logGroup] of this.logGroups.entries()) {
      const awaited = this.#awaited[index];
      if (logGroup === undefined || awaited === undefined || awaited.missing === 0) continue;
      hearing.onActivity(`fetching ${awaited.missing} reports from ${logGroup}`);
      const trouble = await fetchReports({ logs, logGroup, start }, awaited, {
        signal: patience,
        onReports: (found) => hearing.onReports(found.map((it) => this.#lineOf(it, index))),
        onWait: (missing) => hearing.onActivity(`waiting for ${missing} reports in ${logGroup}`),
      });
      if (trouble !== undefined) hearing.onTrouble(trouble);
    }
  }

  #lineOf(found: Omit<LateReport, 'type' | 'arm' | 'function'>, index: number): LateReport {
    return { type: 'report', arm: this.arm, ...found, ...(this.logGroups.length > 1 ? { function: index } : {}) };
  }
}

/** A service that names its error in a 4xx has let nothing run. */
const isRefused = (outcome: RequestOutcome): boolean =>
  outcome.kind === 'http-error' && outcome.status < 500 && outcome.errorType !== undefined;
