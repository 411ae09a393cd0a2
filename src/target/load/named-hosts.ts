import type { Connection } from '../connection.js';
import { isLoopback } from '../emulator-facts.js';

/** Function URLs of AWS (partitions aws and aws-us-gov, and aws-cn with its own ending). */
const OF_AWS = /^[a-z0-9]+\.lambda-url\.([a-z0-9-]+)\.on\.(aws|amazonwebservices\.com\.cn)$/;

/**
 * Whether an address that a service has given leads to where the user wanted to go: to AWS itself in the region of the
 * run, to the host of the endpoint that was named, or, where that is this machine, to any port of it.
 */
export function isNamed(
  url: string,
  { kind, region, endpoint }: Pick<Connection, 'kind' | 'region' | 'endpoint'>,
): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, protocol } = new URL(url);
  if (endpoint === undefined) return kind === 'aws' && protocol === 'https:' && OF_AWS.exec(hostname)?.[1] === region;
  return new URL(endpoint).hostname === hostname || (isLoopback(endpoint) && isLoopback(url));
}
