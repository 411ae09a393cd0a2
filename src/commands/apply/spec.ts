import type { CommandSpec } from '../command.js';
import { AWS_OPTIONS } from '../option-groups.js';
import { RUN_OPTIONS } from '../run-options.js';
import { DIFF_OPTIONS } from './diff/diff-options.js';

export const applySpec: CommandSpec = {
  name: 'apply',
  summary: 'set the memory size that a tuning has recommended, if it still holds, or roll back',
  argument: {
    name: 'recording',
    description: 'recording.jsonl of "kelvin tune", or the folder it lies in',
    required: true,
  },
  options: [
    {
      flags: '--alias <name>',
      description: 'also publish a version and have this alias lead to it, as a deployment would',
    },
    { flags: '--canary <share>', description: 'with --alias, the part of its traffic that goes there first: 10%' },
    { flags: '--for <time>', description: 'how long the canary is watched, such as 10m (default: 10m)' },
    {
      flags: '--tolerance <share>',
      description: 'how much worse than the worse end of a promise still keeps it (default: 5%)',
    },
    { flags: '--function <name>', description: 'the function to change, where it is not the one that was tuned' },
    {
      flags: '--scenario <file>',
      description: 'the scenario of the tuning, for its payloads: no recording holds them',
    },
    RUN_OPTIONS.payload,
    ...AWS_OPTIONS,
    RUN_OPTIONS.wait,
    RUN_OPTIONS.prices,
    RUN_OPTIONS.out,
    RUN_OPTIONS.json,
    RUN_OPTIONS.noTui,
    RUN_OPTIONS.dryRun,
    { flags: '--yes', description: 'do not ask before the function is changed' },
    DIFF_OPTIONS.diff,
    DIFF_OPTIONS.resource,
    DIFF_OPTIONS.write,
  ],
  load: async () => (await import('./apply.js')).apply,
};
