import type { LoadScenario } from '../../scenario/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { refuseOnLatest } from '../on-latest/refuse.js';

/** Before anything is opened. @throws CommandError for a load that cannot be sent to `$LATEST` itself */
export function checkOnLatestLoad({ functions, load }: LoadScenario, options: RawOptions): void {
  if (options.onLatest !== true) return;
  if (load.via.kind === 'url') {
    throw new CommandError(
      'behind an address nothing is changed, and --on-latest sets $LATEST',
      'leave --on-latest out, or leave the address out and name the function',
    );
  }
  if (load.via.kind === 'function-url') {
    throw new CommandError(
      'a function URL of the run needs an alias of a version, and --on-latest publishes none',
      'leave --via out, or name the address of a URL that leads to $LATEST',
    );
  }
  if (functions.length > 1) {
    throw new CommandError(
      'with --on-latest one function is put under load: a mix may name it twice, and it has one $LATEST',
      'put them under load one at a time, with --function',
    );
  }
  refuseOnLatest(
    options,
    functions.map((it) => it.function),
  );
}
