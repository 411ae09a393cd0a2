import { z } from 'zod';
import type { JournalHead } from '../journal/index.js';
import { cutOff } from '../marked-description.js';

const noteSchema = z.object({
  host: z.string(),
  since: z.string(),
  memorySizeMB: z.number().int(),
  /** What of the function's description does not fit beside the marker, see marked-description. */
  end: z.string(),
  /** Whose clean-up after that run goes on, see claim-lock; host and time are those of the clean-up then. */
  claim: z.string().optional(),
});
/** What the run's alias tells of it, to whoever meets it. */
export type LockNote = z.infer<typeof noteSchema> & { readonly marker: string };

/** AWS's limit of an alias's description (its model, 2026). */
const LONGEST = 256;

const NOTE = /^(kelvin [0-9a-f]{12}) (\{.*\})$/;

/** The alias's description: enough to put `$LATEST` back without a journal. */
export const lockNote = ({ marker, host, startedAt, original }: JournalHead): string =>
  noteText({
    ...{ marker, host, since: startedAt },
    memorySizeMB: original?.memorySizeMB ?? 128,
    end: cutOff(original?.description ?? ''),
  });

/** Without its host where there is no room for that. */
export function noteText({ marker, ...note }: LockNote): string {
  const whole = `${marker} ${JSON.stringify(note)}`;
  return whole.length <= LONGEST ? whole : `${marker} ${JSON.stringify({ ...note, host: '' })}`;
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
