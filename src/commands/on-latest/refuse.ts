import type { ExistingFunction } from '../../scenario/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';

/** What `--on-latest` cannot go with, whatever is measured: each needs a version, or promises that nothing is changed. */
const NOT_WITH: readonly (readonly [option: string, flag: string, why: string])[] = [
  ['readOnly', '--read-only', 'promises that nothing is changed'],
  ['copy', '--copy', 'measures a copy, so that the function itself is not changed'],
  ['provisioned', '--provisioned', 'gives versions provisioned concurrency, which $LATEST cannot have'],
];

/**
 * Before anything is opened.
 * @param functions all that are measured, as the scenario names them
 * @throws CommandError for what needs a version, or cannot be done to what others invoke
 */
export function refuseOnLatest(
  options: RawOptions,
  functions: readonly (ExistingFunction | { readonly kind: 'code' })[],
  invoke?: string,
): void {
  if (options.onLatest !== true) return;
  for (const [option, flag, why] of NOT_WITH) {
    if (options[option] === undefined || options[option] === false) continue;
    throw new CommandError(`--on-latest sets $LATEST of the function, and ${flag} ${why}`, 'leave one of them out');
  }
  if (invoke === 'asynchronous') {
    throw new CommandError(
      'with --on-latest no events are sent: Lambda would try a failed one again after the visit, at another size',
      'leave --async (invoke: asynchronous) out',
    );
  }
  for (const fn of functions) {
    if (fn.kind !== 'existing') {
      throw new CommandError(
        '--on-latest is for a function that exists',
        'leave it out: what is made from code is the run’s own, and versions of it are',
      );
    }
    refuseQualifier(fn.qualifier);
    refuseQualifier(fn.twin?.qualifier);
  }
}

function refuseQualifier(qualifier: string | undefined): void {
  if (qualifier === undefined || qualifier === '$LATEST') return;
  throw new CommandError(
    `--on-latest measures $LATEST, and ${qualifier} was named`,
    'leave the qualifier out, or measure a copy of it with --copy',
  );
}
