import type { CommandSpec } from '../command.js';
import { AWS_OPTIONS, EMULATOR_OPTIONS, FUNCTION_CAUTION_OPTIONS } from '../option-groups.js';
import { RUN_OPTIONS } from '../run-options.js';

export const loadSpec: CommandSpec = {
  name: 'load',
  summary: 'put a function under load at several memory sizes, and check thresholds',
  argument: {
    name: 'scenario',
    description: 'a scenario file (.yaml), a handler file or code folder, or an address (https://...)',
    required: false,
  },
  options: [
    RUN_OPTIONS.function,
    RUN_OPTIONS.qualifier,
    RUN_OPTIONS.memory,
    {
      flags: '--load <phases>',
      description: "instead of the scenario's, such as 'burst 40, pause 10s, poisson 50/s 60s'",
    },
    { flags: '--for <time>', description: 'how long the load lasts at each memory size, such as 60s' },
    { flags: '--via <way>', description: 'invoke, invoke-stream, function-url (one made for the run), or an address' },
    RUN_OPTIONS.payload,
    {
      flags: '--before <hook>',
      description: 'a shell command, or function:NAME, to run before the load at each memory size; in no figure',
    },
    RUN_OPTIONS.after,
    RUN_OPTIONS.allowError,
    {
      flags: '--threshold <limits>',
      description: "what must hold at every size, such as 'p99Latency<300ms, errors<1%'; may be repeated",
      repeatable: true,
    },
    { flags: '--timeout <time>', description: 'give a request up after it; it then counts as at least that long' },
    { flags: '--retries <n>', description: 'send throttled or unreachable requests again, as an SDK does' },
    { flags: '--max-requests <n>', description: 'send no more than this in all; each memory size gets its share' },
    {
      flags: '--budget <usd>',
      description: 'spend no more than about this in all, such as $0.05; each size gets its share',
    },
    {
      flags: '--max-open <n>',
      description: 'requests open at once; what is due beyond is dropped and counted (default: 5000)',
    },
    RUN_OPTIONS.strategy,
    RUN_OPTIONS.within,
    RUN_OPTIONS.maxDuration,
    { flags: '--log-group <name>', description: "where the reports are, when it is not the function's own log group" },
    RUN_OPTIONS.provisioned,
    ...FUNCTION_CAUTION_OPTIONS,
    ...AWS_OPTIONS,
    RUN_OPTIONS.prices,
    RUN_OPTIONS.out,
    RUN_OPTIONS.json,
    ...EMULATOR_OPTIONS,
    { flags: '--seed <n>', description: 'of arrivals, payload choice, order of sizes and --platform-noise' },
    {
      flags: '--yes',
      description: 'do not ask before more than 1,000 requests, or more than about $1, go beyond this machine',
    },
    RUN_OPTIONS.noTui,
  ],
  load: async () => (await import('./load.js')).load,
};
