import { type Connection, checkInvocable } from '../../target/index.js';
import type { FunctionToOpen } from './function-to-open.js';
import type { OpenOptions } from './open-options.js';

/** A function and its twin, before anything is changed; copies have no reserved concurrency. @throws TargetError */
export async function checkAllInvocable(
  spec: FunctionToOpen['spec'],
  connection: Connection,
  { copy = false }: Pick<OpenOptions, 'copy'>,
): Promise<void> {
  if (spec.kind !== 'existing' || copy) return;
  await checkInvocable(connection, spec.name);
  if (spec.twin !== undefined) await checkInvocable(connection, spec.twin.name);
}
