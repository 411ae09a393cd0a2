import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { removeLogGroup } from '../made-log-group.js';
import { deleteFunction } from './delete-function.js';
import { orGone, type Undoing, type Undone } from './undoing.js';

/** Deletes a function of the run's own, and the log group that its invocations have made. */
export async function undoFunction(undoing: Undoing, name: string): Promise<Undone> {
  const { connection } = undoing;
  const found = await orGone(() =>
    connection.control.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
  );
  if (found !== undefined && !undoing.isOurs(found.Description))
    return { theirs: `the function ${name} is not the one that this run made` };
  await deleteFunction(connection, name);
  await removeLogGroup(connection, name).catch((error: unknown) => {
    // What is listed as left is the function's line in the journal: of that the rest is done.
    if (error instanceof Error) error.message = `its log group alone is left: ${error.message}`;
    throw error;
  });
  return undefined;
}
