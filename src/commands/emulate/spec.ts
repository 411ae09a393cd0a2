import type { CommandSpec } from '../command.js';
import { LIMITS_OPTION } from '../limits-option.js';
import { NETWORK_OPTION } from '../network-option.js';
import { NOISE_OPTIONS } from '../noise.js';

export const DEFAULT_PORT = 9001;
export const DEFAULT_HOST = '127.0.0.1';

export const emulateSpec: CommandSpec = {
  name: 'emulate',
  summary: 'run the Lambda emulator on this machine until it is stopped',
  options: [
    { flags: '--port <port>', description: `port to listen on; 0 takes a free one (default: ${DEFAULT_PORT})` },
    {
      flags: '--host <address>',
      description: `address to listen on (default: ${DEFAULT_HOST}); on any that others reach, requests must be signed with the AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of its environment`,
    },
    {
      flags: '--state <folder>',
      description:
        'keep functions, versions, aliases, layers, URLs and log events there over restarts; in memory without it',
    },
    {
      flags: '--queue-endpoint <url>',
      description:
        'SQS-compatible endpoint on this machine for destinations and dead-letter targets that are queues (default: AWS_ENDPOINT_URL_SQS of its environment)',
    },
    {
      flags: '--destination-folder <folder>',
      description:
        'where records go whose destination nothing else stands in for: a file for each ARN, a JSON line each',
    },
    {
      flags: '--idle-timeout <time>',
      description:
        'how long an execution environment waits for its next invocation (default: 330s, as measured on AWS)',
    },
    { flags: '--lifetime <time>', description: 'how old an execution environment may get (default: 2h)' },
    ...NOISE_OPTIONS,
    { flags: '--seed <n>', description: 'of --platform-noise, to have the same again' },
    {
      flags: '--prefer-functions',
      description:
        'give functions CPU time before anything else on this machine, as "kelvin tune" does to measure them',
    },
    LIMITS_OPTION,
    NETWORK_OPTION,
    { flags: '--exit-with-stdin', description: 'end when standard input does' },
  ],
  load: async () => (await import('./emulate.js')).emulate,
};
