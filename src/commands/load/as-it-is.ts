import type { LoadScenario } from '../../scenario/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { nothingIsMade, refuseOtherSizes } from '../refuse-read-only.js';

/** Before anything is opened. @throws CommandError for what cannot be done by reading and invoking alone */
export function checkReadOnlyLoad({ functions, load }: LoadScenario, options: RawOptions): void {
  if (options.readOnly !== true || load.via.kind === 'url') return;
  if (load.via.kind === 'function-url') {
    throw new CommandError(
      'with --read-only no function URL is made',
      'name the address of one that exists: --via https://…, or leave --via out',
    );
  }
  if (functions.some((it) => it.function.kind !== 'existing')) throw nothingIsMade('put under load');
  if (functions.length > 1) {
    throw new CommandError(
      'with --read-only each function has the memory size that it has, and those of a mix may differ',
      'put them under load one at a time, with --function',
    );
  }
  refuseOtherSizes(options, 'puts the function under load');
}
