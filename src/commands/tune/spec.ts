import type { CommandSpec } from '../command.js';
import { AWS_OPTIONS, EMULATOR_OPTIONS, FUNCTION_CAUTION_OPTIONS, HOOK_OPTIONS } from '../option-groups.js';
import { RUN_OPTIONS } from '../run-options.js';
import { REPLAY_OPTIONS } from './replay/spec.js';

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
    {
      flags: '--memory <sizes>',
      description: 'memory sizes in MB to choose among, such as 128,512,1769; or a range of them, such as 128-3008',
    },
    { flags: '--arch <which>', description: 'x86_64, arm64 or both: the instruction set is part of the choice' },
    {
      flags: '--twin <name>',
      description: 'the same function on the other architecture, where --function exists on both',
    },
    {
      flags: '--regret <share>',
      description: 'how much worse than the best the chosen size may be, at the most (default: 2%)',
    },
    { flags: '--confidence <share>', description: 'how sure that must be (default: 95%)' },
    RUN_OPTIONS.budget,
    {
      flags: '--max-invocations <n>',
      description: 'stop after so many, over all sizes; 200 where nothing else bounds it',
    },
    RUN_OPTIONS.maxTime,
    {
      flags: '--exhaustive',
      description: 'choose nothing: measure every size of the list so often as --cold and --warm say',
    },
    { flags: '--cold <n>', description: 'cold starts at every size, for an exhaustive run (default: 6)' },
    { flags: '--warm <n>', description: 'warm invocations at every size, for an exhaustive run (default: 30)' },
    { flags: '--concurrency <n>', description: 'warm invocations in flight at a time' },
    RUN_OPTIONS.payload,
    RUN_OPTIONS.async,
    RUN_OPTIONS.streamed,
    ...HOOK_OPTIONS,
    RUN_OPTIONS.strategy,
    RUN_OPTIONS.within,
    RUN_OPTIONS.maxDuration,
    {
      flags: '--of-all-starts',
      description: 'the limit of --max-duration is for cold starts too, with their Init Duration, by --cold-share',
    },
    {
      flags: '--monthly <requests>',
      description: 'the cheapest month of so many requests, such as 30M, with the free tier',
    },
    RUN_OPTIONS.coldShare,
    RUN_OPTIONS.provisioned,
    ...FUNCTION_CAUTION_OPTIONS,
    ...AWS_OPTIONS,
    RUN_OPTIONS.prices,
    RUN_OPTIONS.out,
    RUN_OPTIONS.json,
    ...EMULATOR_OPTIONS,
    { flags: '--seed <n>', description: 'of block order, payload choice and --platform-noise, to repeat a run' },
    RUN_OPTIONS.yes,
    RUN_OPTIONS.noTui,
    ...REPLAY_OPTIONS,
  ],
  load: async () => (await import('./tune.js')).tune,
};
