import type { CommandSpec } from '../command.js';

export const restoreSpec: CommandSpec = {
  name: 'restore',
  summary: 'put a function back as it was before a run that was killed',
  argument: { name: 'journal', description: 'restore.json in the folder of the run', required: true },
  options: [{ flags: '--when-stdin-ends', description: 'wait, and do it only if standard input ends without a word' }],
  load: async () => (await import('./restore.js')).restore,
};
