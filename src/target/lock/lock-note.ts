import { z } from 'zod';
import type { JournalHead } from '../journal/index.js';
import { cutOff } from '../marked-description.js';

const noteSchema = z.object({
  host: z.string(),
  since: z.string(),
  memorySizeMB: z.number().int(),
  /** What of the function's description does not fit beside the marker, see marked-description. */
  end: z.string(),
});
/** What the run's alias tells of it, to whoever meets it. */
export type LockNote = z.infer<typeof noteSchema> & { readonly marker: string };

/** AWS's limit of an alias's description (its model, 2026). */
const LONGEST = 256;

const NOTE = /^(kelvin [0-9a-f]{12}) (\{.*\})$/;

/** The alias's description: enough to put `$LATEST` back without a journal. */
export function lockNote({ marker, host, startedAt, original }: JournalHead): string {
  const note = {
    host,
    since: startedAt,
    memorySizeMB: original?.memorySizeMB ?? 128,
    end: cutOff(original?.description ?? ''),
  };
  const whole = `${marker} ${JSON.stringify(note)}`;
  if (whole.length <= LONGEST) return whole;
  return `${marker} ${JSON.stringify({ ...note, host: '' })}`;
}

/** Undefined where it is no alias of Kelvin's. */
export function readLockNote(description: string | undefined): LockNote | undefined {
  const [, marker, json = ''] = NOTE.exec(description ?? '') ?? [];
  if (marker === undefined) return undefined;
  try {
    return { marker, ...noteSchema.parse(JSON.parse(json)) };
  } catch {
    return undefined;
  }
}
