import { execFile } from 'node:child_process';
import { lstat, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

/** What says exactly which packages are installed. */
const LOCKS = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'];

/**
 * Copies the `node_modules` of the working tree, which git ignores, into a checkout that asks for the same packages: it
 * need not install them again. They are copied and not linked, as a build may write into them or remove them.
 * @param ignored as git lists it
 * @param wanted which of them, by their paths
 * @returns those that were not copied because other packages are asked for there
 */
export async function borrowModules(
  root: string,
  checkout: string,
  ignored: readonly string[],
  wanted: (path: string) => boolean,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const others: string[] = [];
  for (const path of ignored.filter((it) => basename(it) === 'node_modules' && wanted(it))) {
    // Of a folder that is not in the checkout nothing is needed.
    const place = join(checkout, dirname(path));
    if ((await lstat(place).catch(() => undefined)) === undefined) continue;
    if (!(await asksForTheSame(root, checkout, dirname(path)))) others.push(path);
    else await copyFolder(join(root, path), join(checkout, path), signal);
  }
  return others;
}

/** By `cp`, which shares blocks where the file system can: Node's own took seven times as long for 20,000 files. */
async function copyFolder(from: string, to: string, signal: AbortSignal): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, to], { signal });
}

/** By the nearest lock file above it, as a workspace has one for all its packages; where there is none by package.json. */
async function asksForTheSame(root: string, checkout: string, folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    for (const lock of LOCKS) {
      const [here, there] = await Promise.all([root, checkout].map((it) => textOf(join(it, at, lock))));
      if (here !== undefined || there !== undefined) return here === there;
    }
    if (relative('.', at) === '') break;
  }
  const [here, there] = await Promise.all([root, checkout].map((it) => textOf(join(it, folder, 'package.json'))));
  return here === there;
}

const textOf = (path: string): Promise<string | undefined> => readFile(path, 'latin1').catch(() => undefined);
