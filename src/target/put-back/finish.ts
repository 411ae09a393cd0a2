import type { Connection } from '../connection.js';
import { TargetError } from '../error.js';
import { changeText, type Journal, type JournalRecord, leaveJournal, removeJournal } from '../journal/index.js';
import { type PutBack, putBack } from './put-back.js';
import type { Left } from './undoing.js';

/**
 * Undoes a journal's changes and then has the journal say what is left, or go.
 * @param claim of whoever cleans up after a run that has died
 * @returns what is somebody else's, in words
 */
export async function finishJournal(
  connection: Connection,
  path: string,
  journal: Journal | JournalRecord,
  claim?: string,
): Promise<PutBack['theirs']> {
  const { left, theirs } = await putBack(connection, journal, claim);
  if (left.length === 0) {
    if ('done' in journal) journal.done();
    else removeJournal(path);
    return theirs;
  }
  const changes = remaining(journal, left);
  if ('leave' in journal) journal.leave(changes);
  else leaveJournal(path, { head: journal.head, changes });
  throw unfinished(journal, left, `when the reason is gone, "kelvin restore ${path}" does the rest`);
}

/** The same, where there is no journal to say what is left. */
export async function finishRecord(
  connection: Connection,
  record: JournalRecord,
  claim?: string,
): Promise<PutBack['theirs']> {
  const { left, theirs } = await putBack(connection, record, claim);
  if (left.length === 0) return theirs;
  const name = record.head.functionName;
  throw unfinished(record, left, `when the reason is gone, "kelvin restore --function ${name}" does the rest`);
}

/** What $LATEST was set to over time tells whose its fields are: all of it stays while one of them is left. */
function remaining({ changes }: JournalRecord, left: readonly Left[]): JournalRecord['changes'] {
  const isLeft = new Set(left.map(({ change }) => change));
  const isConfigurationLeft = left.some(({ change }) => change.kind === 'configuration');
  return changes.filter((it) => isLeft.has(it) || (isConfigurationLeft && it.kind === 'configuration'));
}

function unfinished({ head }: JournalRecord, left: readonly Left[], hint: string): TargetError {
  const list = left.map(({ change, why }) => `${changeText(change)} (${why})`).join('; ');
  return new TargetError(`${head.functionName} could not be put back whole. What is left: ${list}`, hint);
}
