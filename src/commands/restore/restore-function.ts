import { hostname } from 'node:os';
import type { FunctionName } from '../../scenario/index.js';
import {
  type Connection,
  connect,
  finishJournal,
  finishRecord,
  hasDiedHere,
  isAlive,
  type LeftJournal,
  type LockFile,
  type LockNote,
  leftOfApply,
  RUN_ALIAS,
  readExisting,
  readLeftJournal,
  readLockFile,
  readLockNote,
  recordFromAlias,
  removeLockFile,
  runAliasOf,
  TargetError,
} from '../../target/index.js';
import { accessOf } from '../access.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { endpointOf } from '../endpoint.js';
import { claimDeadRun, goesOnHere, HeldByCleanup } from '../open/claim-dead-run.js';
import { text } from '../scenario-from-options.js';
import { ask } from '../spending/ask.js';
import { tellRestored } from './tell-restored.js';

/** Cleans up after the run that holds a function: from its journal, where this machine has it, else from its alias. */
export async function restoreFunction(asked: FunctionName, options: RawOptions, io: Io): Promise<void> {
  refuseQualifier(asked);
  const { name, region } = { ...asked, ...regionOf(options) };
  const connection = await connect({
    ...endpointOf(options),
    ...accessOf(options),
    ...(region === undefined ? {} : { region }),
  });
  try {
    await restoreWith(connection, name, options, io);
  } finally {
    connection.close();
  }
}

/** What a run leaves is at the function as a whole. */
function refuseQualifier({ name, qualifier }: FunctionName): void {
  if (qualifier === undefined) return;
  throw new CommandError(
    `a run holds a function as a whole, and not ${qualifier} alone`,
    `kelvin restore --function ${name}`,
  );
}

function regionOf(options: RawOptions): { readonly region?: string } {
  const region = text(options.region);
  return region === undefined ? {} : { region };
}

async function restoreWith(connection: Connection, name: string, options: RawOptions, io: Io): Promise<void> {
  const { latest } = await readExisting(connection, name, undefined);
  const local = readLockFile({ ...connection, functionArn: latest.FunctionArn ?? name });
  if (local !== undefined && isAlive(local)) throw isRunning(name, local);
  const say = (line: string): void => void io.stderr.write(`kelvin: ${line}\n`);
  const { record, salvaged } =
    local === undefined ? { record: undefined, salvaged: [] } : readLeftJournal(local.journal, say);
  const theirs =
    local !== undefined && record !== undefined
      ? await finishJournal(
          connection,
          local.journal,
          record,
          await claimDeadRun(connection, name, local.marker, () => options.yes === true),
        )
      : await withoutJournal(connection, name, { local, salvaged, options, io });
  if (local !== undefined) removeLockFile(local.marker);
  if (theirs === undefined) io.stdout.write(`no run of Kelvin holds ${name}: there is nothing to put back\n`);
  else tellRestored(name, theirs, io);
}

interface WithoutJournal {
  readonly local: LockFile | undefined;
  readonly salvaged: LeftJournal['salvaged'];
  readonly options: RawOptions;
  readonly io: Io;
}

async function withoutJournal(
  connection: Connection,
  name: string,
  { local, salvaged, options, io }: WithoutJournal,
): Promise<readonly string[] | undefined> {
  const description = await runAliasOf(connection, name);
  if (description === undefined) return undefined;
  const note = readLockNote(description);
  if (note === undefined) {
    throw new TargetError(
      `the alias ${RUN_ALIAS} of ${name} is not one that Kelvin made, and is left alone`,
      'remove it by hand, if it is not needed: Kelvin makes one of that name while it changes a function',
    );
  }
  if (goesOnHere(note)) throw new HeldByCleanup(name, note);
  const isAsked = note.marker !== local?.marker || (note.claim !== undefined && !hasDiedHere(note));
  if (isAsked) await askWhetherEnded(name, note, options, io);
  // Whoever has begun since was not asked about.
  const claim = await claimDeadRun(connection, name, note.marker, (by) => isAsked && by.claim === note.claim);
  const theirs = await finishRecord(connection, await recordFromAlias(connection, name, note, salvaged), claim);
  return [...theirs, ...(await leftOfApply(connection, name, note))];
}

/** Whether a run elsewhere still goes on nobody can see from here. */
async function askWhetherEnded(name: string, note: LockNote, options: RawOptions, io: Io): Promise<void> {
  const where = note.host === hostname() ? 'this machine' : note.host === '' ? 'another machine' : note.host;
  const what =
    note.claim === undefined
      ? `a run of Kelvin on ${where} has held ${name} since ${note.since}; if it still goes on, it will fail`
      : `a clean-up on ${where} has been at ${name} since ${note.since}; if it still goes on, let it end`;
  await ask({ what, hint: 'add --yes, if that run has ended' }, options, io, new AbortController().signal);
}

const isRunning = (name: string, { pid, startedAt }: LockFile): CommandError =>
  new CommandError(
    `a run on ${name} is going on (process ${pid}, since ${startedAt}), and puts it back itself`,
    'end it with Ctrl-C, or wait for it',
  );
