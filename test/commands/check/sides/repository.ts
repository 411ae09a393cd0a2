import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A git repository in a folder, made by nobody in particular. */
export class Repository {
  constructor(readonly root: string) {
    mkdirSync(root, { recursive: true });
    this.git('init', '--quiet', '--initial-branch=main');
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=Kelvin', '-c', 'user.email=kelvin@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', ['-C', this.root, ...identity, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** Commits all that is there. @returns the commit's hash */
  commit(message: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** What tells whether anything of it was changed: refs, index, worktrees, files. */
  state(): string {
    return ['status --porcelain --ignored', 'for-each-ref', 'worktree list', 'stash list', 'ls-files -s']
      .map((it) => this.git(...it.split(' ')))
      .join('\n');
  }
}

/** A scenario for a handler in `src/`. */
export const SCENARIO = `name: greeting
function:
  code: src
  handler: index.handler
  runtime: nodejs24.x
memorySizes: [1024]
`;

export const answering = (text: string): string => `export const handler = async () => ${JSON.stringify(text)};\n`;
