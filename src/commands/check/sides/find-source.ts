import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommandError } from '../../command-error.js';
import { commitOf, refHint } from './git/repository.js';
import type { Source } from './source.js';

export interface SourceContext {
  /** Of the scenario. */
  readonly folder: string;
  /** Of the repository that holds it, where one does. */
  readonly root?: string;
}

/** What can only be meant as a path. */
const PATH = /^(\.{1,2}$|\.{0,2}\/|~\/)|\/$|\.(zip|jsonl)$/;

/** What `--base` or `--head` names: as git has it where it is no path, since branches are what is compared most. */
export async function findSource(flag: string, typed: string, { root }: SourceContext): Promise<Source> {
  if (root !== undefined && !PATH.test(typed)) {
    const found = await commitOf(root, typed);
    if (found !== undefined) return { kind: 'git', ref: typed, root, ...found };
  }
  const path = resolve(typed);
  if ((await stat(path).catch(() => undefined))?.isDirectory() === true) return { kind: 'folder', path };
  throw new CommandError(`${flag} ${typed} is neither a commit nor a folder`, await hintFor(typed, root));
}

const hintFor = async (typed: string, root: string | undefined): Promise<string> =>
  root === undefined || PATH.test(typed) ? 'check the path' : refHint(root, typed);
