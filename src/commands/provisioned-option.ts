import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';
import { count } from './scenario-from-options.js';

/** Provisioned concurrency that each version of the run is to have; none without the option. */
export interface ProvisionedOption {
  readonly provisionedConcurrency?: number;
}

/** @throws CommandError for what is no number of environments, and beside what cannot be had with them */
export function provisionedOption(options: RawOptions): ProvisionedOption {
  const asked = count('--provisioned', options.provisioned);
  if (asked === undefined) return {};
  if (!Number.isInteger(asked) || asked < 1) {
    throw new CommandError(
      `--provisioned ${String(options.provisioned)} is no number of environments`,
      'a whole number of 1 or more',
    );
  }
  if (options.readOnly === true) {
    throw new CommandError(
      '--provisioned gives versions of the run their own, and --read-only promises that nothing is made',
      'name a version or alias that has provisioned concurrency with --qualifier, and leave --provisioned out',
    );
  }
  if (options.coldShare !== undefined) {
    throw new CommandError(
      '--cold-share is of cold starts, and with --provisioned INIT runs before an invocation',
      'leave one of them out',
    );
  }
  return { provisionedConcurrency: asked };
}
