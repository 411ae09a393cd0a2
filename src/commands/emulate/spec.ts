import type { CommandSpec } from '../command.js';

export const DEFAULT_PORT = 9001;

export const emulateSpec: CommandSpec = {
  name: 'emulate',
  summary: 'run the Lambda emulator on this machine until it is stopped',
  options: [
    { flags: '--port <port>', description: `port on 127.0.0.1; 0 takes a free one (default: ${DEFAULT_PORT})` },
    { flags: '--exit-with-stdin', description: 'end when standard input does' },
  ],
  load: async () => (await import('./emulate.js')).emulate,
};
