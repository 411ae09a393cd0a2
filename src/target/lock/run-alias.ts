import { type AliasConfiguration, CreateAliasCommand, GetAliasCommand } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { calling } from '../explain.js';
import type { Journal } from '../journal/index.js';
import { lockNote } from './lock-note.js';
import { RUN_ALIAS } from './run-alias-name.js';

/** The description of the alias that says that a run is changing this function; undefined where there is none. */
export async function runAliasOf(connection: Connection, functionName: string): Promise<string | undefined> {
  const alias = await runAlias(connection, functionName);
  return alias === undefined ? undefined : (alias.Description ?? '');
}

/** The alias itself. */
export function runAlias({ control }: Connection, FunctionName: string): Promise<AliasConfiguration | undefined> {
  return calling('looking for other runs', async () => {
    try {
      return await control.send(new GetAliasCommand({ FunctionName, Name: RUN_ALIAS }));
    } catch (error) {
      if ((error as Error).name !== 'ResourceNotFoundException') throw error;
      return undefined;
    }
  });
}

/** Makes the alias. @returns false where another run was faster */
export async function makeRunAlias(connection: Connection, journal: Journal): Promise<boolean> {
  const { functionName: FunctionName, marker } = journal.head;
  const Description = lockNote(journal.head);
  journal.before({ kind: 'alias', name: RUN_ALIAS });
  return calling('locking the function with an alias', async () => {
    try {
      await connection.control.send(
        new CreateAliasCommand({ FunctionName, Name: RUN_ALIAS, FunctionVersion: '$LATEST', Description }),
      );
      return true;
    } catch (error) {
      if ((error as Error).name !== 'ResourceConflictException') throw error;
      // The answer to a first attempt may have been lost, and this is its alias.
      return (await runAliasOf(connection, FunctionName))?.includes(marker) ?? false;
    }
  });
}
