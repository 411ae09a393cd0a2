import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rehearsal } from '../../target/index.js';
import type { Cleanup } from '../cleanup.js';
import type { Io } from '../command.js';
import type { Troubles } from '../troubles.js';
import { rehearsalText } from './rehearsal-text.js';

/** What a command has found out of itself by going through it. */
export interface Rehearsed {
  readonly rehearsal: Rehearsal;
  /** How much it would do, and what that may cost: a sentence. */
  readonly estimate: string;
}

/** Of what is opened; nothing of it stays. */
export const rehearsalFolder = (): string => mkdtempSync(join(tmpdir(), 'kelvin-dry-run-'));

/** Goes through a run with its clean-up, and prints what it would call. */
export async function rehearsedRun(
  rehearse: () => Promise<Rehearsed | undefined>,
  { folder, cleanup, troubles }: { readonly folder: string; readonly cleanup: Cleanup; readonly troubles: Troubles },
  { stdout }: Pick<Io, 'stdout'>,
): Promise<void> {
  let rehearsed: Rehearsed | undefined;
  await troubles.noting(async () => {
    rehearsed = await rehearse();
    rehearsed?.rehearsal.begin('At the end; after Ctrl-C, an error or kill -9 too');
  });
  troubles.add(...(await cleanup.run()));
  rmSync(folder, { recursive: true, force: true });
  if (rehearsed === undefined) return;
  const { rehearsal, estimate } = rehearsed;
  stdout.write(`Nothing is changed or invoked (--dry-run): only reads were made. Without it, ${estimate}.\n`);
  stdout.write(`${rehearsalText(rehearsal.parts)}\n`);
}
