/** A file of the user's, as text: an offset is a character of it. */
export interface SourceFile {
  /** As the user would type it; with `/`, on every system. */
  readonly path: string;
  readonly text: string;
  /** Only read for what others take from it: functions that it declares are not meant. */
  readonly isContext?: true;
}

/** One replacement in one file; `start` equals `end` where something is put in. */
export interface Edit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What the user is to know, and of which line. */
export interface Note {
  readonly text: string;
  readonly path?: string;
  readonly line?: number;
}

/** Counted from 1, as editors and `git apply` count. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** The text with the edits made: every other character is as it was. Edits do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((so, { start, end, text: put }) => so.slice(0, start) + put + so.slice(end), text);
}

/** As the rest of the file ends its lines. */
export const lineEndOf = (text: string): string => /\r?\n/.exec(text)?.[0] ?? '\n';

/** The folder of a path, without the last `/`; empty for a bare name. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** `path` as seen from `folder`: `./` and `../` are followed as far as they are known. */
export function joined(folder: string, path: string): string {
  const parts: string[] = [];
  const all = folder === '' ? path : `${folder}/${path}`;
  for (const part of all.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `${all.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
