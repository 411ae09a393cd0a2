import type { CommandSpec } from '../command.js';
import { LIMITS_OPTION } from '../limits-option.js';
import { AWS_OPTIONS } from '../option-groups.js';

export const doctorSpec: CommandSpec = {
  name: 'doctor',
  summary:
    'calibrate this machine in under 20 seconds and say which measured numbers to trust; with --aws: what may be done there',
  options: [
    {
      flags: '--memory <sizes>',
      description:
        'memory sizes in MB to measure the CPU share of, such as 128,1024; what it says is of these alone (default: 128, 512, 1769 and the largest that gets its full share)',
    },
    LIMITS_OPTION,
    {
      flags: '--aws',
      description:
        'look at AWS instead of this machine: who you are, the region, and each permission that each command needs, tried by calls that change nothing',
    },
    {
      flags: '--function <name>',
      description: 'with --aws: the function, by name or ARN; only reads, and calls that AWS refuses',
    },
    {
      flags: '--for <commands>',
      description:
        'with --aws: tune, load, check, apply, restore, logs, copy, function-url, asynchronous, provisioned, hooks, on-latest, read-only (default: the first five)',
    },
    { flags: '--policy <commands>', description: 'print the least IAM policy for these as JSON, and call nothing' },
    ...AWS_OPTIONS,
    { flags: '--json [file]', description: 'the diagnosis as JSON; printed without a name' },
  ],
  load: async () => (await import('./doctor.js')).doctor,
};
