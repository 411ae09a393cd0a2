import type { FunctionVersion } from '../functions/configuration.js';

/** What became of an allocation. */
export type Allocation =
  | { readonly kind: 'ready' }
  /** INIT failed or took too long. */
  | { readonly kind: 'failed' };

/** Where the execution environments of provisioned concurrency are kept: the pool. */
export interface ProvisionedEnvironments {
  /**
   * Brings the number of environments that are kept initialised for a version to `count`, and replaces those that end;
   * 0 gives all up. @returns when all have initialised, or one has failed to.
   */
  ensureProvisioned(version: FunctionVersion, count: number): Promise<Allocation>;
}
