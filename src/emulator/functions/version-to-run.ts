import { chooseVersion } from './aliases.js';
import type { FunctionVersion } from './configuration.js';
import type { FunctionReference } from './function-name.js';
import { notYet, type Registry } from './registry.js';

/**
 * The version that one invocation of this name runs: an alias may send a share of them to a second version, each by
 * itself. @throws ServiceError when there is no such function, or when it is not ready.
 */
export function versionToRun(registry: Registry, reference: FunctionReference): FunctionVersion {
  const named = { ...reference, qualifier: reference.qualifier ?? '$LATEST' };
  const alias = registry.get(reference)?.aliases.get(named.qualifier);
  const chosen = alias === undefined ? named : { ...named, qualifier: chooseVersion(alias, Math.random()) };
  const { serving, state } = registry.find(chosen);
  if (serving === undefined) throw notYet(state);
  return serving;
}
