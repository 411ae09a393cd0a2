import { hostname } from 'node:os';
import { z } from 'zod';
import type { Connection } from '../connection.js';
import { accessOf } from '../identity/index.js';
import { ownProcess } from '../lock/living-process.js';

/** The first line of a journal: which function, how to reach it again, whose changes follow, and how it was. */
export const headSchema = z.object({
  schemaVersion: z.literal(2),
  functionName: z.string(),
  /** Of its ARN, SHA-256: whoever restores with keys of another account must not take a function of that name for it. */
  functionArnHash: z.string().optional(),
  region: z.string(),
  endpoint: z.string().optional(),
  /** How the run came by its credentials, where it was told: the environment of who restores may name others. */
  profile: z.string().optional(),
  assumeRole: z.string().optional(),
  /** Stands in all that this run makes: exactly that is removed, nothing else. */
  marker: z.string(),
  host: z.string(),
  pid: z.number().int(),
  /** Tells the process from a later one of the same id. */
  processStart: z.string().optional(),
  startedAt: z.iso.datetime(),
  /** null: the function was made for the run and is deleted with it. */
  original: z.object({ memorySizeMB: z.number().int(), description: z.string() }).nullable(),
});
export type JournalHead = z.infer<typeof headSchema>;

type Reached = Pick<Connection, 'region' | 'endpoint' | 'profile' | 'assumeRole'>;

export interface HeadParts {
  readonly functionName: string;
  readonly functionArnHash?: string;
  readonly marker: string;
  readonly original: JournalHead['original'];
}

/** The head of a journal of this process. */
export function journalHead({ region, endpoint, ...access }: Reached, parts: HeadParts): JournalHead {
  return {
    schemaVersion: 2,
    ...parts,
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...accessOf(access),
    host: hostname(),
    ...ownProcess(),
    startedAt: new Date().toISOString(),
  };
}
