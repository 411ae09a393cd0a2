import { type Proposal, propose, type Wanted } from '../../src/iac/index.js';
import { megabytes } from '../../src/units/index.js';

export const wanted = (functionName: string, rest: Partial<Wanted> = {}): Wanted => ({
  functionName,
  memorySizeMB: megabytes(1024),
  currentMemorySizeMB: megabytes(512),
  ...rest,
});

/** The lines that a proposal takes away and adds, and what it says. */
export function outcome(text: string, wish: Wanted, path = 'template.yaml', more: Record<string, string> = {}) {
  const others = Object.entries(more).map(([name, content]) => ({ path: name, text: content }));
  const proposal = propose([{ path, text }, ...others], wish);
  const diffs = proposal.kind === 'changed' ? proposal.files.map(({ diff }) => diff).join('') : '';
  const lines = diffs.split('\n').filter((line) => /^[-+](?![-+])/.test(line));
  return { proposal, lines, notes: proposal.notes.map((note) => note.text) };
}

/** The first file as it becomes. */
export const after = (proposal: Proposal): string =>
  proposal.kind === 'changed' ? (proposal.files[0]?.after ?? '') : '';
