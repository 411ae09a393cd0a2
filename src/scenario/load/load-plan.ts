import type { Milliseconds, Ratio, Usd } from '../../units/index.js';

/**
 * One stretch of a load, with how requests arrive in it. Open loop: an arrival is due whether or not earlier requests
 * have been answered. Only `closed` waits for answers; it finds saturation, and makes no claim about latency under a rate.
 */
export type Phase = { readonly name: string } & (
  | { readonly kind: 'constant'; readonly requestsPerSecond: number; readonly forMs: Milliseconds }
  /** Independent arrivals: exponential gaps, drawn from the run's seed. */
  | { readonly kind: 'poisson'; readonly requestsPerSecond: number; readonly forMs: Milliseconds }
  | {
      readonly kind: 'ramp';
      readonly fromPerSecond: number;
      readonly toPerSecond: number;
      readonly forMs: Milliseconds;
    }
  /** All due at one moment. */
  | { readonly kind: 'burst'; readonly requests: number }
  /** Nothing arrives; environments stay idle. */
  | { readonly kind: 'pause'; readonly forMs: Milliseconds }
  /** Recorded arrivals: milliseconds after the phase's beginning, ascending. */
  | { readonly kind: 'trace'; readonly arrivalsMs: readonly Milliseconds[] }
  /** So many requests under way at any time, each followed by the next: closed loop. */
  | { readonly kind: 'closed'; readonly concurrency: number; readonly forMs: Milliseconds }
);

/** Of a function URL that is made for the run: signed requests unless the scenario says otherwise; NONE lets everybody in. */
export type UrlAuth = 'AWS_IAM' | 'NONE';

/** How requests reach the function. */
export type Via =
  /** The Invoke operation, signed; `streamed`: InvokeWithResponseStream. */
  | { readonly kind: 'invoke'; readonly streamed: boolean }
  /** A function URL: the function's own, or one made for the run on an alias made for the run. */
  | { readonly kind: 'function-url'; readonly auth?: UrlAuth }
  /** Any address that was named: API Gateway, a load balancer. Its memory size is not ours to change. */
  | {
      readonly kind: 'url';
      readonly url: string;
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
    };

/** What a threshold may be put on. Latencies are those the client saw, counted from when the request was due. */
export const THRESHOLD_METRICS = [
  'p50Latency',
  'p90Latency',
  'p99Latency',
  'p999Latency',
  'p50Duration',
  'p90Duration',
  'p99Duration',
  'coldShare',
  'errors',
  'throttles',
  'costPerMillion',
  'costPerHour',
  'maxMemoryUsed',
] as const;
export type ThresholdMetric = (typeof THRESHOLD_METRICS)[number];

/** `p99Latency: <300ms`: what must hold at every memory size that the run measures. */
export interface Threshold {
  readonly metric: ThresholdMetric;
  readonly comparison: '<' | '<=';
  /** In milliseconds, as a share of 0 to 1, in US dollars or in MB, as the metric has it. */
  readonly limit: Milliseconds | Ratio | Usd | number;
  /** `p99Latency: <300ms`, as the scenario writes it. */
  readonly text: string;
}

/** The load part of a scenario: validated, with all defaults applied. */
export interface LoadPlan {
  /** At least one; `steps` of the file have become a phase each. */
  readonly phases: readonly Phase[];
  readonly via: Via;
  /** A request without an answer is given up after it, and counts as at least that long. */
  readonly timeoutMs: Milliseconds;
  /** Whether the user said so; else it is at least as long as the functions may take, once that is known. */
  readonly isTimeoutAsked: boolean;
  /** How often a throttled or unreachable request is sent again, as an SDK does; 0 unless the scenario says so. */
  readonly retries: number;
  readonly thresholds: readonly Threshold[];
}
