import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { troubleOf } from '../calls/trouble.js';
import type { Change } from '../journal/index.js';
import { deleteFunction } from './delete-function.js';
import type { Undoing, Undone } from './undoing.js';

type OfVersion = Extract<Change, { kind: 'version' | 'published' }>;

/** Deletes the version of a change, known by its number or, where that was not heard of, by its description. */
export async function undoVersion(undoing: Undoing, change: OfVersion): Promise<Undone> {
  const found = (await undoing.versions()).filter((it) =>
    change.kind === 'version' ? it.Description === change.description : it.Version === change.version,
  );
  for (const version of found) {
    const undone = await deleteVersion(undoing, version);
    if (undone !== undefined) return undone;
  }
  return undefined;
}

async function deleteVersion(undoing: Undoing, { Version, Description }: FunctionConfiguration): Promise<Undone> {
  // A function that was deleted and made again counts its versions from 1 again.
  if (!undoing.isOurs(Description)) return { theirs: `version ${Version} is not the one that this run published` };
  try {
    await deleteFunction(undoing.connection, undoing.functionName, Version);
    return undefined;
  } catch (error) {
    // "Unable to delete version because the following aliases reference it: [live]" (go-lambda-cleanup issue 45, 2022);
    // the run's own aliases are gone by now.
    // An update that is still under way after all retries says nothing of whose the version is: it stays in the journal.
    if ((error as Error).name !== 'ResourceConflictException' || troubleOf(error) !== undefined) throw error;
    return { theirs: `version ${Version} stays, as it is in use (${(error as Error).message})` };
  }
}
