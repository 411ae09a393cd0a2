import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { TargetError } from '../error.js';
import { type Change, changeSchema, changeText } from './change.js';
import { headSchema } from './head.js';
import type { JournalRecord } from './journal.js';

/** One object, written once before the first change: of runs before journals were JSON lines. */
const version1 = z.object({
  schemaVersion: z.literal(1),
  functionName: z.string(),
  region: z.string(),
  endpoint: z.string().optional(),
  marker: z.string(),
  alias: z.string().optional(),
  original: z.object({ memorySizeMB: z.number().int(), description: z.string() }).nullable(),
});

/**
 * Reads what a run has left. A torn last line is of a change that was not made, as each is made only when its line is on
 * the disk.
 * @throws TargetError when the file is no journal, or a line in it is damaged
 */
export function readJournal(path: string): JournalRecord {
  const text = textOf(path);
  const old = version1.safeParse(parsed(text));
  if (old.success) return fromVersion1(old.data);
  const lines = text.split('\n');
  // What stands behind the last line break is empty, or torn.
  const [first = '', ...rest] = lines.slice(0, -1);
  const head = headSchema.safeParse(parsed(first));
  if (!head.success) throw unreadable(path, 'is no restore journal, or a damaged one');
  return { head: head.data, changes: rest.map((line, index) => changeIn(line, path, index + 2)) };
}

/** What is left of the journal of a run that has died. */
export interface LeftJournal {
  /** Undefined where there is none, or none that can be read whole. */
  readonly record: JournalRecord | undefined;
  /** Of a damaged one what can be read of changes that nothing at the function tells of. */
  readonly salvaged: readonly Change[];
}

/**
 * Of a run that has died. Where its journal is damaged the function itself has to tell what the run left, as without one: else
 * it would keep the function from ever being put back.
 */
export function readLeftJournal(path: string, say: (line: string) => void): LeftJournal {
  if (!existsSync(path)) return { record: undefined, salvaged: [] };
  try {
    return { record: readJournal(path), salvaged: [] };
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const salvaged = salvagedIn(path);
    const names = salvaged.map(changeText).join('; ');
    const told =
      salvaged.length === 0
        ? 'where it had an alias lead to, is not'
        : `and by what can still be read: ${names}. Where it had another alias lead to, is not`;
    say(`${error.message}. What the run has left is told by the function; ${told}`);
    return { record: undefined, salvaged };
  }
}

/** Their lines say where it was before, and each is undone only while it still is as this run has set it. */
function salvagedIn(path: string): readonly Change[] {
  try {
    const changes = textOf(path)
      .split('\n')
      .flatMap((line) => changeSchema.safeParse(parsed(line)).data ?? []);
    return changes.filter(({ kind }) => kind === 'alias-target' || kind === 'provisioned-concurrency');
  } catch (error) {
    if (error instanceof TargetError) return [];
    throw error;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'no reason given' } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' ? missing(path) : unreadable(path, `cannot be read (${code})`);
  }
}

function changeIn(line: string, path: string, number: number): Change {
  const change = changeSchema.safeParse(parsed(line));
  if (change.success) return change.data;
  throw new TargetError(
    `${path}: line ${number} says nothing that this version of Kelvin knows, so nothing is put back by halves`,
    `use the version of Kelvin that wrote it; where the line is damaged, ${WITHOUT_IT}`,
  );
}

function fromVersion1({ schemaVersion: _, alias, ...rest }: z.infer<typeof version1>): JournalRecord {
  const unknown = { host: '', pid: 0, startedAt: new Date(0).toISOString() };
  return {
    head: { ...rest, ...unknown, schemaVersion: 2 },
    changes:
      rest.original === null
        ? [{ kind: 'function', name: rest.functionName }]
        : [{ kind: 'whole-run', ...(alias === undefined ? {} : { alias }) }],
  };
}

const WITHOUT_IT = '"kelvin restore --function NAME" puts back by what the run left at the function';

const missing = (path: string): TargetError =>
  new TargetError(
    `${path}: there is no such file`,
    'name the restore.jsonl in the folder of the run; when there is none, everything was put back',
  );

const unreadable = (path: string, what: string): TargetError =>
  new TargetError(
    `${path}: ${what}`,
    `name the restore.jsonl in the folder of the run; where it is damaged, ${WITHOUT_IT}`,
  );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
