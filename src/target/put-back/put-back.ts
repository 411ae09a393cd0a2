import { withoutAccountIds } from '../../recording/index.js';
import type { Connection } from '../connection.js';
import { calling } from '../explain.js';
import { type Change, changeText, type JournalRecord } from '../journal/index.js';
import { RUN_ALIAS } from '../lock/run-alias-name.js';
import { isOfCaller } from '../troubles/index.js';
import { undoAlias, undoAliasTarget, undoFunctionUrl } from './aliases.js';
import { undoConfiguration } from './configuration.js';
import { undoLock } from './lock.js';
import { undoFunction } from './made-function.js';
import { undoProvisionedConcurrency } from './provisioned-concurrency.js';
import { type Left, Undoing, type Undone } from './undoing.js';
import { undoVersion } from './versions.js';
import { undoWholeRun } from './whole-run.js';

/** What came of putting a function back. */
export interface PutBack {
  /** What could not be undone, and why: it has to stay in the journal. */
  readonly left: readonly Left[];
  /** What is somebody else's by now, and was not touched; in words. */
  readonly theirs: readonly string[];
}

/**
 * Undoes the changes of a journal, from the last to the first, each only while it still is what this run made it. Safe to
 * run twice, by two processes, and at any point of a run.
 * @param claim of whoever cleans up after a run that has died: without it the lock is removed only while nobody else does
 * @throws TargetError where the target cannot be reached, or not as whoever asks: nothing can be said of what is left
 */
export async function putBack(connection: Connection, record: JournalRecord, claim?: string): Promise<PutBack> {
  const undoing = new Undoing(connection, record, claim);
  const left: Left[] = [];
  const theirs: string[] = [];
  for (const change of inOrder(record.changes)) {
    // The lock goes last: until then nobody else may begin.
    if (isLock(change) && left.length > 0) {
      left.push({ change, why: 'it keeps others away until the rest is put back' });
      continue;
    }
    const result = await attempt(change, undoing);
    if (result === undefined) continue;
    if ('why' in result) left.push(result);
    else theirs.push(withoutAccountIds(result.theirs));
  }
  return { left: left.reverse(), theirs: [...new Set(theirs)] };
}

/**
 * From the last to the first, and what others stand on after these: AWS deletes no version that an alias leads to, and
 * an alias of the run moves on to versions that are younger than it.
 */
function inOrder(changes: readonly Change[]): readonly Change[] {
  const lastConfiguration = changes.findLast((it) => it.kind === 'configuration');
  return changes
    .filter((it) => it.kind !== 'configuration' || it === lastConfiguration)
    .reverse()
    .sort((one, other) => stepOf(one) - stepOf(other));
}

const STEPS: Readonly<Record<Change['kind'], number>> = {
  'alias-target': 0,
  'provisioned-concurrency': 0,
  'function-url': 1,
  alias: 2,
  configuration: 3,
  published: 4,
  version: 4,
  'whole-run': 4,
  function: 4,
};

const stepOf = (change: Change): number => (isLock(change) ? 5 : STEPS[change.kind]);

/** The alias that keeps other runs away. */
export const isLock = (change: Change): boolean => change.kind === 'alias' && change.name === RUN_ALIAS;

/** What AWS refuses is left; what keeps Kelvin from AWS ends it all. */
async function attempt(change: Change, undoing: Undoing): Promise<Left | Undone> {
  try {
    return await undo(change, undoing);
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException')
      return { theirs: `${changeText(change)} is gone already` };
    if (!isRefusal(error)) return calling('putting the function back', () => Promise.reject(error));
    return { change, why: withoutAccountIds((error as Error).message) };
  }
}

function undo(change: Change, undoing: Undoing): Promise<Undone> {
  switch (change.kind) {
    case 'configuration':
      return undoConfiguration(undoing);
    case 'version':
    case 'published':
      return undoVersion(undoing, change);
    case 'alias':
      return isLock(change) ? undoLock(undoing) : undoAlias(undoing, change.name);
    case 'alias-target':
      return undoAliasTarget(undoing, change);
    case 'provisioned-concurrency':
      return undoProvisionedConcurrency(undoing, change);
    case 'function':
      return undoFunction(undoing, change.name);
    case 'function-url':
      return undoFunctionUrl(undoing, change.alias);
    case 'whole-run':
      return undoWholeRun(undoing, change.alias);
  }
}

/** An answer of AWS to this one call, which says no: not to the credentials, and not for now. */
function isRefusal(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 && status !== 429 && !isOfCaller(error);
}
