import type { TokenBucket } from './token-bucket.js';

/** What the ledger knows of one region. */
export interface RegionState {
  readonly functions: Map<string, FunctionState>;
  /** What is left for on-demand invocations of functions without a reservation. */
  unreserved: number;
  /** Of functions without a reservation, on demand. */
  unreservedInUse: number;
  inUse: number;
}

export interface FunctionState {
  readonly region: RegionState;
  reserved?: number;
  onDemandInUse: number;
  /** By version. */
  readonly provisioned: Map<string, Provision>;
  readonly requests: TokenBucket;
  readonly environments: TokenBucket;
}

export interface Provision {
  count: number;
  inUse: number;
  readonly requests: TokenBucket;
}

/** The right to run one invocation. */
export interface Slot {
  /** Which of the version's environments the invocation has to run in. */
  readonly kind: 'provisioned' | 'on-demand';
  /** Gives the slot back; once, however often it is called. */
  release(): void;
}

/** Provisioned concurrency counts against limits when it is idle, and what is in use when its configuration is gone. */
export const setAside = ({ count, inUse }: Provision): number => Math.max(count, inUse);
export const configured = ({ count }: Provision): number => count;
export const inUse = (provision: Provision): number => provision.inUse;

export function total(state: FunctionState, of: (provision: Provision) => number): number {
  let sum = 0;
  for (const provision of state.provisioned.values()) sum += of(provision);
  return sum;
}

export function grantProvisioned(state: FunctionState, version: string, provision: Provision): Slot {
  state.region.inUse += 1;
  provision.inUse += 1;
  const release = once(() => {
    state.region.inUse -= 1;
    provision.inUse -= 1;
    dropUnused(state, version);
  });
  return { kind: 'provisioned', release };
}

export function dropUnused(state: FunctionState, version: string): void {
  const provision = state.provisioned.get(version);
  if (provision?.count === 0 && provision.inUse === 0) state.provisioned.delete(version);
}

export function grantOnDemand(state: FunctionState): Slot {
  change(state, 1);
  return { kind: 'on-demand', release: once(() => change(state, -1)) };
}

function change(state: FunctionState, by: 1 | -1): void {
  state.region.inUse += by;
  state.onDemandInUse += by;
  // Asked when it is given back, too: the function may have got a reservation meanwhile, or lost it.
  if (state.reserved === undefined) state.region.unreservedInUse += by;
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}
