import type { EpochMilliseconds } from '../../units/index.js';

/** Provisioned concurrency of one version, under the qualifier that it was asked for with: the version or an alias. */
export interface ProvisionedConfig {
  readonly qualifier: string;
  /** The number of the version whose environments it is about: where an alias points to. */
  readonly version: string;
  readonly requested: number;
  readonly allocated: number;
  readonly available: number;
  readonly status: 'IN_PROGRESS' | 'READY' | 'FAILED';
  /** Of a failure. */
  readonly statusReason?: string;
  /** When a user changed it last. */
  readonly lastModified: EpochMilliseconds;
}
