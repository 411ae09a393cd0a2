import type { ScenarioBase } from '../../scenario/index.js';
import type { HookPlace, RunHooks } from './run-hooks.js';

/** A visit with the hooks around it, where there are some for a whole visit. */
export const aroundVisit = (
  hooks: RunHooks | undefined,
  place: HookPlace,
  visit: () => Promise<void>,
): Promise<void> => (hooks === undefined ? visit() : hooks.aroundVisit(place, visit));

/** What a visit is told of errors that count as answers. */
export const allowedErrorsPart = ({ allowedErrors }: Pick<ScenarioBase, 'allowedErrors'>) =>
  allowedErrors === undefined ? {} : { allowedErrors };
