import type { CommandSpec } from '../command.js';
import { LIMITS_OPTION } from '../limits-option.js';

export const doctorSpec: CommandSpec = {
  name: 'doctor',
  summary: 'calibrate this machine in under 20 seconds and say which measured numbers to trust',
  options: [
    {
      flags: '--memory <sizes>',
      description:
        'memory sizes in MB to measure the CPU share of, such as 128,1024; what it says is of these alone (default: 128, 512, 1769 and the largest that gets its full share)',
    },
    LIMITS_OPTION,
    { flags: '--json [file]', description: 'the diagnosis as JSON; printed without a name' },
  ],
  load: async () => (await import('./doctor.js')).doctor,
};
