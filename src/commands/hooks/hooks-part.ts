import type { Header } from '../../recording/index.js';
import type { Hooks, ScenarioBase } from '../../scenario/index.js';

type Recorded = Pick<Header['scenario'], 'hooks' | 'allowedErrors'>;

/** What a recording says of hooks, and of errors that count as answers: that there were some, never a command. */
export function hooksPart({ hooks, allowedErrors }: Pick<ScenarioBase, 'hooks' | 'allowedErrors'>): Recorded {
  return {
    ...(hooks === undefined ? {} : { hooks: recorded(hooks) }),
    ...(allowedErrors === undefined ? {} : { allowedErrors: [...allowedErrors] }),
  };
}

function recorded({ before, after, each, payloadFromBefore }: Hooks): Recorded['hooks'] {
  return {
    ...(before === undefined ? {} : { before: before.kind }),
    ...(after === undefined ? {} : { after: after.kind }),
    each,
    ...(payloadFromBefore ? { payloadFromBefore } : {}),
  };
}
