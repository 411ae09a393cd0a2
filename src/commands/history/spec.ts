import type { CommandSpec } from '../command.js';

export const historySpec: CommandSpec = {
  name: 'history',
  summary: 'read many recordings as one course: what changed when, and whether your code or the platform moved',
  argument: {
    name: 'recording',
    description: 'recordings of check, tune or baseline save, or folders that hold them',
    required: true,
    variadic: true,
  },
  options: [
    { flags: '--metric <names>', description: 'these alone, such as initDuration,warmDuration' },
    { flags: '--memory <sizes>', description: 'these memory sizes in MB alone, such as 512,1769' },
    { flags: '--html [file]', description: 'the report for a browser; history.html without a name' },
    { flags: '--markdown [file]', description: 'the summary for a pull request; history.md without a name' },
    { flags: '--json [file]', description: 'the result; history.json without a name; - prints it' },
    { flags: '--prices <file>', description: 'your own prices: a price book, or what differs from one' },
    { flags: '--as-of <date>', description: 'list prices of this day instead of the day of the last session' },
  ],
  load: async () => (await import('./history.js')).history,
};
