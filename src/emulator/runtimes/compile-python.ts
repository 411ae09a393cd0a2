import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Interpreter } from './interpreter.js';

/** What `bootstrap.py` imports, and what a function or a setting may make it import. */
const MODULES = ['kelvin_runtime.main', 'kelvin_runtime.json_formatter', 'snapshot_restore_py'];

/**
 * Has the runtime client's bytecode written beside it, once for each Python: compiling it takes 8 ms of a cold start of
 * 40 (2 cores, 2026-11), and inside a sandbox nothing can be written there. Where it cannot be written at all, cold
 * starts take those 8 ms more.
 *
 * @param folder of `bootstrap.py`.
 */
export async function compilePython({ path, version }: Interpreter, folder: string): Promise<void> {
  const [major, minor] = version.split('.');
  const cache = `main.cpython-${major}${minor}.pyc`;
  if (isFresh(join(folder, 'kelvin_runtime'), cache) || !isWritable(folder)) return;
  const program = `import sys; sys.path.insert(0, sys.argv[1]); import ${MODULES.join(', ')}`;
  await promisify(execFile)(path, ['-I', '-S', '-c', program, folder], { timeout: 10_000, env: {} }).catch(() => {});
}

function isFresh(folder: string, cache: string): boolean {
  try {
    const sources = readdirSync(folder).filter((name) => name.endsWith('.py'));
    const newest = Math.max(...sources.map((name) => statSync(join(folder, name)).mtimeMs));
    return statSync(join(folder, '__pycache__', cache)).mtimeMs >= newest;
  } catch {
    return false;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(join(folder, 'kelvin_runtime'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
