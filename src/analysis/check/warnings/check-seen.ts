import type { PriceBook } from '../../../pricing/index.js';
import type { CheckRecording } from '../../../recording/index.js';
import type { CheckResult } from '../check-result-schema.js';

/** What the warnings of a check are drawn from. */
export interface CheckSeen {
  readonly recording: CheckRecording;
  readonly result: Omit<CheckResult, 'warnings'>;
  readonly book: PriceBook | undefined;
  /** The day that is priced, `YYYY-MM-DD`. */
  readonly day: string;
}
