import { milliseconds, secondsToMilliseconds } from '../../units/index.js';
import type { FunctionVersion } from '../functions/configuration.js';
import type { Host } from './host.js';
import type { Terms } from './state.js';

/** AWS's, for on-demand environments (developer guide, "Init phase", read 2026-10). */
const INIT_LIMIT = milliseconds(10_000);
/** With provisioned concurrency INIT may take as long as an invocation, and so long at least (same page). */
const LEAST_PROVISIONED_INIT_LIMIT = milliseconds(130_000);
/**
 * Freezing and thawing a Node.js process of eleven threads takes 180 microseconds here (Linux 6.18, cgroup v1, measured
 * 2026-11), half of what a warm invocation takes. So it is done when nobody has come for a while.
 */
const FREEZE_AFTER = milliseconds(5);

export function termsFor(host: Host, version: FunctionVersion, isProvisioned: boolean): Terms {
  const timeout = secondsToMilliseconds(version.settings.timeout);
  const common = {
    timeout,
    freezeAfter: FREEZE_AFTER,
    endsAt: milliseconds(host.clock.monotonic() + host.lifetime),
  };
  if (!isProvisioned) {
    return { ...common, initializationType: 'on-demand', initLimit: INIT_LIMIT, idleTimeout: host.idleTimeout };
  }
  const initLimit = milliseconds(Math.max(LEAST_PROVISIONED_INIT_LIMIT, timeout));
  return { ...common, initializationType: 'provisioned-concurrency', initLimit };
}
