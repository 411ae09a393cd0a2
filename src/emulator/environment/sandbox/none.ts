import type { Sandbox } from './sandbox.js';
import type { BareEntrance } from './unprivileged.js';

export const HINT =
  'run as root, or let users make namespaces: sysctl kernel.apparmor_restrict_unprivileged_userns=0 user.max_user_namespaces=10000';

/**
 * Where the host cannot give processes a file system of their own: they see the host's, at the host's paths.
 * @param bare how a program is entered
 */
export function noSandbox(
  reason: string,
  hint = HINT,
  bare: BareEntrance = () => ({ become: [], ownUser: false }),
): Sandbox {
  return {
    enforcement: { enforced: false, reason, hint },
    environment: (_id, contents) => {
      const entrance = { prefix: [], ...bare() };
      return {
        paths: {
          taskRoot: contents.package ?? '/var/task',
          runtimeDir: contents.runtime ?? '/var/runtime',
          optDir: contents.layers ?? '/opt',
          langDir: contents.language ?? '/var/lang',
          tmpDir: '/tmp',
        },
        loopback: '127.0.0.1',
        settle: async () => entrance,
        evict: async () => {},
        rest: () => {},
        wake: () => {},
        tellMemory: () => {},
        remove: async () => {},
      };
    },
    close: async () => {},
  };
}
