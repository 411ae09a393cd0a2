import { checkBilledDuration, isOddlyBilled } from '../../pricing/index.js';
import type { Observation } from '../../recording/index.js';
import type { LogsResult } from './logs-result-schema.js';

/**
 * Holds printed Billed Durations against the rule of their date. It only counts those that are off: the printed figure is
 * what was paid for, and is what every sum is made of.
 */
export class RuleCheck {
  #checked = 0;
  #differing = 0;
  #example: LogsResult['billingRule']['example'];

  add({ report, at }: Observation): void {
    const { billedDurationMs, durationMs, initDurationMs, requestId = null } = report;
    if (billedDurationMs === undefined) return;
    this.#checked += 1;
    const figures = { ...report, billedDurationMs } as Parameters<typeof checkBilledDuration>[0];
    if (!isOddlyBilled(checkBilledDuration(figures, at ?? undefined))) return;
    this.#differing += 1;
    const init = initDurationMs === undefined ? {} : { initDurationMs };
    this.#example ??= { requestId, durationMs, ...init, billedDurationMs };
  }

  get result(): LogsResult['billingRule'] {
    const example = this.#example === undefined ? {} : { example: this.#example };
    return { checked: this.#checked, differing: this.#differing, ...example };
  }
}
