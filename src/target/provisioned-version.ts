import {
  DeleteProvisionedConcurrencyConfigCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import { type EpochMilliseconds, epochMilliseconds } from '../units/index.js';
import type { Connection } from './connection.js';
import { TargetError } from './error.js';
import type { Journal } from './journal/index.js';
import { orGone } from './put-back/undoing.js';
import { ProvisionedFailure, whenProvisioned } from './when-provisioned.js';

/** Provisioned concurrency that each version of a run is to have. */
export interface Provisioning {
  readonly concurrency: number;
  /** Just before it is asked for: from now on it is billed. */
  readonly onAsked?: (at: EpochMilliseconds) => void;
  /** Once, where it is not there at once. */
  readonly onWait?: (made: number, asked: number) => void;
}

/** Environments of one version of the run's own that are kept initialised, and billed for, until `end`. */
export interface ProvisionedVersion {
  readonly concurrency: number;
  readonly askedAt: EpochMilliseconds;
  /** Why AWS could not make it, in its words: there is none then, and every invocation is on demand. */
  readonly failed?: string;
  /** Ends it, if it has not been ended yet. */
  end(): Promise<void>;
}

export interface VersionToProvision {
  readonly connection: Pick<Connection, 'control'>;
  readonly functionName: string;
  readonly version: string;
  /** Undefined where the function goes as a whole. */
  readonly journal: Journal | undefined;
  readonly signal: AbortSignal;
}

/**
 * Asks for provisioned concurrency of a version that the run has published and that nobody else invokes, and waits until
 * all of it is there. That INIT fails is a finding about the memory size, and is no error here.
 * @throws TargetError where it was refused, is late, or may not be looked at
 */
export async function provisionVersion(
  { connection, functionName: FunctionName, version: Qualifier, journal, signal }: VersionToProvision,
  { concurrency, onAsked, onWait = () => {} }: Provisioning,
): Promise<ProvisionedVersion> {
  const of = { FunctionName, Qualifier };
  journal?.before({ kind: 'provisioned-concurrency', qualifier: Qualifier, before: null, after: concurrency });
  const askedAt = epochMilliseconds(Date.now());
  onAsked?.(askedAt);
  await connection.control.send(
    new PutProvisionedConcurrencyConfigCommand({ ...of, ProvisionedConcurrentExecutions: concurrency }),
  );
  let ended: Promise<unknown> | undefined;
  const end = async (): Promise<void> => {
    ended ??= orGone(() => connection.control.send(new DeleteProvisionedConcurrencyConfigCommand(of)));
    await ended;
  };
  try {
    const made = await whenProvisioned(connection, FunctionName, Qualifier, { signal, onWait, onDenied });
    // It was asked for a moment ago: what is measured without it would be told as what it is not.
    if (made === 0) throw gone(FunctionName, Qualifier);
  } catch (error) {
    if (!(error instanceof ProvisionedFailure)) throw error;
    return { concurrency, askedAt, failed: error.reason, end };
  }
  return { concurrency, askedAt, end };
}

const gone = (name: string, version: string): TargetError =>
  new TargetError(
    `the provisioned concurrency of ${name}:${version} is gone, and it was not Kelvin that ended it`,
    'see who else changes the function, and run again',
  );

/** Without seeing it nothing can be said of what is measured. */
function onDenied(trouble: TargetError): never {
  throw trouble;
}
