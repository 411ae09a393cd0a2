import { relative } from 'node:path';
import { type CheckSource, withoutAccountIds } from '../../../recording/index.js';
import type { Commit } from './git/repository.js';

/** Where the code of one side comes from, found and ready to be opened. Paths are absolute. */
export type Source =
  | ({ readonly kind: 'git'; readonly ref: string; readonly root: string; readonly isMergeBase?: boolean } & Commit)
  | {
      readonly kind: 'working-tree';
      /** Missing outside of any repository. */
      readonly git?: { readonly root: string; readonly commit?: string; readonly isDirty: boolean };
    }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'zip'; readonly path: string }
  | { readonly kind: 'recording'; readonly path: string }
  | { readonly kind: 'function'; readonly name: string; readonly qualifier?: string };

/** One that is measured in this session. */
export type MeasuredSource = Exclude<Source, { kind: 'recording' }>;

/** As the recording has it. An ARN holds an account id. */
export function recordedSource(source: MeasuredSource): Exclude<CheckSource, { kind: 'recording' }> {
  switch (source.kind) {
    case 'git': {
      const { kind, ref, commit, subject, isMergeBase } = source;
      return { kind, ref, commit, subject, ...(isMergeBase === undefined ? {} : { isMergeBase }) };
    }
    case 'working-tree': {
      const { git } = source;
      if (git === undefined) return { kind: 'working-tree' };
      const commit = git.commit === undefined ? {} : { commit: git.commit };
      return { kind: 'working-tree', ...commit, isDirty: git.isDirty };
    }
    case 'function': {
      const { kind, name, qualifier } = source;
      return { kind, name: withoutAccountIds(name), ...(qualifier === undefined ? {} : { qualifier }) };
    }
    case 'folder':
      return { kind: 'folder', path: shown(source.path) };
    case 'zip':
      return { kind: 'zip', path: shown(source.path) };
  }
}

/** A path as the user would write it. */
export const shown = (path: string): string => relative(process.cwd(), path) || '.';

/** `main (1a2b3c4)`, `the working tree`, `build/fn.zip`. */
export function sourceText(source: Source): string {
  switch (source.kind) {
    case 'git':
      return `${source.ref} (${source.commit.slice(0, 7)})`;
    case 'working-tree':
      return 'the working tree';
    case 'function':
      return source.qualifier === undefined ? source.name : `${source.name}:${source.qualifier}`;
    default:
      return shown(source.path);
  }
}
