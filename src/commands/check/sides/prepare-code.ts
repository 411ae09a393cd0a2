import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type CodeFunction, codeFault, loadFunction, type Scenario, ScenarioError } from '../../../scenario/index.js';
import { CommandError } from '../../command-error.js';
import { runBuild } from './build.js';
import { borrowModules } from './git/borrow-modules.js';
import { exportCommit } from './git/export-commit.js';
import { exportTree } from './git/export-tree.js';
import { ignoredIn, mayBeNeeded } from './git/ignored.js';
import { type Source, sourceText } from './source.js';

export interface PrepareContext {
  readonly scenario: Scenario;
  /** Of the scenario: what the side has for what its own commit does not say. */
  readonly function: CodeFunction;
  readonly signal: AbortSignal;
  /** Tells the user what takes so long, and what to know of a side. */
  readonly say: (line: string) => void;
}

type Versioned = Extract<Source, { kind: 'git' }> | { readonly kind: 'working-tree'; readonly root: string };

interface Checkout {
  readonly root: string;
  /** Where its files lie; like the root but for what git ignores. */
  readonly folder: string;
  readonly ignored: readonly string[];
  readonly what: string;
}

/**
 * The code of a commit, or of the working tree, in a folder of its own: both sides come about in the same way, and the
 * user's tree is left as it is. @param into a folder that is not there yet
 */
export async function checkedOut(
  source: Versioned,
  what: string,
  into: string,
  context: PrepareContext,
): Promise<CodeFunction> {
  const { signal, say } = context;
  const { root } = source;
  // Before anything is written: what lies outside is in no commit.
  const usual = within(root, context.function.folder);
  if (source.kind === 'git') {
    const missing = await exportCommit(root, source.commit, into, signal);
    if (missing.length > 0)
      say(`${what} has submodules that are not here: ${missing.join(', ')} (git submodule update)`);
  } else await exportTree(root, into, signal);
  const checkout = { root, folder: into, what, ignored: await ignoredIn(root, signal) };
  const fn = await functionIn(checkout, usual, context);
  await complete(fn, checkout, context);
  return fn;
}

function within(root: string, folder: string): string {
  const path = relative(root, folder);
  if (!path.startsWith('..')) return path;
  throw new CommandError(
    `the code lies outside of the git repository ${root}: ${folder}`,
    'name folders or zips with --base and --head',
  );
}

/** By the scenario file as it is in the checkout; one that has none yet, or of a handler alone, by the head's. */
async function functionIn(
  { root, folder, what }: Checkout,
  usual: string,
  { scenario, function: otherwise }: PrepareContext,
): Promise<CodeFunction> {
  const file = scenario.file === undefined ? undefined : join(folder, relative(root, scenario.file));
  const own = file !== undefined && existsSync(file) ? await ownFunction(file, folder, what) : undefined;
  if (own?.kind !== 'code') return { ...otherwise, folder: join(folder, usual) };
  // How a commit is built may have been written down only later.
  return otherwise.build === undefined ? own : { build: otherwise.build, ...own };
}

async function ownFunction(file: string, folder: string, what: string): Promise<Scenario['function'] | undefined> {
  try {
    return await loadFunction(file);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new CommandError(
      `${what} has a scenario that cannot be read: ${error.message.replaceAll(`${folder}/`, '')}`,
      'name a folder or a zip instead',
    );
  }
}

async function complete(fn: CodeFunction, checkout: Checkout, context: PrepareContext): Promise<void> {
  const { root, folder, ignored, what } = checkout;
  const path = relative(folder, fn.folder);
  const isOfCode = (it: string): boolean => path === '' || it === path || it.startsWith(`${path}/`);
  const isWanted = (it: string): boolean => (fn.build === undefined ? isOfCode(it) : !installs(fn.build));
  const others = await borrowModules(root, folder, ignored, isWanted, context.signal);
  if (fn.build === undefined) checkUnbuilt(others, ignored.filter(isOfCode), path, checkout, context);
  else await built(fn.build, others, checkout, context);
  const fault = await codeFault(fn);
  if (fault === undefined) return;
  throw new CommandError(
    `${what}: ${fault.replaceAll(`${folder}/`, '')}`,
    fn.build === undefined ? 'was it elsewhere then? its own scenario file may say so' : 'the build has not made it',
  );
}

/** `npm ci` first removes what is there: copied in vain. */
const installs = (build: readonly string[]): boolean =>
  build.some((it) => /\bnpm (ci|clean-install)\b(?!.*--prefix)/.test(it));

const BUILD_HINT =
  'say in the scenario how it comes about, such as "build: npm ci" under "function": it is run in each checkout';

function checkUnbuilt(
  others: readonly string[],
  ignored: readonly string[],
  path: string,
  { what }: Checkout,
  { say }: PrepareContext,
): void {
  const [modules] = others;
  if (modules !== undefined) {
    throw new CommandError(`${what} asks for other packages than ${modules} holds, and git ignores that`, BUILD_HINT);
  }
  if (ignored.includes(path)) throw new CommandError(`${what} has no ${path}: git ignores it`, BUILD_HINT);
  const needed = ignored.filter(mayBeNeeded);
  if (needed.length === 0) return;
  const named = needed.slice(0, 3).join(', ') + (needed.length > 3 ? ` and ${needed.length - 3} more` : '');
  say(`${what} is measured without ${named}, which git ignores; ${BUILD_HINT}`);
}

async function built(
  commands: readonly string[],
  others: readonly string[],
  { root, folder, what }: Checkout,
  { scenario: { file }, signal, say }: PrepareContext,
): Promise<void> {
  const place = file === undefined ? folder : join(folder, relative(root, dirname(file)));
  say(`building ${what}: ${commands.join(' && ')}`);
  const hint =
    others.length === 0
      ? 'run it by hand in a fresh clone'
      : `${others[0]} holds other packages than it asks for: its own build, of the scenario file as it was then, must install them (npm ci)`;
  await runBuild({ commands, folder: place, what, hint }, signal);
}

/** As the user is told of it. */
export const sideText = (side: 'base' | 'head', source: Source): string => `${side}, ${sourceText(source)}`;
