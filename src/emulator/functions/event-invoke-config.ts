import type { EpochMilliseconds } from '../../units/index.js';

/** How events for one qualifier of a function are handled; what is not set is as AWS has it by default. */
export interface EventInvokeConfig {
  /** 0 to 2. */
  readonly maximumRetryAttempts?: number;
  /** 60 to 21,600. */
  readonly maximumEventAgeInSeconds?: number;
  /** ARNs. */
  readonly onSuccess?: string;
  readonly onFailure?: string;
  readonly lastModified: EpochMilliseconds;
}
