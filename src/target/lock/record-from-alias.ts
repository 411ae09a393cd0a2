import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  paginateListAliases,
  paginateListVersionsByFunction,
} from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { calling } from '../explain.js';
import { type Change, type JournalRecord, journalHead } from '../journal/index.js';
import { unmarked } from '../marked-description.js';
import type { LockNote } from './lock-note.js';
import { RUN_ALIAS } from './run-alias-name.js';

/**
 * What a run has changed, told from the function alone: for a run whose journal is lost, or on another machine. Every
 * trace carries the run's marker.
 *
 * @param salvaged what else is known of it: undone first, as an alias that leads to a version keeps it from being removed
 */
export function recordFromAlias(
  connection: Connection,
  functionName: string,
  note: LockNote,
  salvaged: readonly Change[] = [],
): Promise<JournalRecord> {
  return calling('looking for what the run has left', async () => {
    const { control } = connection;
    const latest = await control.send(new GetFunctionConfigurationCommand({ FunctionName: functionName }));
    const { MemorySize = 128, Description = '' } = latest;
    const description = unmarked(Description, note.marker, note.end);
    // Without the marker `$LATEST` is not as this run has set it, and what it holds is its owner's.
    const original = { memorySizeMB: note.memorySizeMB, description: description ?? Description };
    const set: Change[] =
      description === undefined ? [] : [{ kind: 'configuration', memorySizeMB: MemorySize, description: Description }];
    const head = journalHead(connection, { functionName, marker: note.marker, original });
    const versions = await versionsOf(connection, functionName, note.marker);
    return {
      head,
      changes: [
        { kind: 'alias', name: RUN_ALIAS },
        ...set,
        ...versions.map(({ Version = '' }): Change => ({ kind: 'published', version: Version })),
        ...(await aliasesOf(connection, functionName, note.marker)),
        ...salvaged,
      ],
    };
  });
}

async function versionsOf(
  { control: client }: Connection,
  FunctionName: string,
  marker: string,
): Promise<readonly FunctionConfiguration[]> {
  const found: FunctionConfiguration[] = [];
  for await (const { Versions = [] } of paginateListVersionsByFunction({ client }, { FunctionName })) {
    found.push(
      ...Versions.filter((it) => it.Version !== '$LATEST' && it.Description?.startsWith(`${marker} version `)),
    );
  }
  return found;
}

/** Those of function URLs. */
async function aliasesOf({ control: client }: Connection, FunctionName: string, marker: string): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const { Aliases = [] } of paginateListAliases({ client }, { FunctionName })) {
    for (const { Name = '', Description } of Aliases) {
      if (Name === RUN_ALIAS || Description !== marker) continue;
      changes.push({ kind: 'alias', name: Name }, { kind: 'function-url', alias: Name });
    }
  }
  return changes;
}
