import type { OptionSpec } from './command.js';
import { LIMITS_OPTION } from './limits-option.js';
import { NETWORK_OPTION } from './network-option.js';
import { NOISE_OPTIONS } from './noise.js';
import { RUN_OPTIONS } from './run-options.js';

/** Where AWS is called, and by whom. */
export const AWS_OPTIONS: readonly OptionSpec[] = [
  RUN_OPTIONS.region,
  RUN_OPTIONS.profile,
  RUN_OPTIONS.assumeRole,
  RUN_OPTIONS.endpointUrl,
];

/** What is run around an invocation or a visit, and which errors count as answers. */
export const HOOK_OPTIONS: readonly OptionSpec[] = [
  RUN_OPTIONS.before,
  RUN_OPTIONS.after,
  RUN_OPTIONS.each,
  RUN_OPTIONS.payloadFromBefore,
  RUN_OPTIONS.allowError,
];

/** How careful a run is to be with the account it runs in. */
export const CAUTION_OPTIONS: readonly OptionSpec[] = [
  RUN_OPTIONS.maxConcurrency,
  RUN_OPTIONS.readOnly,
  RUN_OPTIONS.dryRun,
];

/** The same, where the run changes a function that exists. */
export const FUNCTION_CAUTION_OPTIONS: readonly OptionSpec[] = [
  RUN_OPTIONS.copy,
  RUN_OPTIONS.onLatest,
  RUN_OPTIONS.wait,
  ...CAUTION_OPTIONS,
];

/** Of the emulator that a run starts for itself. */
export const EMULATOR_OPTIONS: readonly OptionSpec[] = [NETWORK_OPTION, LIMITS_OPTION, ...NOISE_OPTIONS];
