import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { TargetError } from '../error.js';
import { carriesMarker } from '../marked-description.js';
import { whenReady } from '../when-ready.js';
import type { Undoing, Undone } from './undoing.js';

/** So often may somebody else, or AWS itself, change the function between being read and being put back. */
const MOST_ATTEMPTS = 5;

interface Fields {
  MemorySize?: number;
  Description?: string;
}

/**
 * Puts `$LATEST`'s memory size and description back, each only while it still holds what this run wrote: what somebody
 * else has set meanwhile is theirs. The revision makes sure that nothing has come between the look and the change.
 */
export async function undoConfiguration(undoing: Undoing): Promise<Undone> {
  const { connection, functionName: FunctionName } = undoing;
  for (let attempt = 1; ; attempt += 1) {
    const now = await settled(undoing);
    const { back, theirs } = fieldsOf(undoing, now);
    if (Object.keys(back).length === 0) return theirs === undefined ? undefined : { theirs };
    const RevisionId = now.RevisionId === undefined ? {} : { RevisionId: now.RevisionId };
    try {
      await connection.control.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...back, ...RevisionId }));
      await settled(undoing);
      return theirs === undefined ? undefined : { theirs };
    } catch (error) {
      const isOvertaken = /^(PreconditionFailed|ResourceConflict)Exception$/.test((error as Error).name);
      if (!isOvertaken || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** A function that an update has left in a failed state can be put back as well as any other. */
async function settled({ connection, functionName: FunctionName }: Undoing): Promise<FunctionConfiguration> {
  try {
    return await whenReady(connection, FunctionName);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return connection.control.send(new GetFunctionConfigurationCommand({ FunctionName }));
  }
}

function fieldsOf({ record }: Undoing, now: FunctionConfiguration): { back: Fields; theirs: string | undefined } {
  const { original, marker } = record.head;
  const { MemorySize = 128, Description = '' } = now;
  const written = record.changes.filter((it) => it.kind === 'configuration');
  // Another run's: all that it holds is for that one to put back.
  if (original === null || (carriesMarker(Description) && !Description.includes(marker)))
    return { back: {}, theirs: undefined };
  const isDescriptionOurs = written.some((it) => it.description === Description);
  // What was written last may not have been made; before it $LATEST was as it had been.
  const candidates = isDescriptionOurs ? written : written.slice(-1);
  const isMemoryOurs = candidates.some((it) => it.memorySizeMB === MemorySize);
  const back: Fields = {};
  const theirs: string[] = [];
  if (MemorySize !== original.memorySizeMB) {
    if (isMemoryOurs) back.MemorySize = original.memorySizeMB;
    else theirs.push(`its memory size is ${MemorySize} MB by now, which this run did not set`);
  }
  if (Description !== original.description) {
    if (isDescriptionOurs) back.Description = original.description;
    else theirs.push('its description is one by now that this run did not set');
  }
  return { back, theirs: theirs.length === 0 ? undefined : theirs.join(', and ') };
}
