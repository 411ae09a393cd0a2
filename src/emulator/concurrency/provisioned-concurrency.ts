import type { Clock } from '../clock.js';
import { functionArn } from '../functions/function-name.js';
import type { LambdaFunction } from '../functions/lambda-function.js';
import type { ProvisionedConfig } from '../functions/provisioned-config.js';
import { notYet } from '../functions/registry.js';
import { conflict, invalidParameter, notFound } from '../service-error.js';
import type { ConcurrencyLedger } from './ledger.js';
import type { Allocation, ProvisionedEnvironments } from './provisioned-environments.js';
import { refuseBelowMinimum, untyped } from './reservations.js';

export interface ProvisionedHost {
  readonly clock: Clock;
  readonly ledger: ConcurrencyLedger;
  readonly environments: ProvisionedEnvironments;
}

/** What AWS says of a version that could not be initialised (StatusReason; seen in many users' issues, 2020-2026). */
const INIT_FAILURE = 'FUNCTION_ERROR_INIT_FAILURE';

/**
 * Provisioned concurrency: asked for, allocated while users wait, and moved with its alias. An allocation takes what the
 * environments take to initialise. What is asked for counts against all limits from then on.
 */
export class ProvisionedConcurrency {
  readonly #host: ProvisionedHost;

  constructor(host: ProvisionedHost) {
    this.#host = host;
  }

  /** Asking again, ready or not, takes the place of what was asked before. @throws ServiceError in AWS's words. */
  put(found: LambdaFunction, qualifier: string, requested: number): ProvisionedConfig {
    const version = versionOf(found, qualifier);
    refuseUnusable(found, qualifier, version);
    const before = found.provisionedConfigs.get(qualifier);
    this.#refuseBeyondLimits(found, requested, before?.requested ?? 0);
    const config: ProvisionedConfig = {
      qualifier,
      version,
      requested,
      allocated: before?.allocated ?? 0,
      available: before?.available ?? 0,
      status: 'IN_PROGRESS',
      lastModified: this.#host.clock.epoch(),
    };
    this.#allocate(found, config);
    return config;
  }

  delete(found: LambdaFunction, qualifier: string): void {
    const config = found.provisionedConfigs.get(qualifier);
    if (config === undefined) return;
    found.provisionedConfigs.delete(qualifier);
    this.#release(found, config);
  }

  /** The function is about to be deleted: all of its concurrency is free. */
  forget(found: LambdaFunction): void {
    for (const qualifier of [...found.provisionedConfigs.keys()]) this.delete(found, qualifier);
    this.#host.ledger.forget(found);
  }

  /** @throws ServiceError when the alias has provisioned concurrency and cannot take it to that version. */
  refuseMove(found: LambdaFunction, alias: string, version: string): void {
    const config = found.provisionedConfigs.get(alias);
    if (config === undefined || config.version === version) return;
    if (version === '$LATEST') throw unpublished();
    refuseShared(found, alias, version);
  }

  /** The alias points to another version: its environments are made anew, for that one. */
  moved(found: LambdaFunction, alias: string, version: string): void {
    const config = found.provisionedConfigs.get(alias);
    if (config === undefined || config.version === version) return;
    this.#release(found, config);
    this.#allocate(found, { ...config, version, allocated: 0, available: 0, status: 'IN_PROGRESS' });
  }

  #allocate(found: LambdaFunction, config: ProvisionedConfig): void {
    const entry = found.versions.get(config.version);
    if (entry?.serving === undefined) throw notYet(entry?.state ?? 'Inactive');
    found.provisionedConfigs.set(config.qualifier, config);
    this.#host.ledger.provision(found, config.version, config.requested);
    void this.#host.environments
      .ensureProvisioned(entry.serving, config.requested)
      .then((allocation) => this.#settle(found, config, allocation));
  }

  #settle(found: LambdaFunction, config: ProvisionedConfig, { kind }: Allocation): void {
    if (found.provisionedConfigs.get(config.qualifier) !== config) return;
    const count = kind === 'ready' ? config.requested : 0;
    const outcome = kind === 'ready' ? { status: 'READY' as const } : FAILED;
    found.provisionedConfigs.set(config.qualifier, { ...config, allocated: count, available: count, ...outcome });
    if (kind === 'failed') this.#release(found, config);
  }

  #release(found: LambdaFunction, { version }: ProvisionedConfig): void {
    this.#host.ledger.provision(found, version, 0);
    const content = found.versions.get(version)?.serving;
    if (content !== undefined) void this.#host.environments.ensureProvisioned(content, 0);
  }

  #refuseBeyondLimits(found: LambdaFunction, requested: number, before: number): void {
    const { ledger } = this.#host;
    const { reservedConcurrency } = found;
    if (reservedConcurrency !== undefined) {
      if (ledger.provisionedOf(found) - before + requested <= reservedConcurrency) return;
      throw invalidParameter(
        'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
      );
    }
    const unreserved = ledger.unreservedIn(found.region) + before;
    if (requested > unreserved) {
      throw untyped(
        `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`,
      );
    }
    refuseBelowMinimum(ledger, found, 'ConcurrentExecutions', before - requested);
  }
}

const FAILED = { status: 'FAILED', statusReason: INIT_FAILURE } as const;

const unpublished = () =>
  invalidParameter('Provisioned Concurrency Configs cannot be applied to unpublished function versions.');

/** @throws ServiceError for `$LATEST`, and for what is neither a version nor an alias of the function. */
function versionOf(found: LambdaFunction, qualifier: string): string {
  const version = found.aliases.get(qualifier)?.version ?? qualifier;
  if (version === '$LATEST') throw unpublished();
  if (!found.versions.has(version)) throw missing(found, qualifier);
  return version;
}

/** What AWS says of a qualifier that is not there: a number is a version, everything else an alias. */
export function missing({ region, name }: { readonly region: string; readonly name: string }, qualifier: string) {
  const arn = functionArn({ region, name, qualifier });
  return notFound(/^\d+$/.test(qualifier) ? `Function not found: ${arn}` : `Cannot find alias arn: ${arn}`);
}

function refuseUnusable(found: LambdaFunction, qualifier: string, version: string): void {
  const alias = found.aliases.get(qualifier);
  if (alias !== undefined && Object.keys(alias.weights).length > 0) {
    throw invalidParameter('Invalid alias configuration for Provisioned Concurrency');
  }
  refuseShared(found, qualifier, version);
}

/**
 * "Each version of a function can only have one provisioned concurrency configuration. This can be directly on the version
 * itself, or on an alias that points to the version. Two aliases can't allocate provisioned concurrency for the same
 * version." (developer guide, read 2026-11)
 */
function refuseShared(found: LambdaFunction, qualifier: string, version: string): void {
  const other = [...found.provisionedConfigs.values()].find(
    (it) => it.version === version && it.qualifier !== qualifier,
  );
  if (other === undefined) return;
  throw conflict(
    found.aliases.has(qualifier)
      ? "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version"
      : 'Version is pointed by a Provisioned Concurrency alias',
  );
}
