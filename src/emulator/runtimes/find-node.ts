import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { byVersion, type Interpreter } from './interpreter.js';
import { realFile } from './real-file.js';

/** Where to look; the machine's own by default. */
export interface Places {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From which `node_modules` folders are sought upwards: of the npm package `node` and its aliases. */
  readonly packageRoot: string;
}

/**
 * Finds a Node.js for each major version: the one that runs this process, else the newest of those that a version manager
 * has installed, that the npm package `node` brings, and that lie on the PATH.
 *
 * Versions stand in the names of folders and in package.json. Only what lies on the PATH is asked, which takes 20 ms, and
 * it is asked only for versions that were not found otherwise.
 */
export async function findNodes(majors: readonly number[], places: Places): Promise<Map<number, Interpreter>> {
  const own = { path: process.execPath, version: process.versions.node };
  const named = [own, ...ofManagers(places.env), ...ofPackages(places.packageRoot)].sort(byVersion);
  const missing = majors.some((major) => !named.some((it) => majorOf(it) === major));
  const unnamed = missing ? onPath(majors, places.env).filter((path) => !named.some((it) => it.path === path)) : [];
  const asked = await Promise.all(unnamed.map(ask));
  const all = [own, ...named, ...asked.filter((it) => it !== undefined).sort(byVersion)];
  return new Map(
    majors.flatMap((major) => {
      const found = all.find((it) => majorOf(it) === major);
      return found === undefined ? [] : [[major, found]];
    }),
  );
}

const majorOf = ({ version }: Interpreter): number => Number(version.split('.')[0]);

/** The folder that has a folder for each version, and where the program lies in that. */
function managers(env: Places['env']): [string | undefined, string][] {
  const home = env.HOME;
  const under = (folder: string | undefined, ...rest: string[]) =>
    folder === undefined ? undefined : join(folder, ...rest);
  const data = env.XDG_DATA_HOME ?? under(home, '.local', 'share');
  return [
    [under(env.NVM_DIR ?? under(home, '.nvm'), 'versions', 'node'), 'bin/node'],
    [under(env.FNM_DIR ?? under(data, 'fnm'), 'node-versions'), 'installation/bin/node'],
    [under(home, '.fnm', 'node-versions'), 'installation/bin/node'],
    [under(env.VOLTA_HOME ?? under(home, '.volta'), 'tools', 'image', 'node'), 'bin/node'],
    [under(env.N_PREFIX ?? '/usr/local', 'n', 'versions', 'node'), 'bin/node'],
    [under(env.NODENV_ROOT ?? under(home, '.nodenv'), 'versions'), 'bin/node'],
    [under(env.ASDF_DATA_DIR ?? under(home, '.asdf'), 'installs', 'nodejs'), 'bin/node'],
    [under(env.MISE_DATA_DIR ?? under(data, 'mise'), 'installs', 'node'), 'bin/node'],
  ];
}

function ofManagers(env: Places['env']): Interpreter[] {
  return managers(env).flatMap(([folder, program]) =>
    namesIn(folder).flatMap((name) => {
      const version = /^v?(\d+\.\d+\.\d+)$/.exec(name)?.[1];
      const path = version === undefined ? undefined : realFile([join(folder ?? '', name)], program);
      return version === undefined || path === undefined ? [] : [{ path, version }];
    }),
  );
}

function namesIn(folder: string | undefined): string[] {
  try {
    return folder === undefined ? [] : readdirSync(folder);
  } catch {
    return [];
  }
}

/** `node`, or an alias such as `node-22` made by `npm install node-22@npm:node@22`. */
function ofPackages(root: string): Interpreter[] {
  const folder = join(root, 'node_modules');
  const found = namesIn(folder).flatMap((name) => (/^node(-?\d+)?$/.test(name) ? ofPackage(join(folder, name)) : []));
  return dirname(root) === root ? found : [...found, ...ofPackages(dirname(root))];
}

function ofPackage(folder: string): Interpreter[] {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    const path = realFile([folder], 'bin/node');
    return path === undefined ? [] : [{ path, version }];
  } catch {
    return [];
  }
}

/** Distributions call theirs `node-22` (Amazon Linux), `node22` or `nodejs-22`; shims are passed over. */
function onPath(majors: readonly number[], env: Places['env']): string[] {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const names = ['node', 'nodejs', ...majors.flatMap((major) => [`node-${major}`, `node${major}`, `nodejs-${major}`])];
  const paths = folders.flatMap((folder) => names.map((name) => realFile([folder], name)));
  return [...new Set(paths.filter((path) => path !== undefined))];
}

async function ask(path: string): Promise<Interpreter | undefined> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 5000, env: {} });
    const version = /^v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    return version === undefined ? undefined : { path, version };
  } catch {
    return undefined;
  }
}
