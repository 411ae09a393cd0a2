import { decided } from './decided.js';
import { parseFunctionName } from './function-name.js';
import { ScenarioError } from './problems.js';
import { EMPTY_PAYLOAD, type Scenario } from './scenario.js';
import { scenarioSchema } from './schema.js';

/**
 * A scenario for a function that exists, with defaults for all the rest.
 * @throws ScenarioError when no function can have that name.
 */
export function scenarioForFunction(nameOrArn: string, qualifier?: string): Scenario {
  const parsed = parseFunctionName(nameOrArn);
  const wanted = qualifier ?? parsed?.qualifier;
  if (parsed === undefined || (parsed.qualifier !== undefined && parsed.qualifier !== wanted)) {
    const message =
      parsed === undefined
        ? `got ${JSON.stringify(nameOrArn)}; expected the name or ARN of a function, such as my-function:live`
        : `${nameOrArn} ends in :${parsed.qualifier}, and the qualifier is ${qualifier}; expected one of them`;
    throw new ScenarioError(undefined, [{ field: parsed === undefined ? 'function' : 'qualifier', message }]);
  }
  const { concurrency, strategy, coldShare } = scenarioSchema.parse({});
  return {
    name: parsed.shortName,
    function: { kind: 'existing', name: parsed.name, ...(wanted === undefined ? {} : { qualifier: wanted }) },
    ...decided({}),
    payloads: [EMPTY_PAYLOAD],
    concurrency,
    ...(parsed.region === undefined ? {} : { region: parsed.region }),
    strategy,
    coldShareRatio: coldShare,
    services: [],
  };
}
