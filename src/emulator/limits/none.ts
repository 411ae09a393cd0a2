import type { Limits } from './limits.js';

export const HINT =
  'run as root, or in a delegated cgroup v2 subtree: systemd-run --user --scope -p Delegate=yes kelvin …';

/** Where the host cannot hold anything to a limit, and says so in the facts. */
export function noLimits(reason: string, hint = HINT): Limits {
  return {
    enforcement: { enforced: false, reason, hint },
    folders: [],
    environment: () => ({
      procsFiles: [],
      limitCpu: () => {},
      outOfMemoryKills: () => 0,
      processes: () => undefined,
      peakBytes: () => undefined,
      remove: async () => {},
    }),
    remove: async () => {},
  };
}
