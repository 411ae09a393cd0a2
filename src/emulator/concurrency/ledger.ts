import type { Milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import {
  configured,
  dropUnused,
  type FunctionState,
  grantOnDemand,
  grantProvisioned,
  inUse,
  type Provision,
  type RegionState,
  type Slot,
  setAside,
  total,
} from './ledger-state.js';
import { type ConcurrencyQuotas, DEFAULT_QUOTAS } from './quotas.js';
import { type ThrottleReason, throttled } from './throttle.js';
import { TokenBucket } from './token-bucket.js';

/** Concurrency belongs to a function of a region; its versions share it, but for provisioned concurrency. */
export interface FunctionKey {
  readonly region: string;
  readonly name: string;
}

/** What an invocation asks for, and what the pool could give it. */
export interface Demand {
  /** `$LATEST` or a number. */
  readonly version: string;
  /** AWS limits requests a second of these only. */
  readonly synchronous: boolean;
  /** An initialised environment of the version's provisioned concurrency is free. */
  readonly provisionedFree: boolean;
  /** An on-demand environment is free, so that none has to be started. */
  readonly warmFree: boolean;
}

const SECOND_MS = 1000;

/**
 * Who may run now. Knows functions and numbers and nothing of environments or HTTP; waits for nothing.
 *
 * In force at every grant: all invocations of a region stay below the account's limit; a function with a reservation stays
 * below it, its provisioned concurrency included; the others share what reservations and provisioned concurrency leave.
 */
export class ConcurrencyLedger {
  readonly quotas: ConcurrencyQuotas;
  readonly #clock: Clock;
  readonly #regions = new Map<string, RegionState>();

  constructor(clock: Clock, quotas: ConcurrencyQuotas = DEFAULT_QUOTAS) {
    this.#clock = clock;
    this.quotas = quotas;
  }

  /** @throws ServiceError TooManyRequestsException with AWS's reason. */
  acquire(key: FunctionKey, demand: Demand): Slot {
    const state = this.#stateOf(key);
    const now = this.#clock.monotonic();
    const full = this.#fullFor(state);
    if (full !== undefined) throw throttled(full);
    const provision = demand.provisionedFree ? state.provisioned.get(demand.version) : undefined;
    if (provision !== undefined && this.#mayUse(provision, now)) {
      return grantProvisioned(state, demand.version, provision);
    }
    const refusal = fullOnDemand(state) ?? this.#tooFast(state, demand, now);
    if (refusal !== undefined) throw throttled(refusal);
    return grantOnDemand(state);
  }

  /** @param count undefined takes the reservation away. */
  reserve(key: FunctionKey, count: number | undefined): void {
    const state = this.#stateOf(key);
    if (state.reserved === undefined) state.region.unreservedInUse -= state.onDemandInUse;
    if (count === undefined) delete state.reserved;
    else state.reserved = count;
    if (state.reserved === undefined) state.region.unreservedInUse += state.onDemandInUse;
    this.#recount(state.region);
  }

  reservedOf(key: FunctionKey): number | undefined {
    return this.#known(key)?.reserved;
  }

  /** Sets how much of the function's concurrency is set aside for environments of a version: 0 for none. */
  provision(key: FunctionKey, version: string, count: number): void {
    const state = this.#stateOf(key);
    const known = state.provisioned.get(version);
    if (known !== undefined) known.count = count;
    else {
      const requests = new TokenBucket(count * this.quotas.requestsPerSecond, this.#clock.monotonic());
      state.provisioned.set(version, { count, inUse: 0, requests });
    }
    dropUnused(state, version);
    this.#recount(state.region);
  }

  /** What provisioned concurrency takes of the function's concurrency, all versions together. */
  provisionedOf(key: FunctionKey): number {
    const state = this.#known(key);
    return state === undefined ? 0 : total(state, configured);
  }

  /** UnreservedConcurrentExecutions of the account: what reservations and provisioned concurrency leave. */
  unreservedIn(region: string): number {
    return this.#regions.get(region)?.unreserved ?? this.quotas.accountLimit;
  }

  /** The function is gone; what still runs of it gives its slots back as ever. */
  forget(key: FunctionKey): void {
    const state = this.#known(key);
    if (state === undefined) return;
    for (const version of [...state.provisioned.keys()]) this.provision(key, version, 0);
    this.reserve(key, undefined);
    state.region.functions.delete(key.name);
  }

  #fullFor(state: FunctionState): ThrottleReason | undefined {
    const { reserved, region } = state;
    if (reserved !== undefined && state.onDemandInUse + total(state, inUse) >= reserved) {
      return 'ReservedFunctionConcurrentInvocationLimitExceeded';
    }
    return region.inUse >= this.quotas.accountLimit ? 'ConcurrentInvocationLimitExceeded' : undefined;
  }

  /** "10 times your allocated provisioned concurrency" a second; what comes faster runs on demand (quotas page, 2026-11). */
  #mayUse(provision: Provision, now: Milliseconds): boolean {
    if (provision.inUse >= provision.count) return false;
    return provision.requests.take(now, provision.count * this.quotas.requestsPerSecond, SECOND_MS);
  }

  #tooFast(state: FunctionState, demand: Demand, now: Milliseconds): ThrottleReason | undefined {
    const { accountLimit, requestsPerSecond, scalingRate, scalingPeriodMs } = this.quotas;
    const requests = (state.reserved ?? accountLimit) * requestsPerSecond;
    if (demand.synchronous && !state.requests.take(now, requests, SECOND_MS)) {
      return state.reserved === undefined
        ? 'FunctionInvocationRateLimitExceeded'
        : 'ReservedFunctionInvocationRateLimitExceeded';
    }
    // AWS documents this limit and not which reason it gives; it is a rate, and the function's.
    const mayScale = demand.warmFree || state.environments.take(now, scalingRate, scalingPeriodMs);
    return mayScale ? undefined : 'FunctionInvocationRateLimitExceeded';
  }

  #recount(region: RegionState): void {
    region.unreserved = this.quotas.accountLimit;
    for (const state of region.functions.values()) region.unreserved -= state.reserved ?? total(state, configured);
  }

  #known({ region, name }: FunctionKey): FunctionState | undefined {
    return this.#regions.get(region)?.functions.get(name);
  }

  #stateOf(key: FunctionKey): FunctionState {
    const known = this.#known(key);
    if (known !== undefined) return known;
    const { accountLimit, requestsPerSecond, scalingRate } = this.quotas;
    const empty = { functions: new Map(), unreserved: accountLimit, unreservedInUse: 0, inUse: 0 };
    const region = this.#regions.get(key.region) ?? empty;
    this.#regions.set(key.region, region);
    const now = this.#clock.monotonic();
    const state: FunctionState = {
      region,
      onDemandInUse: 0,
      provisioned: new Map(),
      requests: new TokenBucket(accountLimit * requestsPerSecond, now),
      environments: new TokenBucket(scalingRate, now),
    };
    region.functions.set(key.name, state);
    return state;
  }
}

/** Whether the function has no concurrency left beside what its provisioned concurrency holds. */
function fullOnDemand(state: FunctionState): ThrottleReason | undefined {
  const { reserved, region } = state;
  if (reserved === undefined) {
    return region.unreservedInUse >= region.unreserved ? 'ConcurrentInvocationLimitExceeded' : undefined;
  }
  const isFull = state.onDemandInUse + total(state, setAside) >= reserved;
  return isFull ? 'ReservedFunctionConcurrentInvocationLimitExceeded' : undefined;
}
