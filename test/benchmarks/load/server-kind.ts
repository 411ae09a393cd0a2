/**
 * `constant`: every answer takes the same time. `stall`: for a part of each second nothing is answered. `close`: every tenth
 * answer ends its connection. `kill`: one request in a hundred is left without an answer, its connection cut. `half`: the
 * same after half of the body.
 */
export type ServerKind = 'constant' | 'stall' | 'close' | 'kill' | 'half';

/** As a function that asks a database or two. What the client itself adds, 0.3 ms in the median and 1 to 2 ms at p99 on two CPUs, shows in shorter ones. */
export const SERVICE_MS = 100;
export const STALL_EVERY_MS = 1000;
export const STALL_MS = 200;

export const LEVELS = [0.5, 0.9, 0.99] as const;

export interface Seen {
  requests: number;
  broken: number;
  /** How long each answer took that it gave since it was last asked, by its own clock. */
  readonly servedMs: number[];
}

/**
 * The latency at a quantile, of requests that arrive evenly: what arrives during a stall waits for its end, so the latency
 * of that share is spread evenly over its length.
 */
export function knownLatency(kind: ServerKind, level: number): number {
  const stalledShare = kind === 'stall' ? STALL_MS / STALL_EVERY_MS : 0;
  const above = level - (1 - stalledShare);
  return above <= 0 ? SERVICE_MS : SERVICE_MS + (above / stalledShare) * STALL_MS;
}
