import type { CommandSpec } from '../command.js';
import { AWS_OPTIONS, CAUTION_OPTIONS, EMULATOR_OPTIONS, HOOK_OPTIONS } from '../option-groups.js';
import { RUN_OPTIONS } from '../run-options.js';

export const checkSpec: CommandSpec = {
  name: 'check',
  summary: 'measure two versions of a function in one session, and fail where one is worse',
  argument: {
    name: 'scenario',
    description: 'a scenario file (.yaml), or a handler file or code folder; kelvin.yaml without it',
    required: false,
  },
  options: [
    {
      flags: '--base <source>',
      description:
        'what to hold against: a git ref, a folder, a zip, function:NAME:QUALIFIER, or a recording; the merge base with the default branch without it',
    },
    { flags: '--head <source>', description: 'what is new: the same; the working tree without it' },
    { flags: '--self', description: 'the head against itself: how noisy is it here, and what could be found' },
    {
      flags: '--function <name>',
      description: 'a function that exists, by name or ARN: --base and --head are versions or aliases of it',
    },
    { flags: '--memory <sizes>', description: 'memory sizes in MB to compare at, such as 512 or 512,1769' },
    { flags: '--arch <which>', description: 'x86_64 or arm64' },
    RUN_OPTIONS.payload,
    RUN_OPTIONS.async,
    RUN_OPTIONS.streamed,
    ...HOOK_OPTIONS,
    { flags: '--warm <n>', description: 'warm invocations after each cold start (default: 5)' },
    {
      flags: '--limit <limits>',
      description:
        'how much a metric may rise: past a share and past an amount, such as initDuration=10%,20ms; =off leaves it out; may be repeated',
      repeatable: true,
    },
    { flags: '--max-cold-starts <n>', description: 'on each side, at each memory size (default: 100)' },
    {
      flags: '--at-a-time <n>',
      description: 'cold starts of one version at a time (default: 1 on the emulator, 5 elsewhere)',
    },
    RUN_OPTIONS.budget,
    RUN_OPTIONS.maxTime,
    { flags: '--confidence <share>', description: 'how sure a verdict must be, over all metrics (default: 95%)' },
    RUN_OPTIONS.coldShare,
    {
      flags: '--inconclusive <which>',
      description: 'pass or fail: what a check that decides nothing does (default: fail)',
    },
    { flags: '--no-explain', description: 'do not look, in an extra run, which modules a cold start loads' },
    ...CAUTION_OPTIONS,
    ...AWS_OPTIONS,
    RUN_OPTIONS.prices,
    RUN_OPTIONS.out,
    { flags: '--html [file]', description: 'write the report for a browser under this name too' },
    {
      flags: '--markdown [file]',
      description: 'write the summary for a pull request under this name too; - prints it',
    },
    { flags: '--junit [file]', description: 'write the verdicts as JUnit XML under this name too; - prints it' },
    RUN_OPTIONS.json,
    {
      flags: '--annotations',
      description: 'print what GitHub shows beside the code; on where GITHUB_ACTIONS says so',
    },
    { flags: '--no-annotations', description: 'do not' },
    ...EMULATOR_OPTIONS,
    { flags: '--seed <n>', description: 'of the order within blocks, payload choice and --platform-noise' },
    RUN_OPTIONS.yes,
    RUN_OPTIONS.noTui,
  ],
  load: async () => (await import('./check.js')).check,
};
