import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Architecture } from '../../../pricing/index.js';
import type { CheckMeasurement, CheckSide, CheckSource, Header } from '../../../recording/index.js';
import type { CodeFunction, Scenario } from '../../../scenario/index.js';
import type { Connection, FreshVersion } from '../../../target/index.js';
import type { Megabytes } from '../../../units/index.js';

/** One side that is measured in this session. */
export interface MeasuredSide {
  readonly kind: 'measured';
  readonly source: CheckSource;
  readonly function: CheckSide['function'];
  readonly configuration: FunctionConfiguration;
  readonly architecture: Architecture;
  /** Where its code lies for the time of the run, for what is explained; a function that exists has none here. */
  readonly code?: CodeFunction;
  freshVersion(
    memorySizeMB: Megabytes,
    signal: AbortSignal,
  ): Promise<Pick<FreshVersion, 'invoke' | 'fetchReport' | 'discard'>>;
}

/** A base that was measured before. */
export interface RecordedSide {
  readonly kind: 'recorded';
  readonly source: Extract<CheckSource, { readonly kind: 'recording' }>;
  readonly function: CheckSide['function'];
  readonly target: Header['target'];
  readonly host: Header['host'];
  /** Cold starts with their warm invocations, in the order they were measured; `block` is still to be dealt out. */
  readonly measurements: readonly CheckMeasurement[];
}

/** Both sides of a check, ready to be measured, and the way to them. */
export interface OpenSides {
  readonly connection: Connection;
  /** Addresses of the services, as both have them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly causeOf: (error: unknown) => unknown;
  readonly base: MeasuredSide | RecordedSide;
  readonly head: MeasuredSide;
  /** What both are measured by: of the head, but for the function. */
  readonly scenario: Scenario;
}
