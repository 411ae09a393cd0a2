import type { Scenario } from '../../scenario/index.js';
import type { Connection } from '../../target/index.js';
import { checkHooks } from '../hooks/index.js';
import { checkAllInvocable } from '../open/check-invocable.js';
import type { OpenFunction } from '../open/function-to-open.js';
import { openConnection } from '../open/open-connection.js';
import { openFunction } from '../open/open-function.js';
import type { OpenOptions } from '../open/open-options.js';

/** The function to measure, on each architecture, and the way to it. */
export interface OpenTarget extends OpenFunction {
  readonly connection: Connection;
  /** Addresses of the services, as the function has them. */
  readonly environment: Readonly<Record<string, string>>;
  /** The cause behind an error of a call, where this process knows more than the client that threw it. */
  readonly causeOf: (error: unknown) => unknown;
}

/**
 * Starts or finds what the scenario needs. Code runs on the embedded emulator unless an endpoint is named; a function
 * that exists is where the SDK's own chain says. Everything that is started or changed is undone by the clean-up.
 */
export async function openTarget(scenario: Scenario, options: OpenOptions): Promise<OpenTarget> {
  const { function: spec, name, architectures, asked } = scenario;
  const isEmbedded = spec.kind === 'code' && options.endpointUrl === undefined;
  checkHooks(scenario.hooks, isEmbedded ? 'embedded-emulator' : 'functions');
  const wanted = {
    ...{ spec, name, architectures },
    ...(asked.architectures === undefined ? {} : { askedArchitectures: asked.architectures }),
  };
  const open = await openConnection({ ...scenario, isEmbedded }, options);
  const { connection, causeOf, environment } = open;
  await checkAllInvocable(spec, connection, options);
  return { ...(await openFunction(wanted, open, options)), connection, causeOf, environment };
}
