import type { Note, Proposal } from '../../../iac/index.js';

type Listed = Extract<Proposal, { kind: 'changed' | 'unchanged' }>;

/** What is told of a proposal beside its diff, a line each. */
export function proposalText({ of, because, notes, kind }: Listed): string {
  const found = `${of.id} in ${of.path}:${of.line} (${of.tool}): ${because}`;
  const same = kind === 'unchanged' ? ['these files say so already: nothing to change'] : [];
  return [found, ...same, ...notes.map(noteText)].map((line) => `${line}\n`).join('');
}

export function noteText({ text, path, line }: Note): string {
  if (path === undefined) return `note: ${text}`;
  return `note: ${path}${line === undefined ? '' : `:${line}`}: ${text}`;
}
