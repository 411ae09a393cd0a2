import {
  type Connection,
  claimerHere,
  claimLock,
  hasDiedHere,
  type LockNote,
  TargetError,
} from '../../target/index.js';

/** Who holds a function, in words. */
export function holderText(note: LockNote): string {
  const here = claimerHere(note);
  const host = note.host === '' ? 'another machine' : note.host;
  if (note.claim === undefined) return `on ${host}, since ${note.since}`;
  const who = here === undefined ? `a process of ${host}` : `process ${here} of this machine`;
  return `which has died; ${who} has been cleaning up after it since ${note.since}`;
}

/** Another one cleans up after the run already. */
export class HeldByCleanup extends TargetError {
  constructor(functionName: string, by: LockNote) {
    const isHere = claimerHere(by) !== undefined;
    super(
      `a run of Kelvin holds ${functionName}, ${holderText(by)}`,
      isHere ? 'wait for that' : 'wait for that; if it has died too, do this once more with --yes',
    );
  }
}

/** A clean-up that still goes on here for certain. */
export const goesOnHere = (by: LockNote): boolean => claimerHere(by) !== undefined && !hasDiedHere(by);

/**
 * Makes this process the one that cleans up after a run that has died. @returns its claim
 * @param isEnded what the user says of a clean-up that goes on elsewhere, as far as can be told
 * @throws HeldByCleanup where another one does so
 */
export async function claimDeadRun(
  connection: Connection,
  functionName: string,
  marker: string,
  isEnded: (by: LockNote) => boolean,
): Promise<string | undefined> {
  const isOver = (by: LockNote): boolean => hasDiedHere(by) || (!goesOnHere(by) && isEnded(by));
  const claimed = await claimLock(connection, functionName, marker, isOver);
  if (claimed.kind === 'ours') return claimed.claim;
  throw new HeldByCleanup(functionName, claimed.by);
}
