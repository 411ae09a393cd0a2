import type { CommandSpec } from '../command.js';
import { RUN_OPTIONS } from '../run-options.js';

export const logsSpec: CommandSpec = {
  name: 'logs',
  summary: 'read logs of functions: how fast, how cold, how dear',
  argument: {
    name: 'source',
    description: 'log files or folders of them, packed or not, text or JSON; - or nothing is standard input',
    required: false,
    variadic: true,
  },
  options: [
    { flags: '--log-group <name>', description: 'a log group of CloudWatch Logs instead, such as /aws/lambda/orders' },
    {
      flags: '--start <time>',
      description: 'of --log-group: from then on; ISO 8601, epoch milliseconds, or 3d, 12h, 30m ago',
    },
    { flags: '--end <time>', description: 'of --log-group: until then; now without it' },
    {
      flags: '--region <region>',
      description: 'where the functions ran, for the prices; of --log-group the AWS region',
    },
    RUN_OPTIONS.profile,
    RUN_OPTIONS.assumeRole,
    { flags: '--endpoint-url <url>', description: "any endpoint that speaks CloudWatch Logs' API" },
    { flags: '--arch <name>', description: 'x86_64 or arm64, for the prices; a log does not say it (default: x86_64)' },
    { flags: '--prices <file>', description: 'your own prices: a price book, or what differs from one' },
    { flags: '--out <folder>', description: 'folder of the recording and its views; reports/logs-<time> without it' },
    { flags: '--resume <folder>', description: 'go on with a log group where its reading was interrupted' },
    { flags: '--json [file]', description: 'write the result as JSON there too; without a name print it alone' },
    { flags: '--html [file]', description: 'write the report for a browser there too; without a name print it alone' },
    {
      flags: '--markdown [file]',
      description: 'write the summary as Markdown there too; without a name print it alone',
    },
  ],
  load: async () => (await import('./logs.js')).logs,
};
