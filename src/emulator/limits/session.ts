import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Gives this process's session a priority, if it leads one. Linux shares CPU time among sessions before it looks at
 * priorities (sched(7), autogroup): a process of a session with the usual weight is nothing beside functions, whatever its
 * own priority. A session that another process leads, such as a terminal's, is not ours to set: it would stay so.
 * @param proc where `/proc` is. @returns whether it has it
 */
export function trySetSessionPriority(priority: number, proc = '/proc'): boolean {
  try {
    if (!leadsSession(readFileSync(`${proc}/self/stat`, 'utf8'))) return false;
    writeFileSync(`${proc}/self/autogroup`, `${priority}`);
    return true;
  } catch {
    return false;
  }
}

/** The second field is the program's name in parentheses and may hold spaces; the sixth is the session, by its leader. */
const leadsSession = (stat: string): boolean =>
  Number.parseInt(stat, 10) === Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
