import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { setprivWords } from './namespaces.js';
import { userIds } from './own-user.js';
import { findProgram } from './programs.js';

/** What goes in front of a program that is to have no rights. */
export type GiveUp = () => readonly string[];

/** Succeeds where the folders can be entered and the runtime be started without rights. */
const PROBE = 'node=$1; shift; for folder; do [ -x "$folder" ] || exit 1; done; exec "$node" -e 0';

/**
 * Where root cannot give functions a place of their own they would run with all of root's rights, and one that kills all
 * that it may would end the host's processes. So each environment has at least a user of its own there.
 * @param folders that functions have to reach
 * @returns nothing where this process is not root, or its users cannot be had
 */
export async function unprivileged(uid: number, folders: readonly string[]): Promise<GiveUp | undefined> {
  const setpriv = uid === 0 ? findProgram('setpriv') : undefined;
  if (setpriv === undefined) return undefined;
  const next = userIds();
  const giveUp = (): string[] => setprivWords(setpriv, next());
  const [program = '', ...words] = [...giveUp(), '/bin/sh', '-c', PROBE, 'sh', process.execPath, ...folders];
  try {
    await promisify(execFile)(program, words, { timeout: 5000, env: {} });
    return giveUp;
  } catch {
    return undefined;
  }
}
