import type { CommandSpec } from '../command.js';

export const restoreSpec: CommandSpec = {
  name: 'restore',
  summary: 'put functions back as they were before a run that was killed',
  argument: { name: 'journal', description: 'the folder of the run, or restore.jsonl in it', required: true },
  options: [{ flags: '--when-stdin-ends', description: 'wait, and do it only if standard input ends without a word' }],
  load: async () => (await import('./restore.js')).restore,
};
