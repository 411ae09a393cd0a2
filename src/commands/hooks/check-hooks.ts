import type { Hooks } from '../../scenario/index.js';
import { CommandError } from '../command-error.js';

/** Where a run invokes: on the emulator that it starts for itself there is no function but its own, and at an address none. */
export type HooksWhere = 'embedded-emulator' | 'address' | 'functions';

const WHY: Readonly<Record<Exclude<HooksWhere, 'functions'>, string>> = {
  'embedded-emulator': 'on the emulator of this run there is no other function than its own',
  address: 'of an address no region is known to invoke it in',
};

/** Before anything is made or changed. @throws CommandError where a hook's function cannot be there */
export function checkHooks(hooks: Hooks | undefined, where: HooksWhere): void {
  if (where === 'functions') return;
  for (const key of ['before', 'after'] as const) {
    const hook = hooks?.[key];
    if (hook?.kind !== 'function') continue;
    throw new CommandError(
      `the hook ${key} is the function ${hook.name.split(':').at(-1)}, and ${WHY[where]}`,
      'make it a shell command, or measure a function where it is: --function, --endpoint-url',
    );
  }
}
