import fs = require('node:fs');
import Module = require('node:module');
import path = require('node:path');

import errors = require('./errors.cjs');
import isRewritten = require('./generation.cjs');

/** As if from AWS's bundle, whose name stands in the "Require stack" of errors. */
const runtimeRequire = Module.createRequire(path.join(process.env.LAMBDA_RUNTIME_DIR ?? __dirname, 'index.mjs'));

/** Loads a module without a parent, as `import()` does. Node.js keeps it for loaders; its types leave it out. */
const { _load } = Module as unknown as { _load(file: string): unknown };

/**
 * Finds and loads the function's module by AWS's rules; what it throws has AWS's name.
 *
 * The rewritten client imports everything, CommonJS too. Here CommonJS is required then: loading the ES module loader
 * takes longer than all the rest of the bootstrap. What `import()` would make of it can be told from `default` alone.
 */
async function loadModule(taskRoot: string, folder: string, name: string): Promise<unknown> {
  const file = path.resolve(taskRoot, folder, name);
  try {
    return await (isRewritten ? loadRewritten(taskRoot, folder, name, file) : loadOlder(taskRoot, folder, name, file));
  } catch (error) {
    throw translate(error);
  }
}

async function loadRewritten(taskRoot: string, folder: string, name: string, file: string): Promise<unknown> {
  if (fs.existsSync(file)) return import(file);
  if (fs.existsSync(`${file}.js`)) return isEsFolder(path.dirname(file)) ? import(`${file}.js`) : common(`${file}.js`);
  if (fs.existsSync(`${file}.mjs`)) return import(`${file}.mjs`);
  if (fs.existsSync(`${file}.cjs`)) return common(`${file}.cjs`);
  return runtimeRequire(runtimeRequire.resolve(name, { paths: [taskRoot, path.join(taskRoot, folder)] }));
}

async function loadOlder(taskRoot: string, folder: string, name: string, file: string): Promise<unknown> {
  if (fs.existsSync(file)) return runtimeRequire(file);
  if (fs.existsSync(`${file}.js`)) {
    return isEsFolder(path.dirname(file)) ? import(`${file}.js`) : runtimeRequire(`${file}.js`);
  }
  if (fs.existsSync(`${file}.mjs`)) return import(`${file}.mjs`);
  if (fs.existsSync(`${file}.cjs`)) return runtimeRequire(`${file}.cjs`);
  return runtimeRequire(runtimeRequire.resolve(name, { paths: [taskRoot, folder] }));
}

/** What `import()` of a CommonJS file gives: its exports by name where it has any, and all of them as the default. */
async function common(file: string): Promise<object> {
  try {
    const exports = _load(file);
    return { ...(exports as object), default: exports };
  } catch (error) {
    // ES module syntax in a file that its folder calls CommonJS: of use to those who have turned its detection on.
    if (codeOf(error) !== 'ERR_REQUIRE_ESM' && codeOf(error) !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return import(file);
  }
}

/** By the nearest package.json above, up to a node_modules folder. */
function isEsFolder(folder: string): boolean {
  if (folder.endsWith('/node_modules')) return false;
  const found = path.join(folder, 'package.json');
  if (fs.existsSync(found)) {
    try {
      return JSON.parse(fs.readFileSync(found, 'utf8')).type === 'module';
    } catch (error) {
      // Node.js itself refuses the file when it comes to it.
      if (isRewritten) return true;
      console.warn(`${found} cannot be read, it will be ignored for ES module detection purposes.`, error);
      return false;
    }
  }
  return folder !== '/' && isEsFolder(path.dirname(folder));
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function translate(error: unknown): unknown {
  if (error instanceof SyntaxError) {
    const stack = isRewritten && error.stack !== undefined ? { stack: error.stack } : {};
    return errors.runtimeError('UserCodeSyntaxError', String(error), stack);
  }
  return codeOf(error) === 'MODULE_NOT_FOUND' ? errors.runtimeError('ImportModuleError', String(error)) : error;
}

export = loadModule;
