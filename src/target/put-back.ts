import {
  DeleteFunctionCommand,
  type FunctionConfiguration,
  paginateListVersionsByFunction,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { calling } from './explain.js';
import type { Journal } from './journal.js';
import { removeFunctionUrl } from './load/function-url.js';
import { removeLogGroup } from './made-log-group.js';
import { whenReady } from './when-ready.js';

/**
 * Puts a function back as the journal found it. Safe to run twice, and at any point of a run: the configuration is
 * touched only while its description carries the run's marker, and only versions that carry it are deleted.
 */
export async function putBack(connection: Connection, journal: Journal): Promise<void> {
  await calling('putting the function back', async () => {
    if (journal.original === null) {
      await deleteFunction(connection, journal.functionName);
      return removeLogGroup(connection, journal.functionName);
    }
    // A version cannot be deleted while an alias stands for it.
    if (journal.alias !== undefined) await removeFunctionUrl(connection, journal, journal.alias);
    await restoreConfiguration(connection, journal, journal.original);
    await deleteVersions(connection, journal);
  });
}

async function restoreConfiguration(
  { control }: Connection,
  { functionName: FunctionName, marker }: Journal,
  original: NonNullable<Journal['original']>,
): Promise<void> {
  const now = await whenReady({ control }, FunctionName);
  if (!carries(now, marker)) return;
  const { memorySizeMB: MemorySize, description: Description } = original;
  await control.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize, Description }));
  await whenReady({ control }, FunctionName);
}

async function deleteVersions({ control }: Connection, { functionName: FunctionName, marker }: Journal): Promise<void> {
  // All pages first: deleting while paging would move the rest up, past the marker.
  const found: string[] = [];
  for await (const page of paginateListVersionsByFunction({ client: control }, { FunctionName })) {
    for (const version of page.Versions ?? []) {
      if (version.Version !== undefined && version.Version !== '$LATEST' && carries(version, marker))
        found.push(version.Version);
    }
  }
  for (const version of found) await deleteFunction({ control }, FunctionName, version);
}

const carries = ({ Description }: FunctionConfiguration, marker: string): boolean =>
  Description?.startsWith(marker) ?? false;

/** Deletes a function, or one version of it; one that is gone already is as good. */
export async function deleteFunction(
  { control }: Pick<Connection, 'control'>,
  FunctionName: string,
  Qualifier?: string,
): Promise<void> {
  try {
    await control.send(new DeleteFunctionCommand({ FunctionName, ...(Qualifier === undefined ? {} : { Qualifier }) }));
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
  }
}
