import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { ProblemList } from './problem-list.js';
import { ScenarioError } from './problems.js';
import { resolveScenario, type ScenarioSource } from './resolve.js';
import type { Scenario } from './scenario.js';

/** What a folder is searched for, in this order. */
const IN_FOLDER = ['index.mjs', 'index.js', 'lambda_function.py', 'bootstrap'];
const HANDLER = 'expected a handler: a .mjs, .js, .cjs or .py file, bootstrap, or a folder with one of them';

/** A file that says little by itself: its folder gives the scenario its name. */
const NAMELESS = ['index', 'handler', 'app', 'main', 'lambda_function', 'bootstrap'];

const kindOf = async (path: string) => {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? 'missing' : found.isDirectory() ? 'folder' : 'file';
};

function fail(path: string, message: string, hint?: string): never {
  throw new ScenarioError(path, [{ field: '', message, ...(hint === undefined ? {} : { hint }) }]);
}

async function handlerFileAt(path: string): Promise<string> {
  const kind = await kindOf(path);
  if (kind === 'file') return resolve(path);
  if (kind === 'missing') {
    const hint = `a function that exists on AWS is given by name: ${JSON.stringify(basename(path))}`;
    fail(path, `no such file or folder; ${HANDLER}`, /^[\w-]+$/.test(path) ? hint : undefined);
  }
  for (const name of IN_FOLDER) {
    if ((await kindOf(join(path, name))) === 'file') return resolve(path, name);
  }
  return fail(path, `no handler in this folder; expected one of ${IN_FOLDER.join(', ')}`);
}

/** `def handler(`, `async def handler(` or `handler = ...` at the left margin. */
const defines = (source: string, name: string): boolean =>
  new RegExp(`^(?:(?:async\\s+)?def\\s+${name}\\s*\\(|${name}\\s*(?::[^=]+)?=)`, 'm').test(source);

async function pythonHandler(file: string, path: string): Promise<string> {
  const source = await readFile(file, 'utf8');
  const name = ['lambda_handler', 'handler'].find((it) => defines(source, it));
  return name ?? fail(path, 'defines no handler; expected a function named lambda_handler or handler');
}

async function functionIn(file: string, path: string): Promise<{ handler: string; runtime: string }> {
  const { name, ext } = parse(file);
  if (['.mjs', '.js', '.cjs'].includes(ext)) return { handler: `${name}.handler`, runtime: 'nodejs24.x' };
  if (ext === '.py') return { handler: `${name}.${await pythonHandler(file, path)}`, runtime: 'python3.13' };
  if (name === 'bootstrap') return { handler: 'bootstrap', runtime: 'provided.al2023' };
  return fail(path, `no runtime for this kind of file; ${HANDLER}`, 'other runtimes need a scenario file');
}

/** What a scenario file for a handler would say. @throws ScenarioError when there is no handler. */
export async function handlerSource(path: string): Promise<ScenarioSource> {
  const file = await handlerFileAt(path);
  const folder = dirname(file);
  const stem = parse(file).name;
  const name = NAMELESS.includes(stem) ? basename(folder) : stem;
  const value = { function: { code: '.', ...(await functionIn(file, path)) } };
  return { value, place: { folder, name }, problems: new ProblemList(path) };
}

/**
 * A scenario for a handler's source, with defaults for all the rest.
 * @throws ScenarioError when there is no handler.
 */
export const scenarioFromHandler = async (path: string): Promise<Scenario> =>
  resolveScenario(await handlerSource(path));
