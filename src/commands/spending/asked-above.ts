import type { Span } from './span-text.js';

/** More than this is asked about before it goes to anything that is not this machine. */
export const ASKED_ABOVE = { requests: 1000, usd: 1 } as const;

/**
 * How long an invocation is taken to be billed while nothing is known of it: longer than most, so that whoever is asked
 * is not told too little.
 */
export const ASSUMED_BILLED_MS = 1000;

/** Of a function that does next to nothing. */
export const QUICK_MS = 10;

/** To publish a version and to wait for it: on AWS most of the time of a visit, on this machine next to nothing. */
export const PREPARATION_MS = { emulator: { low: 100, high: 500 }, beyond: { low: 2000, high: 8000 } } as const;

/**
 * The same where the version is given provisioned concurrency: AWS begins to allocate it after a minute or two (developer
 * guide, "Configuring provisioned concurrency"; not measured here), and initialises each environment.
 */
export const PROVISIONING_MS = {
  emulator: { low: 500, high: 5000 },
  beyond: { low: 60_000, high: 180_000 },
} as const;

/** How long it then stands: AWS bills it in steps of five minutes, of which a slow function takes two. */
export const KEPT_MS = { low: 300_000, high: 600_000 } as const;

/** More than this long is asked about as well. */
const LONG_MS = 30 * 60_000;

/** Whether so much may be made, spent or waited for that it is asked about. */
export const isMuch = ({ invocations, cost, time }: Record<'invocations' | 'cost' | 'time', Span<number>>): boolean =>
  invocations.high > ASKED_ABOVE.requests || cost.high > ASKED_ABOVE.usd || time.high > LONG_MS;

/** As little as is worth saying of a sum that is only estimated. */
export function aboutUsd(usd: number): string {
  if (usd >= 0.01 || usd === 0) return `$${usd.toFixed(2)}`;
  const rounded = Number(usd.toPrecision(1));
  // Never as 8e-7.
  return `$${rounded.toFixed(Math.min(20, -Math.floor(Math.log10(rounded))))}`;
}

/** Behind dollars that are told of this machine: it takes none. */
export const ON_AWS = ' at the list price of AWS (this machine takes nothing)';
