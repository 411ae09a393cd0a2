import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Interpreter } from './interpreter.js';
import { realFile } from './real-file.js';

/**
 * Finds an interpreter for each language version: the one of that name on the PATH, else one that a version manager
 * (pyenv, uv, mise, asdf) keeps beside the machine's `python3`, else that `python3` itself.
 *
 * The managers' shims on the PATH are passed over. They are scripts that take a quarter of a second and refuse every
 * version that is not the chosen one, though it is installed; and one in front of a runtime would slow each cold start.
 */
export async function findPythons(versions: readonly string[]): Promise<Map<string, Interpreter>> {
  const onPath = versions.map((version) => ask(realFile(searchPath(), `python${version}`)));
  const usual = await ask('python3');
  const besides = usual === undefined ? [] : versionFolders(usual.path);
  const found = new Map<string, Interpreter>();
  const asked = versions.map(async (version, index) => {
    const named = (await onPath[index]) ?? (await ask(realFile(besides, `python${version}`))) ?? usual;
    if (named !== undefined) found.set(version, named);
  });
  await Promise.all(asked);
  return found;
}

const searchPath = (): string[] => (process.env.PATH ?? '').split(delimiter).filter(Boolean);

/** `~/.pyenv/versions/3.12.1/bin` for a python3 at `~/.pyenv/versions/3.11.7/bin/python3`; the newest first. */
function versionFolders(python: string): string[] {
  const versions = dirname(dirname(dirname(python)));
  try {
    const byVersion = new Intl.Collator('en', { numeric: true });
    return readdirSync(versions)
      .sort((a, b) => byVersion.compare(b, a))
      .map((name) => join(versions, name, 'bin'));
  } catch {
    return [];
  }
}

async function ask(command: string | undefined): Promise<Interpreter | undefined> {
  if (command === undefined) return undefined;
  try {
    const program = 'import os, sys; print(os.path.realpath(sys.executable)); print("%d.%d.%d" % sys.version_info[:3])';
    const { stdout } = await promisify(execFile)(command, ['-I', '-S', '-c', program], { timeout: 5000 });
    const [path, version] = stdout.trim().split('\n');
    return path === undefined || version === undefined || path === '' ? undefined : { path, version };
  } catch {
    return undefined;
  }
}
