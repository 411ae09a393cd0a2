import fs = require('node:fs');
import Module = require('node:module');
import path = require('node:path');

/** What Node.js keeps for loaders, and its types leave out; asked for when it is needed, as it is traced by then. */
const loader = Module as unknown as { _load(file: string): unknown };

/**
 * Loads the module of `folder/file.export` by the rules of AWS's runtimes for Node.js (aws-lambda-nodejs-runtime-
 * interface-client 3 and 4, as Kelvin's emulator keeps them).
 * @param importEs what to import an ES module by
 */
async function loadHandler(
  taskRoot: string,
  handler: string,
  importEs: (file: string) => Promise<unknown>,
): Promise<void> {
  const base = path.basename(handler);
  const name = base.split('.')[0] ?? base;
  const folder = path.resolve(taskRoot, handler.slice(0, handler.lastIndexOf(base)));
  const file = path.join(folder, name);
  const files = [file, `${file}.js`, `${file}.mjs`, `${file}.cjs`];
  const found = files.find((it) => fs.existsSync(it) && !isFolder(it)) ?? installed(name, [taskRoot, folder]);
  const isEs = found.endsWith('.mjs') || (found.endsWith('.js') && isEsFolder(path.dirname(found)));
  if (isEs) await importEs(found);
  else loader._load(found);
}

const installed = (name: string, paths: string[]): string =>
  Module.createRequire(`${paths[0]}/index.js`).resolve(name, { paths });

const isFolder = (file: string): boolean => fs.statSync(file).isDirectory();

/** By the nearest package.json above, up to a node_modules folder. */
function isEsFolder(folder: string): boolean {
  if (folder.endsWith('/node_modules')) return false;
  const found = path.join(folder, 'package.json');
  if (fs.existsSync(found)) return (JSON.parse(fs.readFileSync(found, 'utf8')) as { type?: unknown }).type === 'module';
  return folder !== '/' && isEsFolder(path.dirname(folder));
}

export = loadHandler;
