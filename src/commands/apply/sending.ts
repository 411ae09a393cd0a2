import type { Header } from '../../recording/index.js';
import { EMPTY_PAYLOAD, loadScenario, type Payload, type Scenario } from '../../scenario/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { payloadsOf } from '../payload-option.js';
import { valuesOf } from '../repeated.js';
import { text } from '../scenario-from-options.js';

/** What is sent, how, and what is run around it: as in the tuning. */
export type Sending = Pick<Scenario, 'payloads' | 'hooks' | 'invoke' | 'allowedErrors'>;

/**
 * What to send to both sizes: what the tuning sent, of whose payloads and hooks its recording has no more than that there were
 * some. A function that gets something else does something else, and its promise would be held against that.
 */
export async function sendingFor({ scenario }: Header, options: RawOptions): Promise<Sending> {
  const from = text(options.scenario);
  const named = from === undefined ? undefined : await loadScenario(from);
  if (scenario.hooks !== undefined && named?.hooks === undefined) {
    throw new CommandError(
      'the tuning ran hooks around what it measured, and no recording holds what they are',
      'name its scenario with --scenario',
    );
  }
  return {
    payloads: await payloadsFor(scenario, named, options),
    ...(named?.hooks === undefined ? {} : { hooks: named.hooks }),
    ...(scenario.invoke === undefined ? {} : { invoke: scenario.invoke }),
    ...(scenario.allowedErrors === undefined ? {} : { allowedErrors: scenario.allowedErrors }),
  };
}

async function payloadsFor(
  recorded: Header['scenario'],
  named: Scenario | undefined,
  options: RawOptions,
): Promise<readonly Payload[]> {
  const typed = valuesOf(options.payload);
  if (typed.length > 0) return payloadsOf(typed);
  const known = named?.payloads ?? [EMPTY_PAYLOAD];
  const names = recorded.payloads.map(({ name }) => name);
  const missing = names.filter((name) => !known.some((it) => it.name === name));
  if (missing.length === 0) return known.filter(({ name }) => names.includes(name));
  throw new CommandError(
    `the tuning sent ${missing.join(', ')}, and no recording holds what payloads are`,
    named === undefined ? 'name its scenario with --scenario, or a file with --payload' : 'it is not in this scenario',
  );
}
