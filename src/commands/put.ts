import { writeFileSync } from 'node:fs';
import type { Io } from './command.js';
import { CommandError } from './command-error.js';

/** Printed without a name, or with `-`. @throws CommandError when the file cannot be written. */
export function put(wanted: string | boolean, text: string, io: Io): void {
  if (typeof wanted !== 'string' || wanted === '-') {
    io.stdout.write(text);
    return;
  }
  try {
    writeFileSync(wanted, text);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new CommandError(`${wanted} cannot be written (${code})`, 'choose another place', 'failed');
  }
}
