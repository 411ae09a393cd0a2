import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { setprivWords } from './namespaces.js';
import { userIds } from './own-user.js';
import { findProgram } from './programs.js';
import type { Entrance } from './sandbox.js';

/** Of the next environment. */
export type BareEntrance = () => Pick<Entrance, 'become' | 'ownUser'>;

/** Succeeds where the folders can be entered and the runtime be started without rights. */
const PROBE = 'node=$1; shift; for folder; do [ -x "$folder" ] || exit 1; done; exec "$node" -e 0';

/**
 * Where root cannot give functions a place of their own they would run with all of root's rights, and one that kills all
 * that it may would end the host's processes. So each environment has at least a user of its own there.
 * @param folders that functions have to reach
 * @param death see `deathOptions`
 * @returns nothing where there is nothing to be had
 */
export async function unprivileged(
  uid: number,
  folders: readonly string[],
  death: readonly string[],
): Promise<BareEntrance | undefined> {
  const setpriv = findProgram('setpriv');
  if (setpriv === undefined) return undefined;
  const mortal = { become: [setpriv, ...death, '--'], ownUser: false };
  const asIs = death.length === 0 ? undefined : () => mortal;
  if (uid !== 0) return asIs;
  const next = userIds();
  const giveUp: BareEntrance = () => ({ become: setprivWords(setpriv, next(), death), ownUser: true });
  const [program = '', ...words] = [...giveUp().become, '/bin/sh', '-c', PROBE, 'sh', process.execPath, ...folders];
  try {
    await promisify(execFile)(program, words, { timeout: 5000, env: {} });
    return giveUp;
  } catch {
    return asIs;
  }
}
