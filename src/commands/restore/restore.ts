import { existsSync, readdirSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Connection,
  connect,
  finishJournal,
  isAlive,
  isLock,
  type JournalRecord,
  readJournal,
  removeLockFile,
} from '../../target/index.js';
import { accessOf } from '../access.js';
import type { Io, RawOptions, Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { endpointOf } from '../endpoint.js';
import { namedFunction } from '../named-function.js';
import { claimDeadRun, HeldByCleanup } from '../open/claim-dead-run.js';
import { text } from '../scenario-from-options.js';
import { Troubles } from '../troubles.js';
import { checkHere } from './check-here.js';
import { restoreFunction } from './restore-function.js';
import { tellRestored } from './tell-restored.js';

/** Puts functions back from a run's journals, and then removes these. That one cannot be put back keeps none from it. */
export const restore: Run = async (path, options, io) => {
  if (options.whenStdinEnds === true && (await firstWord(io.stdin)) !== '') return 'ok';
  const named = namedFunction(options);
  if ((path === undefined) === (named === undefined)) {
    throw new CommandError(
      'one thing is to be put back',
      'name the folder of the run, or the function with --function',
    );
  }
  if (named !== undefined) {
    await restoreFunction(named, options, io);
    return 'ok';
  }
  const troubles = new Troubles();
  const journals = journalsAt(path ?? '');
  if (journals.length === 0)
    io.stdout.write(`${path}: no journal is left there, so this run has put everything back
`);
  for (const journal of journals) await troubles.noting(() => putBackFrom(journal, options, io));
  const trouble = troubles.asOne(false);
  if (trouble !== undefined) throw trouble;
  return 'ok';
};

/** The journal says where its function is; what is named in options counts before that: names of profiles change. */
async function putBackFrom(path: string, options: RawOptions, io: Io): Promise<void> {
  const journal = readJournal(path);
  const { region, endpoint, functionName, marker, profile, assumeRole } = journal.head;
  if (options.whenStdinEnds !== true && options.yes !== true) refuseRunning(path, journal);
  const connection = await connect({
    ...(endpoint === undefined ? {} : { endpointUrl: endpoint }),
    ...(profile === undefined ? {} : { profile }),
    ...(assumeRole === undefined ? {} : { assumeRole }),
    ...accessOf(options),
    ...endpointOf(options),
    region: text(options.region) ?? region,
  });
  try {
    // Whoever restores by hand may be somebody else, somewhere else; the second process of a run is not.
    const isByHand = options.whenStdinEnds !== true;
    const isEndpointNamed = text(options.endpointUrl) !== undefined;
    if (isByHand) await checkHere(connection, journal, { path, isEndpointNamed });
    const theirs = await finishJournal(connection, path, journal, await claimFor(connection, journal, options));
    removeLockFile(marker);
    tellRestored(functionName, theirs, io);
  } finally {
    connection.close();
  }
}

/** What a killed run's second process may wait for: somebody who cleans up from another machine, without the journal. */
const LONGEST_WAIT_MS = 120_000;
const PAUSE_MS = 500;

/** Of the lock of the run; a function that was made for it has none. */
async function claimFor(
  connection: Connection,
  { head: { functionName, marker }, changes }: JournalRecord,
  { yes, whenStdinEnds }: RawOptions,
): Promise<string | undefined> {
  if (!changes.some(isLock)) return undefined;
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    try {
      return await claimDeadRun(connection, functionName, marker, () => yes === true);
    } catch (error) {
      if (!(error instanceof HeldByCleanup) || whenStdinEnds !== true || Date.now() > deadline) throw error;
    }
    await sleep(PAUSE_MS);
  }
}

function refuseRunning(path: string, { head }: JournalRecord): void {
  if (head.host !== hostname() || !isAlive(head)) return;
  throw new CommandError(
    `${path}: its run is going on (process ${head.pid}), and puts ${head.functionName} back itself`,
    'end it with Ctrl-C; or add --yes, if that process is no run of Kelvin',
  );
}

/**
 * One, or all in the folder of a run: none where it has put everything back, as then they go. In a folder of anything else the
 * name of the usual one, of which it is then told that it is not there.
 */
function journalsAt(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const found = readdirSync(path).filter((name) => /^restore.*\.jsonl?$/.test(name));
  if (found.length === 0) return existsSync(join(path, 'recording.jsonl')) ? [] : [join(path, 'restore.jsonl')];
  return found.sort().map((name) => join(path, name));
}

/** Everything that comes until the end of input: nothing when whoever held the other end was killed. */
async function firstWord(input: Readable): Promise<string> {
  let said = '';
  for await (const chunk of input) said += String(chunk);
  return said.trim();
}
