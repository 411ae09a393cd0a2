import { type LoadScenario, type LoadSource, readLoadScenario } from '../../scenario/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { valuesOf } from '../repeated.js';
import { baseOverrides, count, scenarioSource, text } from '../scenario-from-options.js';

const NOTHING_NAMED = {
  problem: 'there is nothing to put under load',
  hint: 'name a scenario (scenarios/steady-api.yaml), a handler file, --function, or an address',
};

/** What the command line means to put under load. @throws ScenarioError, CommandError */
export async function scenarioOf(argument: string | undefined, options: RawOptions): Promise<LoadScenario> {
  const { source, via } = sourceOf(argument, options);
  return readLoadScenario(source, {
    ...(await baseOverrides(options)),
    load: text(options.load),
    for: text(options.for),
    via,
    timeout: text(options.timeout),
    retries: count('--retries', options.retries),
    threshold: options.threshold === undefined ? undefined : valuesOf(options.threshold).join(','),
  });
}

/** An address may have a function beside it, whose reports are then looked for. */
function sourceOf(
  argument: string | undefined,
  options: RawOptions,
): { readonly source: LoadSource; readonly via: string | undefined } {
  const via = text(options.via);
  if (argument?.includes('://') !== true) {
    if (argument === undefined && options.function === undefined && via?.includes('://') === true) {
      return { source: { kind: 'url', url: via }, via: undefined };
    }
    return { source: scenarioSource(argument, options, NOTHING_NAMED), via };
  }
  if (via !== undefined) throw new CommandError('both an address and --via are given', 'leave one of them out');
  return options.function === undefined
    ? { source: { kind: 'url', url: argument }, via }
    : { source: scenarioSource(undefined, options, NOTHING_NAMED), via: argument };
}
