import type { CommandSpec } from '../command.js';
import { AWS_OPTIONS } from '../option-groups.js';

export const restoreSpec: CommandSpec = {
  name: 'restore',
  summary: 'put functions back as they were before a run that was killed',
  argument: {
    name: 'journal',
    description: 'the folder of the run, or restore.jsonl in it; none with --function',
    required: false,
  },
  options: [
    {
      flags: '--function <name>',
      description:
        'clean up after a run whose journal is lost or on another machine, from what it left at the function',
    },
    { flags: '--yes', description: 'do not ask whether that run has really ended' },
    ...AWS_OPTIONS,
    { flags: '--when-stdin-ends', description: 'wait, and do it only if standard input ends without a word' },
  ],
  load: async () => (await import('./restore.js')).restore,
};
