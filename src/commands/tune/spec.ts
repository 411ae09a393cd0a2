import type { CommandSpec } from '../command.js';
import { LIMITS_OPTION } from '../limits-option.js';
import { NETWORK_OPTION } from '../network-option.js';
import { NOISE_OPTIONS } from '../noise.js';
import { RUN_OPTIONS } from '../run-options.js';

export const tuneSpec: CommandSpec = {
  name: 'tune',
  summary: 'measure a function at several memory sizes and recommend one',
  argument: {
    name: 'scenario',
    description: 'a scenario file (.yaml), or a handler file or code folder to measure without one',
    required: false,
  },
  options: [
    RUN_OPTIONS.function,
    RUN_OPTIONS.qualifier,
    RUN_OPTIONS.memory,
    { flags: '--cold <n>', description: 'cold starts at each size' },
    { flags: '--warm <n>', description: 'warm invocations at each size' },
    { flags: '--concurrency <n>', description: 'warm invocations in flight at a time' },
    RUN_OPTIONS.payload,
    RUN_OPTIONS.strategy,
    RUN_OPTIONS.within,
    RUN_OPTIONS.maxDuration,
    { flags: '--cold-share <share>', description: 'share of invocations that start cold, for the cost, such as 1%' },
    RUN_OPTIONS.region,
    RUN_OPTIONS.endpointUrl,
    RUN_OPTIONS.prices,
    RUN_OPTIONS.out,
    RUN_OPTIONS.json,
    NETWORK_OPTION,
    LIMITS_OPTION,
    ...NOISE_OPTIONS,
    { flags: '--seed <n>', description: 'of block order, payload choice and --platform-noise, to repeat a run' },
    RUN_OPTIONS.noTui,
  ],
  load: async () => (await import('./tune.js')).tune,
};
