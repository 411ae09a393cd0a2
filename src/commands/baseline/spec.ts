import type { CommandSpec } from '../command.js';
import { AWS_OPTIONS, EMULATOR_OPTIONS, HOOK_OPTIONS } from '../option-groups.js';
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
    ...HOOK_OPTIONS,
    { flags: '--cold <n>', description: 'cold starts at every size (default: 50)' },
    { flags: '--warm <n>', description: 'warm invocations after each cold start (default: 5)' },
    ...AWS_OPTIONS,
    RUN_OPTIONS.prices,
    { flags: '--out <file>', description: 'where to keep it (default: baseline.jsonl); one that is there is replaced' },
    ...EMULATOR_OPTIONS,
    { flags: '--seed <n>', description: 'of the order of sizes, payload choice and --platform-noise' },
    RUN_OPTIONS.yes,
    RUN_OPTIONS.noTui,
  ],
  load: async () => (await import('./baseline.js')).baseline,
};
