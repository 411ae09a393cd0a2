import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { SourceFile } from '../../../iac/index.js';
import { CommandError } from '../../command-error.js';

/** A file as it was read, and how to write it back byte for byte. */
export interface ReadFile extends SourceFile {
  readonly fullPath: string;
  readonly encoding: 'utf8' | 'latin1';
}

export interface ReadFiles {
  readonly files: readonly ReadFile[];
  /** The folder that the paths start from, and that `git apply` is to be run in; the current one as a rule. */
  readonly base: string;
  readonly isElsewhere: boolean;
}

/** What tools make and fetch is no file of the user's. */
const NOT_OWN: ReadonlySet<string> = new Set(
  'node_modules .git .hg .svn .terraform .terragrunt-cache .aws-sam .serverless cdk.out .venv venv __pycache__ dist build target'.split(
    ' ',
  ),
);
const READ =
  /(\.(ya?ml|json|template|tf|tofu|tfvars|ts|mts|js|mjs|cjs|py|java|kt|cs|go)|(^|\/)(samconfig\.toml|terragrunt\.hcl))$/;
/** No file that a person keeps is larger, no folder deeper, and no project has more files: what is past it is left. */
const LARGEST_BYTES = 2 * 1024 * 1024;
const DEEPEST = 12;
/** Folders below that of a file that was named alone, such as `params/` or `modules/api/`. */
const NEIGHBOURHOOD = 2;
const MOST_FILES = 20_000;

/**
 * The files below the named folders, and the named files with their neighbours: a variable stands in another file.
 * @throws CommandError when a path cannot be read
 */
export function readFiles(paths: readonly string[], cwd: string): ReadFiles {
  const found = new Map<string, boolean>();
  for (const path of paths.map((it) => resolve(cwd, it))) {
    const isFolder = isFolderAt(path);
    const all = isFolder ? filesBelow(path, DEEPEST) : [path, ...filesBelow(dirname(path), NEIGHBOURHOOD)];
    for (const file of all) found.set(file, (found.get(file) ?? false) || isFolder || file === path);
  }
  const isElsewhere = [...found.keys()].some((it) => isOutside(relative(cwd, it)));
  const base = isElsewhere ? commonFolder([...found.keys()]) : cwd;
  const files = [...found].slice(0, MOST_FILES).flatMap(([path, isMeant]) => read(path, base, isMeant));
  return { files, base, isElsewhere };
}

function isFolderAt(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): CommandError {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  const why = code === 'ENOENT' ? 'there is no such file or folder' : `it cannot be read (${code})`;
  return new CommandError(`${path}: ${why}`, '--diff takes the file or the folder that declares the function');
}

/** In order of their names, so that the same folder always gives the same diff. */
function filesBelow(folder: string, depth: number): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    // A folder that may not be read holds nothing that its user would deploy.
    return [];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return depth > 0 && !NOT_OWN.has(entry.name) ? filesBelow(path, depth - 1) : [];
      return entry.isFile() && READ.test(entry.name) ? [path] : [];
    });
}

function read(fullPath: string, base: string, isMeant: boolean): ReadFile[] {
  let bytes: Buffer;
  try {
    if (statSync(fullPath).size > LARGEST_BYTES) return [];
    bytes = readFileSync(fullPath);
  } catch (error) {
    if (isMeant) throw unreadable(fullPath, error);
    return [];
  }
  const text = bytes.toString('utf8');
  // A comment in another encoding has to come out as it went in.
  const encoding = Buffer.from(text, 'utf8').equals(bytes) ? 'utf8' : 'latin1';
  const path = relative(base, fullPath).split(sep).join('/');
  return [
    {
      path,
      fullPath,
      encoding,
      text: encoding === 'utf8' ? text : bytes.toString(encoding),
      ...(isMeant ? {} : { isContext: true as const }),
    },
  ];
}

const isOutside = (path: string): boolean => path === '..' || path.startsWith(`..${sep}`) || resolve(path) === path;

function commonFolder(paths: readonly string[]): string {
  const [first = sep, ...others] = paths.map((it) => dirname(it).split(sep)).map((parts) => parts.join(sep));
  return others.reduce((common, folder) => {
    let so = common;
    while (so !== dirname(so) && folder !== so && !folder.startsWith(`${so}${sep}`)) so = dirname(so);
    return so;
  }, first);
}
