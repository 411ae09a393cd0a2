import type { CommandSpec } from '../command.js';

export const reportSpec: CommandSpec = {
  name: 'report',
  summary: 'make every view again from a recording',
  argument: { name: 'recording', description: 'recording.jsonl, or the folder it lies in', required: true },
  options: [
    {
      flags: '--html [file]',
      description: 'the report for a browser; report.html beside the recording without a name',
    },
    { flags: '--markdown [file]', description: 'the summary for a pull request; summary.md without a name' },
    { flags: '--json [file]', description: 'the result; result.json without a name; - prints it' },
  ],
  load: async () => (await import('./report.js')).report,
};
