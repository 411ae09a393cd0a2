import { type Milliseconds, milliseconds, type Ratio, ratio } from '../units/index.js';

export const PERCENTILES = ['p50', 'p90', 'p95', 'p99'] as const;
export type Percentile = (typeof PERCENTILES)[number];

/** What the user wants of a memory size. */
export type Strategy =
  /** Least cost per invocation. */
  | { readonly kind: 'cheapest' }
  /** Least median warm duration. */
  | { readonly kind: 'fastest' }
  /** The knee of the cost-duration curve: where both are nearest to their best. */
  | { readonly kind: 'balanced' }
  /** The fastest of those that cost at most this share more than the cheapest. */
  | { readonly kind: 'within'; readonly costRatio: Ratio }
  /** The cheapest of those whose duration stays below a limit at a percentile. */
  | {
      readonly kind: 'max-duration';
      readonly percentile: Percentile;
      readonly limitMs: Milliseconds;
      /**
       * Of which starts the percentile is: `all` are the warm ones and, by the scenario's cold share, the cold ones with
       * their Init Duration. The warm ones without it.
       */
      readonly of?: 'warm' | 'all' | undefined;
    }
  /** Least dollars per month for so many requests, free tier and price tiers included. */
  | { readonly kind: 'monthly'; readonly requestsPerMonth: number };

/** `5%` or `0.05` as a share; `undefined` when it is neither. */
export function parseShare(text: string | number): Ratio | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(String(text).trim());
  if (match === null) return undefined;
  const value = Number(match[1]) / (match[2] === '%' ? 100 : 1);
  return value <= 1 ? ratio(value) : undefined;
}

/** `200ms`, `1.5s` or a bare number of milliseconds. */
export function parseDuration(text: string | number): Milliseconds | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m)?$/.exec(String(text).trim());
  if (match === null) return undefined;
  const scale = match[2] === 'm' ? 60_000 : match[2] === 's' ? 1000 : 1;
  return milliseconds(Number(match[1]) * scale);
}

/** `p95=200ms`. */
export function parseDurationLimit(text: string): { percentile: Percentile; limitMs: Milliseconds } | undefined {
  const [name = '', limit = ''] = text.split('=');
  const percentile = PERCENTILES.find((it) => it === name.trim());
  const limitMs = parseDuration(limit);
  return percentile === undefined || limitMs === undefined ? undefined : { percentile, limitMs };
}

/** As a scenario file and the command line write it. */
export function describeStrategy(strategy: Strategy): string {
  switch (strategy.kind) {
    case 'within':
      return `fastest within ${Number((strategy.costRatio * 100).toFixed(2))} % of the cheapest`;
    case 'max-duration':
      return `cheapest with ${strategy.percentile} of at most ${strategy.limitMs} ms${strategy.of === 'all' ? ' over all starts' : ''}`;
    case 'monthly':
      return `cheapest month of ${strategy.requestsPerMonth.toLocaleString('en-US')} requests`;
    default:
      return strategy.kind;
  }
}
