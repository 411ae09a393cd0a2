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
    { flags: '--junit [file]', description: 'of a check: its verdicts as JUnit XML; junit.xml without a name' },
    { flags: '--prices <file>', description: 'your own prices: a price book, or what differs from one' },
    { flags: '--as-of <date>', description: 'list prices of this day instead of the day of the run' },
  ],
  load: async () => (await import('./report.js')).report,
};
