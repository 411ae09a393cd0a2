import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { whenReady } from '../when-ready.js';
import { undoAlias, undoFunctionUrl } from './aliases.js';
import { deleteFunction } from './delete-function.js';
import type { Undoing, Undone } from './undoing.js';

/**
 * All at once, for a journal of schema version 1, which tells no changes apart: the configuration is touched only while
 * its description carries the run's marker, and only versions that carry it are deleted.
 */
export async function undoWholeRun(undoing: Undoing, alias: string | undefined): Promise<Undone> {
  const { connection, functionName: FunctionName, record } = undoing;
  if (alias !== undefined) {
    await undoFunctionUrl(undoing, alias);
    await undoAlias(undoing, alias);
  }
  const { original } = record.head;
  if (original !== null && undoing.isOurs((await whenReady(connection, FunctionName)).Description)) {
    const { memorySizeMB: MemorySize, description: Description } = original;
    await connection.control.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize, Description }));
    await whenReady(connection, FunctionName);
  }
  for (const { Version, Description } of await undoing.versions()) {
    if (undoing.isOurs(Description)) await deleteFunction(connection, FunctionName, Version);
  }
  return undefined;
}
