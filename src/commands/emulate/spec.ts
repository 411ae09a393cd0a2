import type { CommandSpec } from '../command.js';

export const emulateSpec: CommandSpec = {
  name: 'emulate',
  summary: 'run the Lambda emulator on this machine until it is stopped',
  options: [
    { flags: '--port <port>', description: 'port on 127.0.0.1; 0 takes a free one (default: 9001)' },
    { flags: '--exit-with-stdin', description: 'end when standard input does' },
  ],
  load: async () => (await import('./emulate.js')).emulate,
};
