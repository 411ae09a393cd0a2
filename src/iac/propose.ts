import type { Megabytes } from '../units/index.js';
import { memorySizeHints } from './cdk/hints.js';
import { type Decided, decideSetting, isSamePlace } from './decide-setting.js';
import type { DeclaredFunction, Setting } from './declared-function.js';
import { declaredIn } from './declared-in.js';
import { type Identity, identify } from './identify.js';
import { type Edit, edited, lineOf, type Note, type SourceFile } from './source-file.js';
import { unifiedDiff } from './unified-diff.js';

export type Architecture = 'x86_64' | 'arm64';

/** What the files are to say of which function. */
export interface Wanted extends Identity {
  readonly memorySizeMB: Megabytes;
  /** As measured; tells which of several values in the files is the one in force. */
  readonly currentMemorySizeMB?: Megabytes;
  /** Missing: it stays what it is. */
  readonly architecture?: Architecture;
  readonly currentArchitecture?: Architecture;
}

export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Unified, for `git apply` and `patch -p1`. */
  readonly diff: string;
}

/** A function of the files, as it is listed to the user. */
export interface Candidate {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly tool: string;
}

export type Proposal =
  | {
      readonly kind: 'changed';
      readonly of: Candidate;
      readonly because: string;
      readonly files: readonly ChangedFile[];
      readonly notes: readonly Note[];
    }
  /** The files say so already. */
  | { readonly kind: 'unchanged'; readonly of: Candidate; readonly because: string; readonly notes: readonly Note[] }
  /** `--resource` has to say which is meant. */
  | {
      readonly kind: 'unsure';
      readonly why: string;
      readonly candidates: readonly Candidate[];
      readonly notes: readonly Note[];
    }
  /** The function is found; what decides its setting is not, or may be several places. */
  | { readonly kind: 'undecided'; readonly of: Candidate; readonly why: string; readonly notes: readonly Note[] }
  | { readonly kind: 'none'; readonly notes: readonly Note[] };

/**
 * The change of the user's own files that gives a function another memory size or architecture. Nothing but the value
 * changes: comments, order and spaces stay, byte for byte.
 */
export function propose(files: readonly SourceFile[], wanted: Wanted): Proposal {
  const { declared, notes } = declaredIn(files);
  if (declared.length === 0) return { kind: 'none', notes: [...notes, ...memorySizeHints(files)] };
  const named = new Set(files.filter(({ isContext }) => isContext !== true).map(({ path }) => path));
  const meant = declared.filter((it) => [it.path, ...(it.calledIn ?? [])].some((path) => named.has(path)));
  const identified = identify(meant.length === 0 ? declared : meant, wanted);
  if (identified.kind === 'unsure') {
    return { kind: 'unsure', why: identified.why, candidates: identified.candidates.map(candidateOf), notes };
  }
  const of = candidateOf(identified.declared);
  const all = settle(identified.declared, declared, wanted);
  const undecided = all.find(({ decided }) => decided.kind === 'undecided');
  if (undecided?.decided.kind === 'undecided') {
    const { why, places } = undecided.decided;
    const listed = places.map((it) => noteAt(files, it.path, it.start, `${it.name}: ${it.value}`));
    return { kind: 'undecided', of, why: `${undecided.what} of ${of.id}: ${why}`, notes: [...listed, ...notes] };
  }
  const settled = asProposal(files, of, all, identified.declared.caveats);
  return { ...settled, because: identified.because, notes: [...settled.notes, ...notes] };
}

interface Settled {
  readonly what: string;
  readonly decided: Decided;
}

function settle(it: DeclaredFunction, all: readonly DeclaredFunction[], wanted: Wanted): Settled[] {
  const others = all.filter((other) => other !== it);
  const decide = (of: (declared: DeclaredFunction) => Setting, value: string, today: string | undefined): Decided =>
    decideSetting(of(it), {
      value,
      today,
      isShared: (leaf) => others.some((other) => of(other).leaves.some((theirs) => isSamePlace(theirs, leaf))),
    });
  const { memorySizeMB, currentMemorySizeMB, architecture, currentArchitecture } = wanted;
  const memory = decide(({ memorySize }) => memorySize, String(memorySizeMB), currentMemorySizeMB?.toString());
  const decided = [{ what: 'the memory size', decided: memory }];
  if (architecture === undefined || architecture === currentArchitecture) return decided;
  const other = decide((declared) => declared.architecture, architecture, currentArchitecture);
  return [...decided, { what: 'the architecture', decided: other }];
}

function asProposal(files: readonly SourceFile[], of: Candidate, all: readonly Settled[], caveats: readonly string[]) {
  const own = caveats.map((text) => ({ text, path: of.path, line: of.line }));
  const edits = all.flatMap(({ decided }) => (decided.kind === 'edit' ? [decided.edit] : []));
  const told = all.flatMap(({ decided }) => {
    const caveats = decided.kind === 'undecided' ? [] : decided.caveats;
    return caveats.map((text) =>
      decided.kind === 'edit' ? noteAt(files, decided.edit.path, decided.edit.start, text) : { text },
    );
  });
  const notes = [...own, ...told];
  if (edits.length === 0) return { kind: 'unchanged' as const, of, notes };
  return { kind: 'changed' as const, of, files: changedFiles(files, edits), notes };
}

function changedFiles(files: readonly SourceFile[], edits: readonly Edit[]): ChangedFile[] {
  return files.flatMap(({ path, text }) => {
    const mine = edits.filter((it) => it.path === path);
    if (mine.length === 0) return [];
    const after = edited(text, mine);
    return [{ path, before: text, after, diff: unifiedDiff(path, text, after) }];
  });
}

function noteAt(files: readonly SourceFile[], path: string, offset: number, text: string): Note {
  const source = files.find((it) => it.path === path)?.text ?? '';
  return { text, path, line: lineOf(source, offset) };
}

const candidateOf = ({ id, path, line, tool }: DeclaredFunction): Candidate => ({ id, path, line, tool });
