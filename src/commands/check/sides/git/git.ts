import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CommandError } from '../../../command-error.js';

/** What git answered instead of doing as it was told. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

export interface GitOptions {
  readonly signal?: AbortSignal;
  /** An index of our own: the user's is never touched. */
  readonly index?: string;
}

/** A list of all files of a large repository. */
const LONGEST_ANSWER = 256 * 1_048_576;

/** A hook has these set for its own repository and index; each call here says by its folder which one it means. */
const OF_A_HOOK = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

function environment({ index }: GitOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !OF_A_HOOK.includes(name));
  return {
    ...Object.fromEntries(inherited),
    // Else `git status` writes the index anew, which a git of the user's may be using.
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
  };
}

/** Runs git in a folder and gives back what it wrote. @throws GitError with git's own words; CommandError without git */
export async function git(folder: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
  const { signal } = options;
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', folder, ...args], {
      env: environment(options),
      maxBuffer: LONGEST_ANSWER,
      ...(signal === undefined ? {} : { signal }),
    });
    return stdout;
  } catch (error) {
    signal?.throwIfAborted();
    const { code, stderr = '', message } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') throw new CommandError('git was not found', 'install git, or name folders or zips instead');
    if (/dubious ownership/.test(stderr)) {
      const hint = `tell git that it may be used: git config --global --add safe.directory ${folder}`;
      throw new CommandError(`git does not trust ${folder}, which belongs to another user`, hint);
    }
    throw new GitError(stderr.trim() || message);
  }
}

/** As `git`, trimmed; undefined where git says no. */
export async function asked(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    return (await git(folder, args)).trim();
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** A list that ends each of its entries with a zero byte: names may hold anything else. */
export const listed = (text: string): readonly string[] => text.split('\0').filter((it) => it !== '');
