import type { CheckResult } from '../../../analysis/index.js';
import type { CheckSource } from '../../../recording/index.js';

/** As git itself abbreviates a hash. */
export const shortCommit = (commit: string): string => commit.slice(0, 7);

/** `main at 4d1f0c2`, `working tree on 9a8b7c6, with changes`, `checkout:live`: where the code of a side came from. */
export function sourceText(source: CheckSource): string {
  switch (source.kind) {
    case 'git': {
      const commit = shortCommit(source.commit);
      const name =
        source.commit.startsWith(source.ref) && source.ref.length >= 4 ? commit : `${source.ref} at ${commit}`;
      return source.isMergeBase === true ? `${name}, the merge base` : name;
    }
    case 'working-tree': {
      const on = source.commit === undefined ? 'working tree' : `working tree on ${shortCommit(source.commit)}`;
      return source.isDirty === true ? `${on}, with changes` : on;
    }
    case 'folder':
      return `folder ${source.path}`;
    case 'zip':
      return source.path;
    case 'function':
      return `function ${source.qualifier === undefined ? source.name : `${source.name}:${source.qualifier}`}`;
    case 'recording':
      return `recording ${source.path}, measured ${source.startedAt.slice(0, 10)}`;
  }
}

/** First line of the commit's message; empty where the source has none. */
export const subjectOf = (source: CheckSource): string =>
  source.kind === 'git' ? (source.subject ?? '') : source.kind === 'recording' ? (source.name ?? '') : '';

/** `main at 4d1f0c2 → working tree on 9a8b7c6`; of a check against itself the one that it is. */
export const sidesText = ({ base, head, isSelf }: CheckResult): string =>
  isSelf ? `${sourceText(head.source)} against itself` : `${sourceText(base.source)} → ${sourceText(head.source)}`;
