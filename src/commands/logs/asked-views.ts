import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import type { WantedViews } from '../outputs.js';

/** How each view begins, whatever stands in it: what a file of that name may be replaced by. */
const BEGINNINGS = { json: '{\n  "schemaVersion"', html: '<!doctype html>', markdown: '**' } as const;
const KINDS = ['json', 'html', 'markdown'] as const;

/**
 * The views that are asked for besides those in the folder, which every reading writes: into a file of one's own, or, by an
 * option without a name or with `-`, alone on standard output.
 * @throws CommandError where two would be printed into each other, or where a log would be overwritten: in
 * `kelvin logs --json orders.log` the log is taken for the name of the file to write
 */
export function askedViews(options: RawOptions): WantedViews {
  const wanted = KINDS.flatMap((kind) => {
    const value = options[kind];
    return value === undefined || value === false ? [] : [[kind, value === true ? '-' : value] as const];
  });
  const printed = wanted.filter(([, file]) => file === '-').map(([kind]) => `--${kind}`);
  if (printed.length > 1) {
    throw new CommandError(
      `${printed.join(' and ')} would both be printed`,
      'name a file for all but one of them; all views are in the folder of the recording too',
    );
  }
  for (const [kind, file] of wanted) {
    if (file !== '-' && isOther(file, BEGINNINGS[kind])) {
      throw new CommandError(
        `--${kind} ${file}: the file exists and is no view of Kelvin's`,
        `to read it, name it before the option: kelvin logs ${file} --${kind}; to write there, remove it first`,
      );
    }
  }
  return Object.fromEntries(wanted);
}

/** Whether a file with other contents stands there. Devices and pipes have none; what cannot be read, writing will tell. */
function isOther(path: string, beginning: string): boolean {
  try {
    const { size } = statSync(path);
    return size > 0 && beginOf(path, beginning.length).toLowerCase() !== beginning.toLowerCase();
  } catch {
    return false;
  }
}

function beginOf(path: string, length: number): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, 0);
    return bytes.toString('latin1');
  } finally {
    closeSync(file);
  }
}
