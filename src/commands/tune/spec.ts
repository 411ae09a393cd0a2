import type { CommandSpec } from '../command.js';
import { LIMITS_OPTION } from '../limits-option.js';
import { NETWORK_OPTION } from '../network-option.js';
import { NOISE_OPTIONS } from '../noise.js';

export const tuneSpec: CommandSpec = {
  name: 'tune',
  summary: 'measure a function at several memory sizes and recommend one',
  argument: {
    name: 'scenario',
    description: 'a scenario file (.yaml), or a handler file or code folder to measure without one',
    required: false,
  },
  options: [
    { flags: '--function <name>', description: 'a function that exists, by name or ARN, instead of a scenario' },
    { flags: '--qualifier <qualifier>', description: 'version or alias of --function' },
    { flags: '--memory <sizes>', description: 'memory sizes in MB, such as 128,512,1769' },
    { flags: '--cold <n>', description: 'cold starts at each size' },
    { flags: '--warm <n>', description: 'warm invocations at each size' },
    { flags: '--concurrency <n>', description: 'warm invocations in flight at a time' },
    { flags: '--payload <file>', description: 'a JSON file to send' },
    { flags: '--strategy <name>', description: 'cheapest, fastest or balanced (knee of the cost-duration curve)' },
    {
      flags: '--within <share>',
      description: 'the fastest that costs at most this more than the cheapest, such as 5%',
    },
    { flags: '--max-duration <limit>', description: 'the cheapest that meets a limit, such as p95=200ms' },
    { flags: '--cold-share <share>', description: 'share of invocations that start cold, for the cost, such as 1%' },
    { flags: '--region <region>', description: "AWS region; the SDK's own chain without it" },
    { flags: '--endpoint-url <url>', description: "any endpoint that speaks Lambda's API" },
    { flags: '--prices <file>', description: 'your own prices: a price book, or what differs from one' },
    { flags: '--out <folder>', description: 'folder of the run; reports/<scenario>-<time> without it' },
    { flags: '--json [file]', description: 'also write the result as JSON, to standard output with -' },
    NETWORK_OPTION,
    LIMITS_OPTION,
    ...NOISE_OPTIONS,
    { flags: '--seed <n>', description: 'of block order, payload choice and --platform-noise, to repeat a run' },
    { flags: '--no-tui', description: 'plain lines instead of the live screen' },
  ],
  load: async () => (await import('./tune.js')).tune,
};
