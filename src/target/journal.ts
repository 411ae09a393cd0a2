import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../recording/index.js';
import { TargetError } from './error.js';

/**
 * What has to be put back when a run is over, written before the first change, so that another process can do it when
 * this one was killed. It lies beside the recording until everything is back.
 */
const journalSchema = z.object({
  schemaVersion: z.literal(1),
  functionName: z.string(),
  region: z.string(),
  endpoint: z.string().optional(),
  /** Starts the description of everything that this run publishes: exactly that is removed, nothing else. */
  marker: z.string(),
  /** An alias with a function URL, made for the run. */
  alias: z.string().optional(),
  /** null: the function was made for the run and is deleted with it. */
  original: z.object({ memorySizeMB: z.number().int(), description: z.string() }).nullable(),
});
export type Journal = z.infer<typeof journalSchema>;

export function writeJournal(path: string, journal: Journal): void {
  makeFolder(dirname(path));
  writeFileSync(`${path}.new`, `${JSON.stringify(journal, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

export const removeJournal = (path: string): void => rmSync(path, { force: true });

/** @throws TargetError when the file is none. */
export function readJournal(path: string): Journal {
  try {
    return journalSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new TargetError(
      `${path}: ${missing ? 'there is no such file' : 'is no restore journal'}`,
      'name the restore.json in the folder of the run; when there is none, everything was put back',
    );
  }
}
