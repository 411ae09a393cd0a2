import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Interpreter } from './interpreter.js';
import { chosenByPyenv, type Whereabouts } from './pyenv.js';
import { realFile } from './real-file.js';

/**
 * Finds an interpreter for each language version: the one of that name on the PATH, else one that a version manager
 * (pyenv, uv, mise, asdf) keeps beside the machine's `python3`, else that `python3` itself.
 *
 * The managers' shims on the PATH are passed over. They are scripts that take a quarter of a second and refuse every
 * version that is not the chosen one, though it is installed; and one in front of a runtime would slow each cold start.
 */
export async function findPythons(
  versions: readonly string[],
  place: Whereabouts = { env: process.env, folder: process.cwd() },
): Promise<Map<string, Interpreter>> {
  const path = (place.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = versions.map((version) => identify(realFile(path, `python${version}`)));
  const chosen = chosenByPyenv('python3', place);
  const usual = await (chosen === undefined ? ask('python3', place) : identify(chosen));
  const besides = usual === undefined ? [] : versionFolders(usual.path);
  const found = new Map<string, Interpreter>();
  const asked = versions.map(async (version, index) => {
    const named = (await onPath[index]) ?? (await identify(realFile(besides, `python${version}`))) ?? usual;
    if (named !== undefined) found.set(version, named);
  });
  await Promise.all(asked);
  return found;
}

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

/** Version managers name a folder after the version, and what lies there need not be run, which takes 20 ms. */
const IN_A_FOLDER_OF_ITS_VERSION = /[/-](\d+\.\d+\.\d+)(?:-[^/]*)?\/bin\/[^/]+$/;

/** @param path with no symbolic link on its way. */
async function identify(path: string | undefined): Promise<Interpreter | undefined> {
  if (path === undefined) return undefined;
  const version = IN_A_FOLDER_OF_ITS_VERSION.exec(path)?.[1];
  return version === undefined ? ask(path) : { path, version };
}

async function ask(command: string, { env, folder }: Partial<Whereabouts> = {}): Promise<Interpreter | undefined> {
  try {
    const program = 'import os, sys; print(os.path.realpath(sys.executable)); print("%d.%d.%d" % sys.version_info[:3])';
    const { stdout } = await promisify(execFile)(command, ['-I', '-S', '-c', program], {
      ...(env === undefined ? {} : { env }),
      cwd: folder,
      timeout: 5000,
    });
    const [path, version] = stdout.trim().split('\n');
    return path === undefined || version === undefined || path === '' ? undefined : { path, version };
  } catch {
    return undefined;
  }
}
