import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Architecture } from '../../pricing/index.js';
import type { Copied } from '../../recording/index.js';
import type { CodeFunction, ExistingFunction } from '../../scenario/index.js';
import type { FunctionUnderTest } from '../../target/index.js';

/** A function to measure, on each architecture. */
export interface OpenFunction {
  readonly configuration: FunctionConfiguration;
  readonly functions: ReadonlyMap<Architecture, FunctionUnderTest>;
  /** How many environments provisioned concurrency keeps of what is measured as it is. */
  readonly provisionedConcurrency?: number;
  /** Whether it has any may not be asked. */
  readonly isProvisionedUnknown?: true;
  /** Why it is measured on a copy, and its twin, where they are. */
  readonly copied?: Copied;
  readonly twinCopied?: Copied;
}

export interface FunctionToOpen {
  readonly spec: CodeFunction | ExistingFunction;
  /** What a function that is made is called after. */
  readonly name: string;
  /** Of a function that is made; one that exists has its own. */
  readonly architectures: readonly Architecture[];
  /** That one that exists must have; its own without it. */
  readonly askedArchitectures?: readonly Architecture[];
  /** Tells the journals of several functions apart. */
  readonly journalSuffix?: string;
  /** Whether it may be one whose successes leave no report: a load has what its clients saw. */
  readonly isSilentFine?: boolean;
}
