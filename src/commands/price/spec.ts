import type { CommandSpec } from '../command.js';
import { FIELD_NAMES, FIELDS } from './fields.js';

export const priceSpec: CommandSpec = {
  name: 'price',
  summary: 'say what a function costs a month, without a run or by a recording',
  options: [
    ...FIELD_NAMES.map((name) => {
      const [, value, description] = FIELDS[name];
      return { flags: `--${name}${value === '' ? '' : ` ${value}`}`, description };
    }),
    {
      flags: '--recording <file>',
      description:
        'take durations, memory size, architecture and cold share from a recording of kelvin tune or kelvin logs',
    },
    {
      flags: '--plus <function>',
      description: 'one more function on the bill, such as "memory=512 requests=1M duration=80ms"; may be repeated',
      repeatable: true,
    },
    {
      flags: '--compare <changes>',
      description: 'the same with something changed, such as "memory=512 arch=arm64"; may be repeated',
      repeatable: true,
    },
    { flags: '--json [file]', description: 'the bill as JSON; printed without a name' },
    { flags: '--markdown [file]', description: 'the bill as Markdown; printed without a name' },
  ],
  load: async () => (await import('./price.js')).price,
};
