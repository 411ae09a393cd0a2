import type { CommandSpec } from '../command.js';
import { LIMITS_OPTION } from '../limits-option.js';
import { NETWORK_OPTION } from '../network-option.js';
import { NOISE_OPTIONS } from '../noise.js';
import { RUN_OPTIONS } from '../run-options.js';

export const baselineSpec: CommandSpec = {
  name: 'baseline',
  summary: 'measure a function and keep it, for kelvin check --base to hold later versions against',
  argument: {
    name: 'action',
    description: '"save", and then a scenario file (.yaml), a handler file or a code folder; kelvin.yaml without it',
    required: true,
    variadic: true,
  },
  options: [
    { flags: '--head <source>', description: 'what to measure, as kelvin check takes it; the working tree without it' },
    RUN_OPTIONS.function,
    { flags: '--memory <sizes>', description: 'memory sizes in MB; those that kelvin check would take without it' },
    { flags: '--arch <which>', description: 'x86_64 or arm64' },
    RUN_OPTIONS.payload,
    RUN_OPTIONS.before,
    RUN_OPTIONS.after,
    RUN_OPTIONS.each,
    RUN_OPTIONS.payloadFromBefore,
    RUN_OPTIONS.allowError,
    { flags: '--cold <n>', description: 'cold starts at every size (default: 50)' },
    { flags: '--warm <n>', description: 'warm invocations after each cold start (default: 5)' },
    RUN_OPTIONS.region,
    RUN_OPTIONS.profile,
    RUN_OPTIONS.assumeRole,
    RUN_OPTIONS.endpointUrl,
    RUN_OPTIONS.prices,
    { flags: '--out <file>', description: 'where to keep it (default: baseline.jsonl); one that is there is replaced' },
    NETWORK_OPTION,
    LIMITS_OPTION,
    ...NOISE_OPTIONS,
    { flags: '--seed <n>', description: 'of the order of sizes, payload choice and --platform-noise' },
    { flags: '--yes', description: 'do not ask when the estimate of cost or time is over a limit' },
    RUN_OPTIONS.noTui,
  ],
  load: async () => (await import('./baseline.js')).baseline,
};
