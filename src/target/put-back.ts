import {
  DeleteFunctionCommand,
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  paginateListVersionsByFunction,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { calling } from './explain.js';
import type { Journal } from './journal.js';

/**
 * Puts a function back as the journal found it. Safe to run twice, and at any point of a run: the configuration is
 * touched only while its description carries the run's marker, and only versions that carry it are deleted.
 */
export async function putBack(connection: Connection, journal: Journal): Promise<void> {
  await calling('putting the function back', async () => {
    if (journal.original === null) return deleteFunction(connection, journal.functionName);
    await restoreConfiguration(connection, journal, journal.original);
    await deleteVersions(connection, journal);
  });
}

async function restoreConfiguration(
  { control }: Connection,
  { functionName: FunctionName, marker }: Journal,
  original: NonNullable<Journal['original']>,
): Promise<void> {
  await waitUntilFunctionUpdatedV2({ client: control, maxWaitTime: 120, minDelay: 1, maxDelay: 3 }, { FunctionName });
  const now = await control.send(new GetFunctionConfigurationCommand({ FunctionName }));
  if (!carries(now, marker)) return;
  const { memorySizeMB: MemorySize, description: Description } = original;
  await control.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize, Description }));
  await waitUntilFunctionUpdatedV2({ client: control, maxWaitTime: 120, minDelay: 1, maxDelay: 3 }, { FunctionName });
}

async function deleteVersions({ control }: Connection, { functionName: FunctionName, marker }: Journal): Promise<void> {
  for await (const page of paginateListVersionsByFunction({ client: control }, { FunctionName })) {
    for (const version of page.Versions ?? []) {
      if (version.Version === undefined || version.Version === '$LATEST' || !carries(version, marker)) continue;
      await deleteFunction({ control }, FunctionName, version.Version);
    }
  }
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
