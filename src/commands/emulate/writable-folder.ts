import { accessSync, constants } from 'node:fs';
import { resolve, sep } from 'node:path';
import { makeFolder } from '../../recording/index.js';
import { CommandError } from '../command-error.js';

/**
 * Made at once: that nothing can be kept there should not come out when the first is lost.
 * @param flag that names it
 * @returns its absolute path
 */
export function writableFolder(flag: string, typed: string, mode?: number): string {
  const folder = resolve(typed);
  try {
    makeFolder(folder, mode);
    // What is in it, and not it: a file that may be written is no folder. `join` would take the dot away.
    accessSync(`${folder}${sep}.`, constants.W_OK);
    return folder;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${flag} cannot be used: ${reason}`, 'name a folder that may be written');
  }
}
