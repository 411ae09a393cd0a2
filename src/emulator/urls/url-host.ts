import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { Pool } from '../environment/pool.js';
import { functionArn } from '../functions/function-name.js';
import type { Registry } from '../functions/registry.js';
import { versionToRun } from '../functions/version-to-run.js';
import { Bodies } from '../http/body.js';
import type { SignatureVerifier } from '../http/signature/verifier.js';
import type { PlatformNoise } from '../platform-noise/platform-noise.js';
import { letsEverybodyIn } from './public-access.js';
import type { UrlHost } from './url-server.js';

interface Parts {
  readonly clock: Clock;
  readonly verifier: SignatureVerifier;
  readonly registry: Registry;
  readonly pool: Pool;
  readonly noise?: PlatformNoise;
}

/** Function URLs on what there is: whom the policies let in, and what invocations run. */
export function urlHost({ clock, verifier, registry, pool, noise }: Parts): UrlHost {
  return {
    clock,
    verifier,
    bodies: new Bodies(),
    isPublic({ target }) {
      const policy = registry.get(target)?.policies.get(target.qualifier ?? '$LATEST');
      return policy?.some(letsEverybodyIn) ?? false;
    },
    async invoke({ target }, invocation) {
      if (noise !== undefined) await noise.journey();
      const version = versionToRun(registry, target);
      return pool.invoke(version, {
        ...invocation,
        invocationId: randomUUID(),
        invokedFunctionArn: functionArn(target),
      });
    },
  };
}
