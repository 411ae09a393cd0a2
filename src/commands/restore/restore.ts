import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { connect, finishJournal, readJournal } from '../../target/index.js';
import type { Io, Run } from '../command.js';
import { Troubles } from '../troubles.js';

/** Puts functions back from a run's journals, and then removes these. That one cannot be put back keeps none from it. */
export const restore: Run = async (path = '', options, io) => {
  if (options.whenStdinEnds === true && (await firstWord(io.stdin)) !== '') return 'ok';
  const troubles = new Troubles();
  for (const journal of journalsAt(path)) await troubles.noting(() => putBackFrom(journal, io));
  troubles.throwAny(false);
  return 'ok';
};

async function putBackFrom(path: string, io: Io): Promise<void> {
  const journal = readJournal(path);
  const { region, endpoint, functionName } = journal.head;
  const connection = await connect({ region, ...(endpoint === undefined ? {} : { endpointUrl: endpoint }) });
  try {
    const theirs = await finishJournal(connection, path, journal);
    for (const it of theirs) io.stdout.write(`${functionName}: ${it}\n`);
    io.stdout.write(`${functionName} is as it was before the run${theirs.length === 0 ? '' : ', but for that'}\n`);
  } finally {
    connection.close();
  }
}

/** One, or all in the folder of a run; in a folder without any the name of the usual one, of which it is then told. */
function journalsAt(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const found = readdirSync(path).filter((name) => /^restore.*\.jsonl?$/.test(name));
  return (found.length === 0 ? ['restore.jsonl'] : found.sort()).map((name) => join(path, name));
}

/** Everything that comes until the end of input: nothing when whoever held the other end was killed. */
async function firstWord(input: Readable): Promise<string> {
  let said = '';
  for await (const chunk of input) said += String(chunk);
  return said.trim();
}
