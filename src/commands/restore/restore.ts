import type { Readable } from 'node:stream';
import { connect, putBack, readJournal, removeJournal } from '../../target/index.js';
import type { Run } from '../command.js';

/** Puts a function back from a run's journal, and then removes the journal. */
export const restore: Run = async (path = '', options, io) => {
  if (options.whenStdinEnds === true && (await firstWord(io.stdin)) !== '') return 'ok';
  const journal = readJournal(path);
  const { region, endpoint } = journal;
  const connection = await connect({ region, ...(endpoint === undefined ? {} : { endpointUrl: endpoint }) });
  try {
    await putBack(connection, journal);
    removeJournal(path);
    io.stdout.write(`${journal.functionName} is as it was before the run\n`);
  } finally {
    connection.close();
  }
  return 'ok';
};

/** Everything that comes until the end of input: nothing when whoever held the other end was killed. */
async function firstWord(input: Readable): Promise<string> {
  let said = '';
  for await (const chunk of input) said += String(chunk);
  return said.trim();
}
